package org.trunkline.apim.dropin.internal.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.tomlj.TomlTable;
import org.trunkline.settings.ConfigurationException;
import org.trunkline.settings.InvalidValueException;
import org.trunkline.settings.Key;
import org.trunkline.settings.Place;
import org.trunkline.settings.Placeholders;
import org.trunkline.settings.Suggestion;
import org.trunkline.settings.TomlFile;
import org.trunkline.settings.ValueReader;
import org.trunkline.settings.ValueType.Conversion;

/**
 * Reads what an operator has set: trunkline.toml, which need not be there, and environment variables
 * {@code TRUNKLINE_<TABLE>_<KEY>}, which win over it. An empty variable counts as one that is not set.
 */
public final class SettingsReader {

    private final Path file;
    private final Map<String, String> environment;
    private final FormerProperties former;
    private final ValueReader values;

    /** @param home where relative paths start */
    public SettingsReader(Path home, Path file, Map<String, String> environment, Properties system) {
        this.file = file;
        this.environment = new TreeMap<>(environment);
        this.former = new FormerProperties(system);
        this.values = new ValueReader(new Placeholders(environment, system, home), new Conversion(home, 0));
    }

    /**
     * Reads the settings.
     *
     * @param meansGitHub whether the store is GitHub where no other is named
     * @throws ConfigurationException if they cannot be used; the message, one line, says everything that is wrong, where it
     *     stands and what is allowed
     */
    public Settings read(boolean meansGitHub) throws ConfigurationException {
        Reading reading = new Reading();
        if (Files.exists(file)) {
            reading.findTables("", parsed());
        }
        return reading.settings(meansGitHub);
    }

    private TomlTable parsed() throws ConfigurationException {
        try {
            return new TomlFile(file).parse();
        } catch (ConfigurationException e) {
            throw new ConfigurationException(e.getMessage().replaceAll("\\R\\s*", " "), e);
        }
    }

    /** One pass, which gathers what there is to say. */
    private final class Reading {

        private final Map<SettingsTable, TomlTable> found = new EnumMap<>(SettingsTable.class);
        private final List<String> errors = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();
        private final TreeSet<String> origins = new TreeSet<>();

        void findTables(String parent, TomlTable toml) {
            origins.add(file.toString());
            for (Map.Entry<String, Object> entry : toml.entrySet()) {
                String name = parent.isEmpty() ? entry.getKey() : parent + "." + entry.getKey();
                String place = place(toml, entry.getKey());
                if (!(entry.getValue() instanceof TomlTable)) {
                    errors.add(place + name + " stands outside of any known table. Known tables: "
                            + SettingsTable.names());
                    continue;
                }
                TomlTable table = (TomlTable) entry.getValue();
                Optional<SettingsTable> known = SettingsTable.named(name);
                if (known.isPresent()) {
                    if (found.put(known.get(), table) != null) {
                        errors.add(
                                place + "[" + name + "] is another name of [" + known.get() + "]; write one of them");
                    }
                    checkKeys(known.get(), table);
                } else if (SettingsTable.leadsToTable(name)) {
                    findTables(name, table);
                } else {
                    errors.add(place + "[" + name + "] is not known. Known tables: " + SettingsTable.names());
                }
            }
        }

        private void checkKeys(SettingsTable table, TomlTable toml) {
            for (String name : toml.keySet()) {
                if (table.key(name).isEmpty()) {
                    errors.add(place(toml, name) + "[" + table + "] " + name + " is not known"
                            + didYouMean(Suggestion.of(name, table.keyNames())) + " Known keys: "
                            + String.join(", ", table.keyNames()));
                }
            }
        }

        Settings settings(boolean meansGitHub) throws ConfigurationException {
            warnOfUnknownVariables();
            former.warning().ifPresent(warnings::add);
            Map<String, Object> sync = use(SettingsTable.SYNC);
            Optional<String> named = Optional.ofNullable((String) sync.get("store"));
            Optional<String> store = named.isEmpty() && meansGitHub ? Optional.of("github") : named;
            Map<String, Object> ofStore = store.map(SettingsTable::ofStore)
                    .map(this::useStore)
                    .orElseGet(() -> {
                        requireStore();
                        return Map.of();
                    });
            if (!errors.isEmpty()) {
                throw new ConfigurationException(
                        "Trunkline's settings cannot be used. " + String.join("; ", errors) + ".");
            }
            return new Settings(store.orElseThrow(), sync, ofStore, warnings, String.join(", ", origins));
        }

