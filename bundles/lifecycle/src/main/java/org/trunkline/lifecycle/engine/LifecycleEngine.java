package org.trunkline.lifecycle.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.trunkline.lifecycle.LifecycleState;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryException.Kind;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.RegistryTransaction;
import org.trunkline.registry.Resource;
import org.trunkline.registry.ResourceDraft;

/**
 * Leads resources through lifecycles. Safe for use by many threads.
 *
 * <p>Each method acts in the name of the user of the registry that it is given, and does everything in one transaction, or
 * as a part of the one that the thread has there; what is refused has changed nothing. A caller that has a transaction
 * around a method that throws cannot commit it any more.
 *
 * <p>Plug-ins run on threads of the engine, the transaction stays with the caller. When the time of one is over the
 * transition is rolled back at once, and the plug-in's registry refuses all that it asks for later.
 */
public final class LifecycleEngine implements AutoCloseable {

    private static final Pattern ITEM = Pattern.compile("(\\d{1,9})\\.item");

    private final LifecycleDefinitions definitions;
    private final Plugins plugins;
    private final Roles roles;
    private final Clock clock;
    private final EngineSettings settings;
    private final EventRules rules;
    private final ExecutionThreads threads;

    /** @param clock whose zone is that of the times that WSO2's tools read, which do not say theirs */
    public LifecycleEngine(
            LifecycleDefinitions definitions, Plugins plugins, Roles roles, Clock clock, EngineSettings settings) {
        this.definitions = Objects.requireNonNull(definitions, "definitions");
        this.plugins = Objects.requireNonNull(plugins, "plugins");
        this.roles = Objects.requireNonNull(roles, "roles");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.rules = new EventRules(plugins, settings.toleratesServerScripts());
        this.threads = new ExecutionThreads(clock);
    }

    public LifecycleDefinitions definitions() {
        return definitions;
    }

    /** The plug-ins whose time is over and that have not returned, oldest first. */
    public List<HangingExecution> hanging() {
        return threads.hanging();
    }

    /** Interrupts what runs. */
    @Override
    public void close() {
        threads.close();
    }

    /** What a lifecycle names and cannot be called now, each with the reason. */
    public List<String> missingPlugins(StoredLifecycle lifecycle) {
        Set<String> missing = new TreeSet<>();
        for (LifecycleState state : lifecycle.definition().states()) {
            for (String event : state.events()) {
                List<PluginUse> uses = new ArrayList<>(EventRules.validations(lifecycle, state, event));
                uses.addAll(EventRules.executions(lifecycle, state, event));
                for (PluginUse use : uses) {
                    plugins.missing(use)
                            .ifPresent(reason -> missing.add(use.element().className() + ": " + reason));
                }
            }
        }
        return List.copyOf(missing);
    }

    // ---- attaching

    /** The names of the lifecycles that a resource has, in order. */
    public List<String> attached(Registry registry, RegistryPath path) throws RegistryException {
        return StateProperties.attached(registry.get(path).properties());
    }

    /**
     * Gives a lifecycle to a resource, which is in the initial state then; does nothing if it has it.
     *
     * @throws RegistryException NOT_FOUND if one of them is not there
     */
    public void attach(Registry registry, RegistryPath path, String lifecycle) throws RegistryException {
        try (RegistryTransaction transaction = registry.begin()) {
            Resource resource = registry.get(path);
            if (!StateProperties.attached(resource.properties()).contains(lifecycle)) {
                StoredLifecycle stored = definitions.keepCurrent(registry, lifecycle);
                LifecycleState initial = stored.definition().initialState();
                Instant now = clock.instant();
                enter(registry, resource, stored, initial, now, unticked(initial), withoutVotes(initial));
                record(registry, stored, entry(path, HistoryEntry.Type.ASSOCIATION, stored, registry, now, initial));
            }
            transaction.commit();
        }
    }

