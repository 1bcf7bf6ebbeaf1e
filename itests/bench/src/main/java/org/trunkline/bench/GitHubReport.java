package org.trunkline.bench;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What one run against the fake GitHub has measured. */
final class GitHubReport {

    private final Map<String, String> circumstances = new LinkedHashMap<>();
    private final List<GitHubRow> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    void circumstance(String name, String value) {
        circumstances.put(name, value);
    }

    void add(GitHubRow row) {
        rows.add(row);
    }

    void note(String note) {
        notes.add(note);
    }

    List<GitHubRow> rows() {
        return List.copyOf(rows);
    }

    String toTable() {
        StringBuilder text = new StringBuilder();
        circumstances.forEach((name, value) -> text.append(String.format(Locale.ROOT, "%-10s %s%n", name, value)));
        int operation =
                rows.stream().mapToInt(r -> r.operation().length()).max().orElse(0);
        int target = rows.stream().mapToInt(r -> r.targetText().length()).max().orElse(0);
        int seen = rows.stream().mapToInt(r -> seen(r.ours()).length()).max().orElse(0);
        String line =
                "%-" + operation + "s %5s %8s %7s %8s %8s  %-" + seen + "s  %-7s %-" + target + "s  |%5s %8s %8s  %s";
        text.append(System.lineSeparator());
        text.append(row(
                line,
                "",
                "times",
                "requests",
                "commits",
                "time",
                "fake",
                "seen",
                "",
                "target",
                "times",
                "requests",
                "time",
                "the naive way"));
        for (GitHubRow row : rows) {
            Cost ours = row.ours();
            Cost naive = row.naive();
            text.append(row(
                    line,
                    row.operation(),
                    ours.times(),
                    ours.requests(),
                    ours.commits() == 0 ? "" : ours.commits(),
                    seconds(ours.millis()),
                    seconds(ours.fakeMillis()),
                    seen(ours),
                    row.reached().map(reached -> reached ? "reached" : "missed").orElse(""),
                    row.targetText(),
                    naive.times(),
                    naive.requests(),
                    seconds(naive.millis()),
                    naive.remark()));
        }
        text.append(System.lineSeparator());
        notes.forEach(note -> text.append("* ").append(note).append(System.lineSeparator()));
        return text.toString();
    }

    private static String seen(Cost cost) {
        return cost.process()
                .map(process -> String.format(
                        Locale.ROOT,
                        "%.0f MB of heap, %.1f s CPU",
                        process.heapMegabytes(),
                        process.cpuMillis() / 1_000))
                .orElse(cost.remark());
    }

    private static String row(String line, Object... cells) {
        return String.format(Locale.ROOT, line, cells).stripTrailing() + System.lineSeparator();
    }

    private static String seconds(double millis) {
        return String.format(Locale.ROOT, "%.2f s", millis / 1_000);
    }

    String toJson() {
        JsonObject document = new JsonObject();
        circumstances.forEach(document::addProperty);
        JsonArray all = new JsonArray();
        for (GitHubRow row : rows) {
            JsonObject entry = new JsonObject();
            entry.addProperty("operation", row.operation());
            row.target().ifPresent(target -> entry.addProperty("target", target.text()));
            row.reached().ifPresent(reached -> entry.addProperty("reached", reached));
            entry.add("trunkline", json(row.ours()));
            entry.add("naive", json(row.naive()));
            all.add(entry);
        }
        document.add("rows", all);
        JsonArray remarks = new JsonArray();
        notes.forEach(remarks::add);
        document.add("notes", remarks);
        return new GsonBuilder().setPrettyPrinting().create().toJson(document) + System.lineSeparator();
    }

    private static JsonObject json(Cost cost) {
        JsonObject json = new JsonObject();
        json.addProperty("times", cost.times());
        json.addProperty("requests", cost.requests());
        json.addProperty("commits", cost.commits());
        json.addProperty("millis", cost.millis());
        json.addProperty("fakeMillis", cost.fakeMillis());
        cost.process().ifPresent(process -> {
            json.addProperty("heapMegabytes", process.heapMegabytes());
            json.addProperty("cpuMillis", process.cpuMillis());
        });
        json.addProperty("remark", cost.remark());
        return json;
    }
}