        private void requireStore() {
            Key key = SettingsTable.SYNC.key("store").orElseThrow();
            boolean unreadable = errors.stream().anyMatch(error -> error.contains("[sync] store"));
            if (!unreadable) {
                errors.add(missing(SettingsTable.SYNC, key));
            }
        }

        private Map<String, Object> useStore(SettingsTable table) {
            found.keySet().stream()
                    .filter(other -> other != SettingsTable.SYNC && other != table)
                    .forEach(other -> warnings.add(
                            "[" + other + "] in " + file + " has no effect: [sync] store is \"" + table + "\""));
            Map<String, Object> ofStore = use(table);
            if (table == SettingsTable.JDBC && ofStore.containsKey("url") == ofStore.containsKey("data_source")) {
                errors.add(
                        "[jdbc] needs either url, a database for the artifacts, or data_source, the name of one of the"
                                + " host's; " + (ofStore.containsKey("url") ? "both are set" : "neither is set"));
            }
            return ofStore;
        }

        private Map<String, Object> use(SettingsTable table) {
            Map<String, Object> converted = new LinkedHashMap<>();
            for (Key key : table.keys()) {
                value(table, key).ifPresent(value -> converted.put(key.name(), value));
            }
            return converted;
        }

        private Optional<Object> value(SettingsTable table, Key key) {
            String variable = table.variable(key);
            Optional<String> inEnvironment = inEnvironment(table, key);
            Optional<Object> inFile = inFile(table, key);
            Optional<String> inProperties = inProperties(table, key);
            String at = "";
            try {
                if (inEnvironment.isPresent()) {
                    at = "environment variable " + variable + ", ";
                    origins.add(variable);
                    return Optional.of(values.variable(key, inEnvironment.get().trim()));
                }
                if (inFile.isPresent()) {
                    at = place(found.get(table), key.name());
                    return Optional.of(values.written(key, inFile.get()));
                }
                if (inProperties.isPresent()) {
                    at = "system properties, ";
                    origins.add("-DGitHub...");
                    return Optional.of(values.variable(key, inProperties.get()));
                }
                Optional<Object> fallback = key.fallbackWith(Optional.of(table.toString()));
                if (fallback.isPresent()) {
                    return Optional.of(values.fallback(key, fallback.get()));
                }
            } catch (InvalidValueException e) {
                errors.add(at + "[" + table + "] " + key.name() + " " + e.getMessage());
                return Optional.empty();
            }
            if (key.presence() == Key.Presence.REQUIRED) {
                errors.add(missing(table, key));
            }
            return Optional.empty();
        }

        private Optional<String> inEnvironment(SettingsTable table, Key key) {
            return Optional.ofNullable(environment.get(table.variable(key))).filter(text -> !text.isBlank());
        }

        private Optional<Object> inFile(SettingsTable table, Key key) {
            return Optional.ofNullable(found.get(table)).map(toml -> toml.get(List.of(key.name())));
        }

        /** Where another way to sign in is set, the former token is one that was forgotten. */
        private Optional<String> inProperties(SettingsTable table, Key key) {
            boolean signsInAnotherWay = key.name().equals("token")
                    && Stream.of("token_file", "app_id")
                            .flatMap(name -> table.key(name).stream())
                            .anyMatch(other -> inEnvironment(table, other).isPresent()
                                    || inFile(table, other).isPresent());
            return signsInAnotherWay ? Optional.empty() : former.value(table, key);
        }

        private String missing(SettingsTable table, Key key) {
            return "[" + table + "] " + key.name() + " in " + file + ", or the environment variable "
                    + table.variable(key) + ", is missing: it must be "
                    + key.type().allowed();
        }

        private void warnOfUnknownVariables() {
            for (SettingsTable table : SettingsTable.values()) {
                List<String> known = new ArrayList<>();
                table.keys().forEach(key -> known.add(table.variable(key)));
                environment.keySet().stream()
                        .filter(name -> name.startsWith(table.variablePrefix()) && !known.contains(name))
                        .forEach(name -> warnings.add("The environment variable " + name + " has no effect"
                                + didYouMean(Suggestion.of(name, known)) + " [" + table + "] has the keys "
                                + String.join(", ", table.keyNames())));
            }
        }

        private String place(TomlTable toml, String key) {
            return file + ", " + Place.of(toml.inputPositionOf(List.of(key))) + ": ";
        }

        private String didYouMean(Optional<String> suggestion) {
            return suggestion.map(meant -> "; did you mean '" + meant + "'?").orElse(".");
        }
    }
}
