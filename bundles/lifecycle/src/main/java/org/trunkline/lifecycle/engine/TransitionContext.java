package org.trunkline.lifecycle.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.Resource;
import org.trunkline.registry.ResourceContent;
import org.trunkline.registry.ResourceDraft;

/**
 * A transition as its validations and executions see it. All of one transition share it, one after the other. Used by the
 * thread that calls the plug-in only.
 */
public final class TransitionContext {

    private final Registry registry;
    private final String lifecycle;
    private final String event;
    private final String from;
    private final String to;
    private final Resource original;
    private final Map<String, String> parameters;
    private final Map<String, Object> attributes = new HashMap<>();
    private RegistryPath path;
    private ResourceDraft replacement;
    private boolean keepsState;
    private String message;

    TransitionContext(
            Registry registry,
            String lifecycle,
            String event,
            String from,
            String to,
            Resource original,
            Map<String, String> parameters) {
        this.registry = registry;
        this.lifecycle = lifecycle;
        this.event = event;
        this.from = from;
        this.to = to;
        this.original = original;
        this.parameters = parameters;
        this.path = original.path();
    }

    /**
     * The registry in the name of the user who caused the event, inside of the transition's transaction. It refuses
     * everything when the plug-in has returned or its time is over. Content that is written through it is read into memory
     * first.
     */
    public Registry registry() {
        return registry;
    }

    public String lifecycle() {
        return lifecycle;
    }

    public String event() {
        return event;
    }

    /** The state that the resource is in. */
    public String from() {
        return from;
    }

    /** The state that it is to have. */
    public String to() {
        return to;
    }

    /** The resource before the transition. */
    public Resource original() {
        return original;
    }

    /** What the caller gave with the event, unmodifiable; {@code N.item} and {@code preserveOriginal} are WSO2's names. */
    public Map<String, String> parameters() {
        return parameters;
    }

    /** Where the resource is that gets the new state: the original's path unless an execution gave another one. */
    public RegistryPath path() {
        return path;
    }

    /** Lets the resource at another path get the new state; the original keeps its own. */
    public void path(RegistryPath value) {
        path = Objects.requireNonNull(value, "path");
    }

    /** What an execution put in place of the resource; empty if it is to be taken from the registry. */
    public Optional<ResourceDraft> replacement() {
        return Optional.ofNullable(replacement);
    }

    /**
     * Puts something in place of the resource that gets the new state. Its content is read at once.
     *
     * @throws IOException if the content cannot be read
     */
    public void replacement(ResourceDraft value) throws IOException {
        replacement = inMemory(value);
    }

    /** The transition succeeds, and the resource stays in its state. */
    public void keepState() {
        keepsState = true;
    }

    boolean keepsState() {
        return keepsState;
    }

    /** What the user is told if the execution fails; the last one counts. */
    public void message(String value) {
        message = Objects.requireNonNull(value, "message");
    }

    public Optional<String> message() {
        return Optional.ofNullable(message);
    }

    /** What plug-ins of one transition tell each other. */
    public Map<String, Object> attributes() {
        return attributes;
    }

    static ResourceDraft inMemory(ResourceDraft draft) throws IOException {
        Optional<ResourceContent> content = draft.content();
        if (content.isEmpty()) {
            return draft;
        }
        try (InputStream in = content.get().open()) {
            byte[] bytes = in.readAllBytes();
            return draft.content(() -> new ByteArrayInputStream(bytes));
        }
    }
}