    /**
     * Takes a lifecycle from a resource, with all that the resource holds of it but the history.
     *
     * @throws RegistryException REFUSED if the resource does not have it
     */
    public void detach(Registry registry, RegistryPath path, String lifecycle) throws RegistryException {
        try (RegistryTransaction transaction = registry.begin()) {
            Attachment attachment = attachment(registry, path, lifecycle);
            Resource resource = attachment.resource();
            registry.put(
                    path,
                    ResourceDraft.of(resource)
                            .properties(attachment
                                    .properties()
                                    .without(
                                            resource.properties(),
                                            attachment.stored().definition()))
                            .expecting(resource.revision()));
            record(
                    registry,
                    attachment.stored(),
                    entry(
                            path,
                            HistoryEntry.Type.DISSOCIATION,
                            attachment.stored(),
                            registry,
                            clock.instant(),
                            attachment.state()));
            transaction.commit();
        }
    }

    /**
     * Lets a resource go by the current version of its lifecycle. It stays in its state; ticks are kept by the items' names
     * and votes by their events.
     *
     * @param state the state that it is to be in if the current version does not have the one that it is in
     * @throws RegistryException REFUSED if the current version does not have the state
     */
    public void migrate(Registry registry, RegistryPath path, String lifecycle, Optional<String> state)
            throws RegistryException {
        try (RegistryTransaction transaction = registry.begin()) {
            Resource resource = registry.get(path);
            requireAttached(resource, lifecycle);
            StoredLifecycle stored = definitions.keepCurrent(registry, lifecycle);
            StateProperties properties = properties(lifecycle);
            LifecycleState now = stateToMigrateTo(resource, stored, properties, state);
            List<ItemStatus> items = properties.items(resource.properties(), now);
            List<VoteStatus> votes = properties.votes(resource.properties(), now);
            Instant since = properties.since(resource.properties()).orElseGet(clock::instant);
            enter(registry, resource, stored, now, since, items, votes);
            record(registry, stored, entry(path, HistoryEntry.Type.MIGRATION, stored, registry, clock.instant(), now));
            transaction.commit();
        }
    }

    private static LifecycleState stateToMigrateTo(
            Resource resource, StoredLifecycle stored, StateProperties properties, Optional<String> wanted)
            throws RegistryException {
        Optional<LifecycleState> state = wanted.isPresent()
                ? stored.definition().state(wanted.get())
                : properties.state(resource.properties(), stored.definition());
        if (state.isEmpty()) {
            throw new RegistryException(
                    Kind.REFUSED,
                    resource.path() + " cannot go by the current version of the lifecycle '" + stored.name()
                            + "': it has no state '"
                            + wanted.or(() -> properties.writtenState(resource.properties()))
                                    .orElse("")
                            + "'; give one of " + stateIds(stored));
        }
        return state.get();
    }

    private static String stateIds(StoredLifecycle stored) {
        return stored.definition().states().stream().map(LifecycleState::id).collect(Collectors.joining(", "));
    }

    private void enter(
            Registry registry,
            Resource resource,
            StoredLifecycle stored,
            LifecycleState state,
            Instant since,
            List<ItemStatus> items,
            List<VoteStatus> votes)
            throws RegistryException {
        registry.put(
                resource.path(),
                ResourceDraft.of(resource)
                        .properties(properties(stored.name())
                                .entered(
                                        resource.properties(),
                                        stored.definition(),
                                        stored.version(),
                                        state,
                                        since,
                                        items,
                                        votes))
                        .expecting(resource.revision()));
    }

    static List<ItemStatus> unticked(LifecycleState state) {
        return IntStream.range(0, state.checkItems().size())
                .mapToObj(i -> new ItemStatus(i, state.checkItems().get(i), false))
                .toList();
    }

    static List<VoteStatus> withoutVotes(LifecycleState state) {
        return IntStream.range(0, state.approvals().size())
                .mapToObj(i -> new VoteStatus(i, state.approvals().get(i), Set.of()))
                .toList();
    }

