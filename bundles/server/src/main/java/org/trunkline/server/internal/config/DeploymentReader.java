package org.trunkline.server.internal.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.stream.Collectors;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;
import org.trunkline.settings.ConfigurationException;
import org.trunkline.settings.Finding;
import org.trunkline.settings.InvalidValueException;
import org.trunkline.settings.Key;
import org.trunkline.settings.Place;
import org.trunkline.settings.Placeholders;
import org.trunkline.settings.Suggestion;
import org.trunkline.settings.TomlFile;
import org.trunkline.settings.ValueReader;
import org.trunkline.settings.ValueType.Conversion;

/** Reads deployment.toml: what it says is taken whole or, with everything that is wrong named at once, not at all. */
public final class DeploymentReader {

    private final Path base;
    private final NodeRole role;
    private final OptionalInt portOffset;
    private final Placeholders placeholders;

    /** @param portOffset wins over the file's own offset */
    public DeploymentReader(
            Path base, NodeRole role, OptionalInt portOffset, Map<String, String> environment, Properties system) {
        this.base = base;
        this.role = role;
        this.portOffset = portOffset;
        this.placeholders = new Placeholders(environment, system, base);
    }

    public Deployment read(Path file) throws ConfigurationException {
        return new Reading(file, new TomlFile(file).parse()).deployment();
    }

    /** One pass over one file, which gathers what there is to say about it. */
    private final class Reading {

        private final Path file;
        private final TomlParseResult root;
        private final Map<String, TomlTable> found = new LinkedHashMap<>();
        private final List<Finding> errors = new ArrayList<>();
        private final List<Finding> warnings = new ArrayList<>();
        private final List<String> remarks = new ArrayList<>();
        private final Map<String, Map<String, Object>> values = new LinkedHashMap<>();

        Reading(Path file, TomlParseResult root) {
            this.file = file;
            this.root = root;
        }

        Deployment deployment() throws ConfigurationException {
            findTables("", root);
            found.forEach(this::checkKeys);

            // The offset counts for the values of all other tables.
            use(DeploymentSchema.SERVER, 0);
            int offset = portOffset.orElseGet(
                    () -> (int) value(DeploymentSchema.SERVER, "offset").orElse(0));
            if (role.syncs()) {
                use(DeploymentSchema.SYNC, offset);
                requireStoreFeature();
            }
            for (Table table : DeploymentSchema.tables()) {
                if (!values.containsKey(table.name()) && isUsed(table)) {
                    use(table.name(), offset);
                }
            }
            if (!errors.isEmpty()) {
                throw ConfigurationException.of(file, errors);
            }
            return new Deployment(
                    offset,
                    values,
                    remarks,
                    warnings.stream().sorted().map(Finding::toString).toList());
        }

        private void findTables(String parent, TomlTable toml) {
            for (Map.Entry<String, Object> entry : toml.entrySet()) {
                String name = parent.isEmpty() ? entry.getKey() : parent + "." + entry.getKey();
                Place place = Place.of(toml.inputPositionOf(List.of(entry.getKey())));
                if (entry.getValue() instanceof TomlTable table) {
                    Optional<Table> known = DeploymentSchema.table(name);
                    known.ifPresent(any -> found.put(name, table));
                    if (known.isPresent() || DeploymentSchema.leadsToTable(name)) {
                        findTables(name, table);
                    } else {
                        reportUnknown("[" + name + "]", name, place);
                    }
                } else if (entry.getValue() instanceof TomlArray array
                        && !array.isEmpty()
                        && array.get(0) instanceof TomlTable) {
                    reportUnknown("[[" + name + "]]", name, place);
                } else if (parent.isEmpty()) {
                    errors.add(new Finding(place, "'" + name + "' stands outside of any table"));
                } else if (DeploymentSchema.table(parent).isEmpty()) {
                    reportUnknown("[" + parent + "] '" + entry.getKey() + "'", name, place);
                }
            }
        }

        private void reportUnknown(String shown, String name, Place place) {
            if (DeploymentSchema.isWso2(name)) {
                warnings.add(new Finding(
                        place, shown + " has no effect: it concerns parts of a WSO2 server that are not here"));
            } else {
                errors.add(new Finding(
                        place,
                        shown + " is not known" + didYouMean(DeploymentSchema.closest(name)) + " Known tables: "
                                + DeploymentSchema.tables().stream()
                                        .map(Table::name)
                                        .collect(Collectors.joining(", "))));
            }
        }

