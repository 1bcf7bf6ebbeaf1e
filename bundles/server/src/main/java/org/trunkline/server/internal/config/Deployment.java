package org.trunkline.server.internal.config;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What deployment.toml says, checked and converted, of the tables that this node uses.
 *
 * @param values for each table in use, the values of its keys that are set or have a default here
 * @param remarks what an operator may want to know: tables that this node leaves aside
 * @param warnings what has no effect although it looks as if it had
 */
public record Deployment(
        int portOffset, Map<String, Map<String, Object>> values, List<String> remarks, List<String> warnings) {

    public Deployment {
        values = Map.copyOf(values);
        remarks = List.copyOf(remarks);
        warnings = List.copyOf(warnings);
    }

    /** The values of the tables that the server itself reads. */
    public Optional<String> text(String table, String key) {
        return value(table, key).map(String.class::cast);
    }

    public Optional<Integer> number(String table, String key) {
        return value(table, key).map(Integer.class::cast);
    }

    /** Whether the table is in use and its key {@code enabled} says true. */
    public boolean isSwitchedOn(String table) {
        return value(table, "enabled").map(Boolean.TRUE::equals).orElse(false);
    }

    private Optional<Object> value(String table, String key) {
        return Optional.ofNullable(values.getOrDefault(table, Map.of()).get(key));
    }

    /** The configuration of each component, by PID. */
    public Map<String, Dictionary<String, Object>> configurations() {
        Map<String, Dictionary<String, Object>> configurations = new LinkedHashMap<>();
        for (Table table : DeploymentSchema.tables()) {
            Map<String, Object> tableValues = values.get(table.name());
            if (tableValues != null) {
                for (String pid : table.pids()) {
                    Dictionary<String, Object> configuration =
                            configurations.computeIfAbsent(pid, any -> new Hashtable<>());
                    tableValues.forEach((key, value) ->
                            configuration.put(table.key(key).orElseThrow().configurationKey(), value));
                }
            }
        }
        return configurations;
    }

    /** Without the values: some are secret. */
    @Override
    public String toString() {
        return "Deployment[portOffset=" + portOffset + ", tables=" + values.keySet() + "]";
    }
}