    // ---- looking

    /**
     * Where a resource is, and what the user can do.
     *
     * @throws RegistryException REFUSED if the resource does not have the lifecycle
     */
    public LifecycleStatus status(Registry registry, RegistryPath path, String lifecycle) throws RegistryException {
        Attachment attachment = attachment(registry, path, lifecycle);
        return new LifecycleStatus(
                path,
                lifecycle,
                attachment.stored().version(),
                isCurrent(registry, attachment.stored()),
                attachment.state(),
                attachment.properties().since(attachment.resource().properties()),
                attachment.items(),
                attachment.votes(),
                rules.events(attachment, roles.of(registry.user())));
    }

    private boolean isCurrent(Registry registry, StoredLifecycle stored) {
        try {
            return definitions.get(registry, stored.name()).version().equals(stored.version());
        } catch (RegistryException e) {
            // a current version that is missing or broken is no hindrance for a resource that goes by another one
            return false;
        }
    }

    /** What happened to the resource at a path in all its lifecycles, oldest first. */
    public List<HistoryEntry> history(Registry registry, RegistryPath path) throws RegistryException {
        registry.get(path);
        return new HistoryFile(definitions.system(registry), path, clock.getZone()).entries();
    }

    private StateProperties properties(String lifecycle) {
        return new StateProperties(lifecycle, clock.getZone());
    }

    private static void requireAttached(Resource resource, String lifecycle) throws RegistryException {
        List<String> attached = StateProperties.attached(resource.properties());
        if (!attached.contains(lifecycle)) {
            throw new RegistryException(
                    Kind.REFUSED,
                    resource.path() + " does not have the lifecycle '" + lifecycle + "'"
                            + (attached.isEmpty() ? " nor any other" : "; it has " + String.join(", ", attached)));
        }
    }

    private Attachment attachment(Registry registry, RegistryPath path, String lifecycle) throws RegistryException {
        Resource resource = registry.get(path);
        requireAttached(resource, lifecycle);
        StateProperties properties = properties(lifecycle);
        Optional<String> version = properties.version(resource.properties());
        StoredLifecycle stored = version.isPresent()
                ? definitions.version(registry, lifecycle, version.get())
                : definitions.get(registry, lifecycle);
        Optional<LifecycleState> state = properties.state(resource.properties(), stored.definition());
        if (state.isEmpty()) {
            throw new RegistryException(
                    Kind.REFUSED,
                    path + " is in the state '"
                            + properties.writtenState(resource.properties()).orElse("")
                            + "', which the lifecycle '" + lifecycle + "' does not have; it has " + stateIds(stored)
                            + ". Migrate the resource to one of them");
        }
        return new Attachment(
                resource,
                stored,
                properties,
                state.get(),
                properties.items(resource.properties(), state.get()),
                properties.votes(resource.properties(), state.get()));
    }

    // ---- check items and votes

    /**
     * Ticks or unticks check items of the state that a resource is in.
     *
     * @param items whether it is to be ticked, by the item's index
     * @throws RegistryException FORBIDDEN if the user may not tick one of them, NOT_FOUND if there is no such item
     */
    public void tick(Registry registry, RegistryPath path, String lifecycle, Map<Integer, Boolean> items)
            throws RegistryException {
        try (RegistryTransaction transaction = registry.begin()) {
            ticked(registry, attachment(registry, path, lifecycle), items);
            transaction.commit();
        }
    }

    private Attachment ticked(Registry registry, Attachment before, Map<Integer, Boolean> items)
            throws RegistryException {
        Attachment after = before.ticking(items);
        List<ItemStatus> changes = after.items().stream()
                .filter(item -> !before.items().contains(item))
                .toList();
        if (changes.isEmpty()) {
            return before;
        }
        Set<String> mine = roles.of(registry.user());
        for (ItemStatus change : changes) {
            for (Set<String> needed : change.item().roles()) {
                requireRole(
                        registry,
                        mine,
                        needed,
                        (change.ticked() ? "tick" : "untick") + " the check item '"
                                + change.item().name() + "'");
            }
        }
        Attachment stored = mark(registry, after);
        for (ItemStatus change : changes) {
            recordMark(registry, after, HistoryEntry.Type.ITEM, change.item().name(), String.valueOf(change.ticked()));
        }
        return stored;
    }

