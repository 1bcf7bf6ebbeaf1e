package org.trunkline.bench;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** What the registry took, beside what it should take. */
final class RegistryReport {

    private record Line(String section, String subject, double seconds, OptionalDouble target) {

        String verdict() {
            return target.isEmpty() ? "" : seconds < target.getAsDouble() ? "reached" : "missed";
        }
    }

    private final Map<String, String> circumstances = new LinkedHashMap<>();
    private final List<Line> lines = new ArrayList<>();

    void circumstance(String name, String value) {
        circumstances.put(name, value);
    }

    /** @param target in seconds */
    void add(String section, String subject, double seconds, OptionalDouble target) {
        lines.add(new Line(section, subject, seconds, target));
    }

    String toTable() {
        StringBuilder text = new StringBuilder();
        circumstances.forEach((name, value) -> text.append(String.format(Locale.ROOT, "%-10s %s%n", name, value)));
        String section = "";
        for (Line line : lines) {
            if (!line.section().equals(section)) {
                section = line.section();
                text.append(String.format("%n%s%n  %-28s %10s %10s%n", section, "", "median", "target"));
            }
            String target = line.target().isEmpty()
                    ? ""
                    : String.format(Locale.ROOT, "%.3f s", line.target().getAsDouble());
            text.append(String.format(
                            Locale.ROOT,
                            "  %-28s %8.4f s %10s %s",
                            line.subject(),
                            line.seconds(),
                            target,
                            line.verdict())
                    .stripTrailing());
            text.append(System.lineSeparator());
        }
        return text.toString();
    }

    String toJson() {
        JsonObject document = new JsonObject();
        circumstances.forEach(document::addProperty);
        JsonArray all = new JsonArray();
        for (Line line : lines) {
            JsonObject entry = new JsonObject();
            entry.addProperty("section", line.section());
            entry.addProperty("subject", line.subject());
            entry.addProperty("seconds", line.seconds());
            line.target().ifPresent(target -> entry.addProperty("target", target));
            all.add(entry);
        }
        document.add("figures", all);
        return new GsonBuilder().setPrettyPrinting().create().toJson(document) + System.lineSeparator();
    }
}