        private void checkKeys(String name, TomlTable toml) {
            Table table = DeploymentSchema.table(name).orElseThrow();
            for (Map.Entry<String, Object> entry : toml.entrySet()) {
                if (entry.getValue() instanceof TomlTable) {
                    continue;
                }
                Place place = Place.of(toml.inputPositionOf(List.of(entry.getKey())));
                Optional<Key> key = table.key(entry.getKey());
                if (key.isEmpty()) {
                    List<String> allowed = table.keys().stream()
                            .filter(known -> known.ignored().isEmpty())
                            .map(Key::name)
                            .toList();
                    errors.add(new Finding(
                            place,
                            shown(name, entry.getKey()) + " is not known"
                                    + didYouMean(Suggestion.of(entry.getKey(), allowed)) + " Known keys: "
                                    + String.join(", ", allowed)));
                } else {
                    key.get()
                            .ignored()
                            .ifPresent(why -> warnings.add(
                                    new Finding(place, shown(name, entry.getKey()) + " has no effect: " + why)));
                }
            }
        }

        private boolean isUsed(Table table) {
            boolean present = found.containsKey(table.name());
            return switch (table.use()) {
                case ALWAYS -> !table.name().equals(DeploymentSchema.TLS) || present;
                case SYNC -> forRole(table, role.syncs());
                case REGISTRY -> forRole(table, role.keepsRegistry());
                case PUBLISHER -> present && forRole(table, role.publishes());
                case GATEWAY -> present && forRole(table, role.isGateway());
                case WITH_GATEWAY -> forRole(table, role.isGateway()) && found.containsKey(DeploymentSchema.GATEWAY);
                case STORE -> isSelectedStore(table, present);
                case STORE_PART -> present && isSelectedStore(table, true);
            };
        }

        private boolean forRole(Table table, boolean fits) {
            if (!fits && found.containsKey(table.name())) {
                remarks.add("[" + table.name() + "] is left aside: the profile " + role.profile() + " does not use it");
            }
            return fits;
        }

        private void requireStoreFeature() {
            selectedStore()
                    .filter(store -> !role.hasStore(store))
                    .ifPresent(store -> errors.add(new Finding(
                            placeOf(DeploymentSchema.SYNC),
                            "[" + DeploymentSchema.SYNC + "] store is \"" + store + "\", but the profile "
                                    + role.profile() + " has no feature store-" + store + " in profiles.properties")));
        }

        /** Empty on a node without one, or if what the file names is none. */
        private Optional<String> selectedStore() {
            return value(DeploymentSchema.SYNC, DeploymentSchema.STORE_KEY).map(String.class::cast);
        }

        private boolean isSelectedStore(Table table, boolean present) {
            if (!forRole(table, role.syncs())) {
                return false;
            }
            String store = selectedStore().orElse("");
            String selectedTable = DeploymentSchema.storeTable(store);
            boolean selected =
                    table.name().equals(selectedTable) || table.name().startsWith(selectedTable + ".");
            if (present && !selected && !store.isEmpty()) {
                warnings.add(new Finding(
                        placeOf(table.name()),
                        "[" + table.name() + "] has no effect: [" + DeploymentSchema.SYNC + "] store is \"" + store
                                + "\""));
            }
            return selected;
        }

        private Optional<Object> value(String table, String key) {
            return Optional.ofNullable(values.getOrDefault(table, Map.of()).get(key));
        }

        private void use(String name, int offset) {
            Table table = DeploymentSchema.table(name).orElseThrow();
            Optional<TomlTable> toml = Optional.ofNullable(found.get(name));
            ValueReader reader = new ValueReader(placeholders, new Conversion(base, offset));
            Map<String, Object> converted = new LinkedHashMap<>();
            for (Key key : table.keys()) {
                Optional<Object> written = toml.map(present -> present.get(List.of(key.name())));
                if (key.ignored().isEmpty()) {
                    convert(table, key, written, reader).ifPresent(value -> converted.put(key.name(), value));
                }
            }
            values.put(name, converted);
        }

        private Optional<Object> convert(Table table, Key key, Optional<Object> written, ValueReader reader) {
            Place place = written.isPresent()
                    ? Place.of(found.get(table.name()).inputPositionOf(List.of(key.name())))
                    : placeOf(table.name());
            try {
                if (written.isPresent()) {
                    return Optional.of(reader.written(key, written.get()));
                }
                Optional<Object> fallback = key.fallbackWith(selectedStore());
                if (fallback.isPresent()) {
                    return Optional.of(reader.fallback(key, fallback.get()));
                }
                if (key.presence() == Key.Presence.REQUIRED) {
                    errors.add(new Finding(
                            place,
                            shown(table.name(), key.name()) + " is missing: it must be "
                                    + key.type().allowed()));
                }
            } catch (InvalidValueException e) {
                errors.add(new Finding(place, shown(table.name(), key.name()) + " " + e.getMessage()));
            }
            return Optional.empty();
        }

        private Place placeOf(String table) {
            return found.containsKey(table)
                    ? Place.of(root.inputPositionOf(List.of(table.split("\\."))))
                    : Place.NOWHERE;
        }

        private static String shown(String table, String key) {
            return "[" + table + "] " + key;
        }

        private static String didYouMean(Optional<String> suggestion) {
            return suggestion.map(meant -> "; did you mean '" + meant + "'?").orElse(".");
        }
    }
}