    private static void requireRole(Registry registry, Set<String> mine, Set<String> needed, String what)
            throws RegistryException {
        if (Collections.disjoint(mine, needed)) {
            throw new RegistryException(
                    Kind.FORBIDDEN,
                    "the user '" + registry.user() + "' may not " + what + ": "
                            + (needed.isEmpty()
                                    ? "nobody may"
                                    : "it needs the role " + String.join(" or ", new TreeSet<>(needed))));
        }
    }

    /**
     * Votes for events of the state that a resource is in, or takes the user's votes back. A user has one vote for each.
     *
     * @param votes whether the user is for it, by the index of the approval
     * @throws RegistryException FORBIDDEN if the user may not vote there, NOT_FOUND if there is no such approval
     */
    public void vote(Registry registry, RegistryPath path, String lifecycle, Map<Integer, Boolean> votes)
            throws RegistryException {
        if (registry.user().contains(",")) {
            throw new RegistryException(
                    Kind.REFUSED,
                    "the user '" + registry.user() + "' cannot vote: the list of voters is kept with commas");
        }
        try (RegistryTransaction transaction = registry.begin()) {
            Attachment before = attachment(registry, path, lifecycle);
            before.requireIndexes(
                    votes,
                    "vote",
                    before.votes().stream()
                            .collect(Collectors.toMap(
                                    VoteStatus::index, vote -> vote.approval().event(), (a, b) -> a, TreeMap::new)));
            List<VoteStatus> after = before.votes().stream()
                    .map(vote -> voted(vote, registry.user(), votes.get(vote.index())))
                    .toList();
            List<VoteStatus> changes = after.stream()
                    .filter(vote -> !before.votes().contains(vote))
                    .toList();
            Set<String> mine = changes.isEmpty() ? Set.of() : roles.of(registry.user());
            for (VoteStatus change : changes) {
                Set<String> needed = change.approval().roles();
                if (!needed.isEmpty()) {
                    requireRole(
                            registry,
                            mine,
                            needed,
                            "vote for the event '" + change.approval().event() + "'");
                }
            }
            if (!changes.isEmpty()) {
                mark(registry, before.voting(after));
            }
            for (VoteStatus change : changes) {
                recordMark(
                        registry,
                        before,
                        HistoryEntry.Type.VOTE,
                        change.approval().event(),
                        String.valueOf(change.users().contains(registry.user())));
            }
            transaction.commit();
        }
    }

    private static VoteStatus voted(VoteStatus vote, String user, Boolean isFor) {
        if (isFor == null) {
            return vote;
        }
        Set<String> users = new TreeSet<>(vote.users());
        if (isFor) {
            users.add(user);
        } else {
            users.remove(user);
        }
        return new VoteStatus(vote.index(), vote.approval(), users);
    }

    private static Attachment mark(Registry registry, Attachment attachment) throws RegistryException {
        Resource before = attachment.resource();
        Resource after = registry.put(
                before.path(),
                ResourceDraft.of(before)
                        .properties(attachment
                                .properties()
                                .marked(
                                        before.properties(),
                                        attachment.state(),
                                        attachment.items(),
                                        attachment.votes()))
                        .expecting(before.revision()));
        return new Attachment(
                after,
                attachment.stored(),
                attachment.properties(),
                attachment.state(),
                attachment.items(),
                attachment.votes());
    }

    // ---- transitions

