package org.trunkline.lifecycle.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trunkline.lifecycle.CheckItem;
import org.trunkline.lifecycle.Checkpoint;
import org.trunkline.lifecycle.LifecycleDefinition;
import org.trunkline.lifecycle.LifecycleState;
import org.trunkline.lifecycle.TransitionApproval;
import org.trunkline.lifecycle.TransitionInput;
import org.trunkline.lifecycle.TransitionScript;
import org.trunkline.lifecycle.TransitionUi;
import org.trunkline.registry.ResourceProperties;

/**
 * Where a resource is in one lifecycle, as properties of the resource. Those that begin with {@code registry.} are the ones
 * that WSO2's tools and executors read (DefaultLifeCycle of governance.registry.extensions 4.8.13); two of our own say
 * which version of the definition counts and the exact time.
 */
final class StateProperties {

    static final String ASPECTS = "registry.Aspects";

    private static final String LAST = "registry.LC.name";
    private static final String ITEMS = "registry.custom_lifecycle.checklist.option.";
    private static final String VOTES = "registry.custom_lifecycle.votes.option.";
    private static final DateTimeFormatter WSO2_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

    private final String lifecycle;
    private final ZoneId zone;

    /** @param zone of WSO2's times, which do not say theirs */
    StateProperties(String lifecycle, ZoneId zone) {
        this.lifecycle = lifecycle;
        this.zone = zone;
    }

    /** The lifecycles that a resource with these properties has a state of. */
    static List<String> attached(ResourceProperties properties) {
        Set<String> names = new LinkedHashSet<>(properties.all(ASPECTS));
        names.addAll(properties.all(LAST));
        for (Map.Entry<String, List<String>> property : properties.asMap().entrySet()) {
            if (property.getKey().startsWith(LAST + ".")) {
                names.addAll(property.getValue());
            }
        }
        return names.stream()
                .filter(name -> properties.first(stateKey(name)).isPresent())
                .sorted()
                .toList();
    }

    static String stateKey(String lifecycle) {
        return "registry.lifecycle." + lifecycle + ".state";
    }

    /** WSO2 keeps the dots of a state's id as blanks. */
    static String written(String state) {
        return state.replace('.', ' ');
    }

    Optional<String> writtenState(ResourceProperties properties) {
        return properties.first(stateKey(lifecycle));
    }

    Optional<LifecycleState> state(ResourceProperties properties, LifecycleDefinition definition) {
        return writtenState(properties)
                .flatMap(written -> definition.states().stream()
                        .filter(state -> written(state.id()).equals(written(written)))
                        .findFirst());
    }

    Optional<String> version(ResourceProperties properties) {
        return properties.first(own("version"));
    }

