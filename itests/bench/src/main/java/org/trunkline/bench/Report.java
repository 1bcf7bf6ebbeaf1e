package org.trunkline.bench;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** All that one run has measured. The ratios are taken within the run: times of different runs do not compare. */
final class Report {

    private final Map<String, String> circumstances = new LinkedHashMap<>();
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    void circumstance(String name, String value) {
        circumstances.put(name, value);
    }

    void add(Figure figure) {
        figures.add(figure);
    }

    void note(String note) {
        notes.add(note);
    }

    /** Brings the figures of one section together; the sections stay in the order in which they began. */
    void sort() {
        Map<String, List<Figure>> sections = new LinkedHashMap<>();
        figures.forEach(figure -> sections.computeIfAbsent(figure.section(), section -> new ArrayList<>())
                .add(figure));
        figures.clear();
        sections.values().forEach(figures::addAll);
    }

    /** How many times as long as the figure of WSO2's statements in the same section; empty without such a figure. */
    private Optional<Double> ratio(Figure figure) {
        return figures.stream()
                .filter(other -> other.section().equals(figure.section()))
                .filter(other -> other.subject().equals(Wso2Statements.NAME) && other != figure)
                .map(other -> figure.median() / other.median())
                .findFirst();
    }

    String toTable() {
        StringBuilder text = new StringBuilder();
        circumstances.forEach((name, value) -> text.append(String.format(Locale.ROOT, "%-10s %s%n", name, value)));
        int width = figures.stream().mapToInt(f -> f.subject().length()).max().orElse(0);
        String section = "";
        for (Figure figure : figures) {
            if (!figure.section().equals(section)) {
                section = figure.section();
                text.append(String.format("%n%s%n", section));
                text.append(String.format(
                        "  %-" + width + "s %12s %12s %8s %9s%n", "", "median", "95 %", "times", "of WSO2's"));
            }
            text.append(String.format(
                    Locale.ROOT,
                    "  %-" + width + "s %9.3f %s %12s %8d %9s%n",
                    figure.subject(),
                    figure.median(),
                    figure.unit(),
                    figure.p95()
                            .map(p -> String.format(Locale.ROOT, "%.3f ms", p))
                            .orElse(""),
                    figure.count(),
                    ratio(figure)
                            .map(r -> String.format(Locale.ROOT, "%.2f", r))
                            .orElse("")));
        }
        text.append(System.lineSeparator());
        notes.forEach(note -> text.append("* ").append(note).append(System.lineSeparator()));
        return text.toString();
    }

    String toJson() {
        JsonObject document = new JsonObject();
        circumstances.forEach(document::addProperty);
        JsonArray all = new JsonArray();
        for (Figure figure : figures) {
            JsonObject entry = new JsonObject();
            entry.addProperty("section", figure.section());
            entry.addProperty("subject", figure.subject());
            entry.addProperty("unit", figure.unit());
            entry.addProperty("median", figure.median());
            figure.p95().ifPresent(p95 -> entry.addProperty("p95", p95));
            entry.addProperty("count", figure.count());
            ratio(figure).ifPresent(ratio -> entry.addProperty("ratioToWso2Statements", ratio));
            all.add(entry);
        }
        document.add("figures", all);
        JsonArray remarks = new JsonArray();
        notes.forEach(remarks::add);
        document.add("notes", remarks);
        return new GsonBuilder().setPrettyPrinting().create().toJson(document) + System.lineSeparator();
    }
}