    /**
     * Makes an event happen. In this order: check items that the request ticks; the user's roles, check items and votes;
     * the inputs; validations; executions; the new state and the history.
     *
     * @throws RegistryException FORBIDDEN if the user may not cause it; CONFLICT if somebody else was first; REFUSED if
     *     something stands in its way, the message lists what is possible, or if a validation or execution failed, the
     *     message names it with its state, event and cause; UNAVAILABLE if one has not returned in time
     */
    public TransitionResult transition(
            Registry registry, RegistryPath path, String lifecycle, TransitionRequest request)
            throws RegistryException {
        String seen = request.expectedState().isPresent()
                ? request.expectedState().get()
                : attachment(registry, path, lifecycle).state().id();
        try (RegistryTransaction transaction = registry.begin()) {
            Attachment before = attachment(registry, path, lifecycle);
            requireSeen(registry, before, seen);
            TransitionRun run = prepared(registry, before, request);
            run.callPlugins();
            TransitionResult result = run.finish(clock.instant(), entry -> record(registry, before.stored(), entry));
            transaction.commit();
            return result;
        }
    }

    private TransitionRun prepared(Registry registry, Attachment before, TransitionRequest request)
            throws RegistryException {
        Attachment attachment = ticked(registry, before, items(request));
        List<EventStatus> events = rules.events(attachment, roles.of(registry.user()));
        EventStatus event = required(attachment, events, request.event());
        List<String> wrong = TransitionInputs.problems(attachment.state(), request);
        if (!wrong.isEmpty()) {
            throw new RegistryException(Kind.REFUSED, refused(attachment, request.event()) + String.join("; ", wrong));
        }
        return new TransitionRun(registry, attachment, request, event.target(), plugins, settings.timeLimit(), threads);
    }

    /** Two at once: whoever has seen another state is told, even if the event means something in the new one too. */
    private void requireSeen(Registry registry, Attachment attachment, String seen) throws RegistryException {
        if (!attachment.state().id().equals(seen)) {
            throw new RegistryException(
                    Kind.CONFLICT,
                    attachment.resource().path() + " is not in the state '" + seen + "' of the lifecycle '"
                            + attachment.lifecycle() + "' any more but in '"
                            + attachment.state().id() + "'; "
                            + possible(rules.events(attachment, roles.of(registry.user()))));
        }
    }

    private static Map<Integer, Boolean> items(TransitionRequest request) {
        Map<Integer, Boolean> items = new LinkedHashMap<>();
        request.parameters().forEach((name, value) -> {
            Matcher matcher = ITEM.matcher(name);
            if (matcher.matches()) {
                items.put(Integer.valueOf(matcher.group(1)), Boolean.valueOf(value));
            }
        });
        return items;
    }

    private static String refused(Attachment attachment, String event) {
        return "the event '" + event + "' of the state '" + attachment.state().id() + "' of the lifecycle '"
                + attachment.lifecycle() + "' on " + attachment.resource().path() + " is refused: ";
    }

    private static EventStatus required(Attachment attachment, List<EventStatus> events, String name)
            throws RegistryException {
        Optional<EventStatus> event =
                events.stream().filter(one -> one.event().equals(name)).findFirst();
        if (event.isEmpty()) {
            throw new RegistryException(
                    Kind.REFUSED, refused(attachment, name) + "there is no such event; " + possible(events));
        }
        List<EventStatus.Blocker> blockers = event.get().blockers();
        if (!blockers.isEmpty()) {
            boolean forbidden = blockers.stream().anyMatch(blocker -> blocker.reason() == EventStatus.Reason.ROLE);
            throw new RegistryException(
                    forbidden ? Kind.FORBIDDEN : Kind.REFUSED,
                    refused(attachment, name)
                            + blockers.stream().map(EventStatus.Blocker::text).collect(Collectors.joining("; "))
                            + "; " + possible(events));
        }
        return event.get();
    }

    private static String possible(List<EventStatus> events) {
        String possible = events.stream()
                .filter(EventStatus::possible)
                .map(EventStatus::event)
                .collect(Collectors.joining(", "));
        return possible.isEmpty() ? "no event is possible now" : "possible now: " + possible;
    }