    Optional<Instant> since(ResourceProperties properties) {
        Optional<Instant> exact = properties.first(own("since")).flatMap(StateProperties::instant);
        return exact.or(() -> properties.first(timeKey()).flatMap(this::wso2Time));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private Optional<Instant> wso2Time(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, WSO2_TIME).atZone(zone).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    // ---- check items and votes

    List<ItemStatus> items(ResourceProperties properties, LifecycleState state) {
        Map<Integer, List<String>> kept = numbered(properties, ITEMS, "item");
        List<ItemStatus> items = new ArrayList<>();
        for (int i = 0; i < state.checkItems().size(); i++) {
            CheckItem item = state.checkItems().get(i);
            boolean ticked = kept(kept, i, state, item.name())
                    .flatMap(values -> value(values, "value"))
                    .filter("true"::equals)
                    .isPresent();
            items.add(new ItemStatus(i, item, ticked));
        }
        return items;
    }

    List<VoteStatus> votes(ResourceProperties properties, LifecycleState state) {
        Map<Integer, List<String>> kept = numbered(properties, VOTES, "vote");
        List<VoteStatus> votes = new ArrayList<>();
        for (int i = 0; i < state.approvals().size(); i++) {
            TransitionApproval approval = state.approvals().get(i);
            Set<String> users = new TreeSet<>(List.of(kept(kept, i, state, approval.event())
                    .flatMap(values -> value(values, "users"))
                    .orElse("")
                    .split(",")));
            users.remove("");
            votes.add(new VoteStatus(i, approval, users));
        }
        return votes;
    }

    /** By number, from the layout with the lifecycle's name, or from the one of before Governance Registry 5.0. */
    private Map<Integer, List<String>> numbered(ResourceProperties properties, String prefix, String suffix) {
        Map<Integer, List<String>> found = of(properties, prefix + lifecycle + ".", suffix);
        boolean mayBeOld = properties.first(LAST).filter(lifecycle::equals).isPresent();
        return found.isEmpty() && mayBeOld ? of(properties, prefix, suffix) : found;
    }

    private static Map<Integer, List<String>> of(ResourceProperties properties, String prefix, String suffix) {
        Pattern name = Pattern.compile(Pattern.quote(prefix) + "(\\d{1,9})\\." + suffix);
        Map<Integer, List<String>> found = new TreeMap<>();
        properties.asMap().forEach((key, values) -> {
            Matcher matcher = name.matcher(key);
            if (matcher.matches()) {
                found.put(Integer.valueOf(matcher.group(1)), values);
            }
        });
        return found;
    }

    private static Optional<List<String>> kept(
            Map<Integer, List<String>> kept, int index, LifecycleState state, String name) {
        return Optional.ofNullable(kept.get(index))
                .filter(values -> belongs(values, state, name))
                .or(() -> kept.values().stream()
                        .filter(values -> belongs(values, state, name))
                        .findFirst());
    }

    private static boolean belongs(List<String> values, LifecycleState state, String name) {
        return value(values, "name").filter(name::equals).isPresent()
                && value(values, "status")
                        .filter(status -> written(status).equals(written(state.id())))
                        .isPresent();
    }

    private static Optional<String> value(List<String> values, String name) {
        return values.stream()
                .filter(value -> value.startsWith(name + ":"))
                .map(value -> value.substring(name.length() + 1))
                .findFirst();
    }

    // ---- writing

    /** All that a state says. What the lifecycle had there before goes. */
    ResourceProperties entered(
            ResourceProperties before,
            LifecycleDefinition definition,
            String version,
            LifecycleState state,
            Instant since,
            List<ItemStatus> items,
            List<VoteStatus> votes) {
        Map<String, List<String>> properties =
                new TreeMap<>(cleared(before, definition).asMap());
        Set<String> aspects = new LinkedHashSet<>(before.all(ASPECTS));
        aspects.add(lifecycle);
        properties.put(ASPECTS, List.copyOf(aspects));
        properties.put(LAST, List.of(lifecycle));
        properties.put(LAST + "." + lifecycle, List.of(lifecycle));
        properties.put(stateKey(lifecycle), List.of(written(state.id())));
        properties.put(timeKey(), List.of(WSO2_TIME.format(since.atZone(zone))));
        properties.put(own("version"), List.of(version));
        properties.put(own("since"), List.of(since.toString()));
        items.forEach(item -> putItem(properties, state, item));
        votes.forEach(vote -> putVote(properties, state, vote));
        state.uis().forEach(ui -> properties.put(uiKey(ui), List.of(ui.href())));
        for (TransitionScript script : state.scripts()) {
            if (script.place() == TransitionScript.Place.CONSOLE) {
                properties.put(scriptKey(state, script), List.of(script.text(), script.function()));
            }
        }
        for (TransitionInput input : state.inputs()) {
            properties.put(inputKey(state, input), described(input));
            properties.put(inputKey(state, input) + ".value", List.of(""));
        }
        putCheckpoints(properties, state, since);
        return ResourceProperties.of(properties);
    }

    /** The same place in the lifecycle with other ticks and votes. */
    ResourceProperties marked(
            ResourceProperties before, LifecycleState state, List<ItemStatus> items, List<VoteStatus> votes) {
        Map<String, List<String>> properties = new TreeMap<>(before.asMap());
        properties.keySet().removeIf(this::isNumbered);
        if (before.first(LAST).filter(lifecycle::equals).isPresent()) {
            properties.keySet().removeIf(StateProperties::isOld);
        }
        items.forEach(item -> putItem(properties, state, item));
        votes.forEach(vote -> putVote(properties, state, vote));
        return ResourceProperties.of(properties);
    }

    /** Without anything of the lifecycle. */
    ResourceProperties without(ResourceProperties before, LifecycleDefinition definition) {
        Map<String, List<String>> properties =
                new TreeMap<>(cleared(before, definition).asMap());
        List<String> aspects = new ArrayList<>(before.all(ASPECTS));
        aspects.remove(lifecycle);
        List<String> others = new ArrayList<>(attached(before));
        others.remove(lifecycle);
        putOrRemove(properties, ASPECTS, aspects);
        if (before.first(LAST).filter(lifecycle::equals).isPresent()) {
            putOrRemove(properties, LAST, others.isEmpty() ? List.of() : List.of(others.get(0)));
        }
        properties.remove(LAST + "." + lifecycle);
        properties.remove(stateKey(lifecycle));
        properties.remove(timeKey());
        properties.remove(own("version"));
        properties.remove(own("since"));
        return ResourceProperties.of(properties);
    }

    private static void putOrRemove(Map<String, List<String>> properties, String name, List<String> values) {
        if (values.isEmpty()) {
            properties.remove(name);
        } else {
            properties.put(name, values);
        }
    }

    /** Without what belongs to a state. The names are exact, so that no lifecycle takes away what another one has. */
    private ResourceProperties cleared(ResourceProperties before, LifecycleDefinition definition) {
        Map<String, List<String>> properties = new TreeMap<>(before.asMap());
        properties.keySet().removeIf(this::isNumbered);
        if (before.first(LAST).filter(lifecycle::equals).isPresent()) {
            properties.keySet().removeIf(StateProperties::isOld);
        }
        for (LifecycleState state : definition.states()) {
            state.uis().forEach(ui -> properties.remove(uiKey(ui)));
            state.scripts().forEach(script -> properties.remove(scriptKey(state, script)));
            for (TransitionInput input : state.inputs()) {
                properties.remove(inputKey(state, input));
                properties.remove(inputKey(state, input) + ".value");
            }
            state.checkpoints().forEach(checkpoint -> properties.remove(checkpointKey(checkpoint)));
        }
        properties.remove(checkpointsKey());
        return ResourceProperties.of(properties);
    }

    private boolean isNumbered(String key) {
        return isNumbered(key, ITEMS + lifecycle + ".", ".item") || isNumbered(key, VOTES + lifecycle + ".", ".vote");
    }

    private static boolean isOld(String key) {
        return isNumbered(key, ITEMS, ".item") || isNumbered(key, VOTES, ".vote");
    }

    private static boolean isNumbered(String key, String prefix, String suffix) {
        if (!key.startsWith(prefix)) {
            return false;
        }
        String rest = key.substring(prefix.length());
        int dot = rest.indexOf('.');
        return dot > 0
                && rest.substring(0, dot).chars().allMatch(Character::isDigit)
                && (rest.substring(dot).equals(suffix) || rest.substring(dot).equals(suffix + ".permission"));
    }

    private void putItem(Map<String, List<String>> properties, LifecycleState state, ItemStatus item) {
        String key = ITEMS + lifecycle + "." + item.index() + ".item";
        properties.put(
                key,
                List.of(
                        "status:" + state.id(),
                        "name:" + item.item().name(),
                        "value:" + item.ticked(),
                        "order:" + item.index()));
        Set<String> roles = new TreeSet<>();
        item.item().roles().forEach(roles::addAll);
        putRoles(properties, key, roles);
    }

    private void putVote(Map<String, List<String>> properties, LifecycleState state, VoteStatus vote) {
        String key = VOTES + lifecycle + "." + vote.index() + ".vote";
        properties.put(
                key,
                List.of(
                        "status:" + state.id(),
                        "name:" + vote.approval().event(),
                        "current:" + vote.users().size(),
                        "votes:" + vote.approval().votes(),
                        "users:" + String.join(",", new TreeSet<>(vote.users())),
                        "order:" + vote.index()));
        putRoles(properties, key, new TreeSet<>(vote.approval().roles()));
    }

    /** Without roles WSO2's engine writes the property's own name. */
    private static void putRoles(Map<String, List<String>> properties, String key, Set<String> roles) {
        String name = key + ".permission";
        properties.put(name, roles.isEmpty() ? List.of(name) : List.copyOf(roles));
    }

    private void putCheckpoints(Map<String, List<String>> properties, LifecycleState state, Instant since) {
        if (state.checkpoints().isEmpty()) {
            return;
        }
        properties.put(
                checkpointsKey(),
                state.checkpoints().stream().map(Checkpoint::id).toList());
        for (Checkpoint checkpoint : state.checkpoints()) {
            properties.put(
                    checkpointKey(checkpoint),
                    List.of(
                            checkpoint.id(),
                            written(checkpoint.min()),
                            written(checkpoint.max()),
                            WSO2_TIME.format(since.atZone(zone)),
                            checkpoint.colour()));
        }
    }

    private static String written(Duration time) {
        return String.format(
                "%dd:%dh:%02dm:%02ds", time.toDays(), time.toHoursPart(), time.toMinutesPart(), time.toSecondsPart());
    }

    private static List<String> described(TransitionInput input) {
        return List.of(
                input.event(),
                input.name(),
                String.valueOf(input.required()),
                input.label().orElse(""),
                input.placeHolder().orElse(""),
                input.tooltip().orElse(""),
                input.regex().orElse(""));
    }

    private String timeKey() {
        return "registry.lifecycle." + lifecycle + ".lastStateUpdatedTime";
    }

    private String checkpointsKey() {
        return "registry.lifecycle." + lifecycle + ".checkpoint";
    }

    private String checkpointKey(Checkpoint checkpoint) {
        return checkpointsKey() + "." + checkpoint.id();
    }

    private String uiKey(TransitionUi ui) {
        return "registry.custom_lifecycle.checklist.transition.ui." + lifecycle + "." + ui.event();
    }

    private String scriptKey(LifecycleState state, TransitionScript script) {
        return "registry.custom_lifecycle.checklist.js.script.console." + lifecycle + "." + state.id() + "."
                + script.event();
    }

    /** WSO2's engine has a counter in the name that it never counts. */
    private String inputKey(LifecycleState state, TransitionInput input) {
        return "registry.custom_lifecycle.inputs." + lifecycle + "." + state.id() + ".0." + input.name();
    }

    private String own(String name) {
        return "trunkline.lifecycle." + lifecycle + "." + name;
    }
}
