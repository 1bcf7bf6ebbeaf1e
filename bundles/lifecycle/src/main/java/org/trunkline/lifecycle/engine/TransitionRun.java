package org.trunkline.lifecycle.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryException.Kind;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.Resource;
import org.trunkline.registry.ResourceDraft;

/** One transition, inside of its transaction, once nothing stands in its way any more. Used by one thread, once. */
final class TransitionRun {

    private final Registry registry;
    private final Attachment attachment;
    private final TransitionRequest request;
    private final String target;
    private final Plugins plugins;
    private final Duration limit;
    private final Gate gate;
    private final TransitionContext context;
    private final List<String> written = new ArrayList<>();
    private final List<String> validated = new ArrayList<>();
    private final List<String> executed = new ArrayList<>();

    TransitionRun(
            Registry registry,
            Attachment attachment,
            TransitionRequest request,
            String target,
            Plugins plugins,
            Duration limit,
            ExecutionThreads threads) {
        this.registry = registry;
        this.attachment = attachment;
        this.request = request;
        this.target = target;
        this.plugins = plugins;
        this.limit = limit;
        this.gate = new Gate(threads);
        this.context = new TransitionContext(
                GatedRegistry.of(registry, gate, written::add),
                attachment.lifecycle(),
                request.event(),
                attachment.state().id(),
                target,
                attachment.resource(),
                request.parameters());
    }

    // ---- plug-ins

    void callPlugins() throws RegistryException {
        for (PluginUse use : validations()) {
            call("validation", use, () -> plugins.validation(use).validate(context));
            validated.add(use.element().className());
        }
        for (PluginUse use : executions()) {
            call("execution", use, () -> plugins.execution(use).execute(context));
            executed.add(use.element().className());
        }
    }

    List<PluginUse> validations() {
        return EventRules.validations(attachment.stored(), attachment.state(), request.event());
    }

    List<PluginUse> executions() {
        return EventRules.executions(attachment.stored(), attachment.state(), request.event());
    }

    private void call(String kind, PluginUse use, Callable<Boolean> plugin) throws RegistryException {
        String what = "the " + kind + " " + use.element().className() + " of the state '" + use.state()
                + "' for the event '" + request.event() + "' of the lifecycle '" + use.lifecycle() + "' on "
                + attachment.resource().path();
        try {
            if (!gate.call(what, limit, plugin)) {
                throw new RegistryException(
                        Kind.REFUSED,
                        what + " failed"
                                + context.message().map(text -> ": " + text).orElse(""));
            }
        } catch (ExecutionException e) {
            throw failure(what, e.getCause());
        }
    }

    private RegistryException failure(String what, Throwable cause) {
        Kind kind = cause instanceof RegistryException refused
                        && (refused.kind() == Kind.CONFLICT || refused.kind() == Kind.UNAVAILABLE)
                ? refused.kind()
                : Kind.REFUSED;
        String told = context.message().map(text -> ": " + text).orElse("");
        String reason = cause.getMessage() == null ? "" : cause.getMessage();
        String thrown = cause instanceof RegistryException || cause instanceof PluginMissingException
                ? reason
                : cause.getClass().getName() + (reason.isEmpty() ? "" : ": " + reason);
        return new RegistryException(kind, what + " failed" + told + ": " + thrown, cause);
    }

    List<String> written() {
        return List.copyOf(written);
    }

    // ---- the end

    /** Gives the new state to whatever the executions have left, unless somebody else was first. */
    TransitionResult finish(Instant now, History history) throws RegistryException {
        RegistryPath original = attachment.resource().path();
        String from = attachment.state().id();
        if (context.keepsState()) {
            history.add(entry(original, original, now, Optional.empty()));
            return result(original, from);
        }
        RegistryPath path = context.path();
        requireState(original);
        Resource there = registry.find(path).orElse(null);
        ResourceDraft draft = draft(path, there);
        draft = draft.properties(attachment
                .properties()
                .entered(
                        draft.properties(),
                        attachment.stored().definition(),
                        attachment.stored().version(),
                        attachment.stored().definition().state(target).orElseThrow(),
                        now,
                        fresh(),
                        freshVotes()));
        registry.put(path, there == null ? draft.expectingNothing() : draft.expecting(there.revision()));
        if (!path.equals(original)) {
            leaveOriginal(original);
        }
        history.add(entry(path, original, now, Optional.of(target)));
        return result(path, target);
    }

    private TransitionResult result(RegistryPath path, String to) {
        return new TransitionResult(
                attachment.lifecycle(),
                request.event(),
                attachment.resource().path(),
                path,
                attachment.state().id(),
                to,
                executed);
    }

    /** The compare of compare-and-set: a plug-in, or another transaction before this one wrote, may have set it. */
    private void requireState(RegistryPath original) throws RegistryException {
        Optional<Resource> now = registry.find(original);
        String from = StateProperties.written(attachment.state().id());
        if (now.isPresent()
                && !attachment
                        .properties()
                        .writtenState(now.get().properties())
                        .map(StateProperties::written)
                        .filter(from::equals)
                        .isPresent()) {
            throw new RegistryException(
                    Kind.CONFLICT,
                    original + " has left the state '" + attachment.state().id() + "' of the lifecycle '"
                            + attachment.lifecycle() + "' meanwhile; look at it again");
        }
    }

    private ResourceDraft draft(RegistryPath path, Resource there) throws RegistryException {
        if (context.replacement().isPresent()) {
            return context.replacement().get();
        }
        if (there == null) {
            throw new RegistryException(
                    Kind.REFUSED,
                    "the event '" + request.event() + "' of the lifecycle '" + attachment.lifecycle() + "' on "
                            + attachment.resource().path() + " failed: its executions left no resource at " + path
                            + " that could get the state '" + target + "'");
        }
        return ResourceDraft.of(there);
    }

    private void leaveOriginal(RegistryPath original) throws RegistryException {
        boolean goes = "false".equals(request.parameters().get("preserveOriginal"));
        if (goes && registry.find(original).isPresent()) {
            registry.delete(original);
        }
    }

    private List<ItemStatus> fresh() {
        return LifecycleEngine.unticked(
                attachment.stored().definition().state(target).orElseThrow());
    }

    private List<VoteStatus> freshVotes() {
        return LifecycleEngine.withoutVotes(
                attachment.stored().definition().state(target).orElseThrow());
    }

    private HistoryEntry entry(RegistryPath path, RegistryPath original, Instant now, Optional<String> to) {
        Optional<Duration> stay = attachment
                .properties()
                .since(attachment.resource().properties())
                .map(since -> Duration.between(since, now));
        return new HistoryEntry(
                path,
                Optional.of(original).filter(other -> !other.equals(path)),
                0,
                HistoryEntry.Type.TRANSITION,
                attachment.lifecycle(),
                registry.user(),
                now,
                attachment.state().id(),
                to,
                Optional.of(request.event()),
                Optional.empty(),
                stay,
                validated,
                executed);
    }

    /** Where what happened is written down. */
    @FunctionalInterface
    interface History {
        void add(HistoryEntry entry) throws RegistryException;
    }
}