    /**
     * Finds out what an event would do, and changes nothing. Plug-ins are called only if all executions of the event stay in
     * the registry. Not to be used inside of a transaction, which could not commit any more.
     */
    public Rehearsal rehearse(Registry registry, RegistryPath path, String lifecycle, TransitionRequest request)
            throws RegistryException {
        RegistryTransaction transaction = registry.begin();
        try {
            Attachment before = attachment(registry, path, lifecycle);
            String from = before.state().id();
            String to = before.stored()
                    .definition()
                    .next(from, request.event())
                    .map(LifecycleState::id)
                    .orElse(from);
            TransitionRun run;
            try {
                requireSeen(registry, before, request.expectedState().orElse(from));
                run = prepared(registry, before, request);
            } catch (RegistryException e) {
                return new Rehearsal(from, to, List.of(e.getMessage()), List.of(), false, List.of(), Optional.empty());
            }
            List<PluginUse> uses = new ArrayList<>(run.validations());
            uses.addAll(run.executions());
            List<String> calls =
                    uses.stream().map(use -> use.element().className()).toList();
            if (!stayInTheRegistry(run.executions())) {
                return new Rehearsal(from, to, List.of(), calls, false, List.of(), Optional.empty());
            }
            Optional<String> failure = Optional.empty();
            try {
                run.callPlugins();
                run.finish(clock.instant(), entry -> record(registry, before.stored(), entry));
            } catch (RegistryException e) {
                failure = Optional.of(e.getMessage());
            }
            return new Rehearsal(from, to, List.of(), calls, true, run.written(), failure);
        } finally {
            transaction.close();
        }
    }

    private boolean stayInTheRegistry(List<PluginUse> uses) throws RegistryException {
        for (PluginUse use : uses) {
            try {
                if (!plugins.execution(use).staysInTheRegistry()) {
                    return false;
                }
            } catch (PluginMissingException e) {
                throw new RegistryException(Kind.REFUSED, e.getMessage(), e);
            }
        }
        return true;
    }

    /**
     * What an event needs from whoever causes it.
     *
     * @throws RegistryException REFUSED if there is no such event in the resource's state
     */
    public TransitionNeeds needs(Registry registry, RegistryPath path, String lifecycle, String event)
            throws RegistryException {
        Attachment attachment = attachment(registry, path, lifecycle);
        if (attachment.state().transition(event).isEmpty()) {
            required(attachment, rules.events(attachment, roles.of(registry.user())), event);
        }
        return new TransitionInputs(registry).needs(attachment.resource(), attachment.state(), event);
    }

    // ---- history

    private void record(Registry registry, StoredLifecycle stored, HistoryEntry entry) throws RegistryException {
        if (stored.definition().audited()) {
            new HistoryFile(definitions.system(registry), entry.path(), clock.getZone()).append(entry);
        }
    }

    private void recordMark(
            Registry registry, Attachment attachment, HistoryEntry.Type type, String action, String value)
            throws RegistryException {
        record(
                registry,
                attachment.stored(),
                new HistoryEntry(
                        attachment.resource().path(),
                        Optional.empty(),
                        0,
                        type,
                        attachment.lifecycle(),
                        registry.user(),
                        clock.instant(),
                        attachment.state().id(),
                        Optional.empty(),
                        Optional.of(action),
                        Optional.of(value),
                        Optional.empty(),
                        List.of(),
                        List.of()));
    }

    private static HistoryEntry entry(
            RegistryPath path,
            HistoryEntry.Type type,
            StoredLifecycle stored,
            Registry registry,
            Instant at,
            LifecycleState state) {
        return new HistoryEntry(
                path,
                Optional.empty(),
                0,
                type,
                stored.name(),
                registry.user(),
                at,
                state.id(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.<Duration>empty(),
                List.of(),
                List.of());
    }
}
