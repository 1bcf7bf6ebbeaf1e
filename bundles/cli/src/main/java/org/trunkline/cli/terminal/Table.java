package org.trunkline.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table for people: aligned columns, cut to the width of the terminal. Not thread-safe. */
public final class Table {

    private static final String GAP = "  ";

    /** Below this many columns a value says nothing any more. */
    private static final int NARROWEST = 6;

    private record Cell(String text, Style style) {}

    private final List<String> headers;
    private final List<List<Cell>> rows = new ArrayList<>();
    private final boolean[] right;
    private final boolean[] whole;

    public Table(String... headers) {
        this.headers = List.of(headers);
        this.right = new boolean[headers.length];
        this.whole = new boolean[headers.length];
    }

    /** Aligns columns to the right, as figures are read. */
    public Table figures(int... columns) {
        for (var column : columns) {
            right[column] = true;
        }
        return this;
    }

    /** Never cuts columns: a reader copies their values into the next command. */
    public Table whole(int... columns) {
        for (var column : columns) {
            whole[column] = true;
        }
        return this;
    }

    /** Adds a row; as many values as there are headers. */
    public Table row(String... values) {
        return row(Style.PLAIN, values);
    }

    /** Adds a row of which every value is shown in a style. */
    public Table row(Style style, String... values) {
        if (values.length != headers.size()) {
            throw new IllegalArgumentException(
                    "A row of " + values.length + " values in a table of " + headers.size() + " columns");
        }
        rows.add(Arrays.stream(values)
                .map(v -> new Cell(TextWidth.visible(v), style))
                .toList());
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The lines of the table, header first, without anything at their ends. */
    List<String> lines(int width, boolean colours) {
        var widths = widths(width);
        var lines = new ArrayList<String>();
        lines.add(line(headers.stream().map(h -> new Cell(h, Style.STRONG)).toList(), widths, colours));
        rows.forEach(row -> lines.add(line(row, widths, colours)));
        return lines;
    }

    private int[] widths(int available) {
        var widths = headers.stream().mapToInt(TextWidth::of).toArray();
        for (var row : rows) {
            for (var i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], TextWidth.of(row.get(i).text()));
            }
        }
        var tooMuch = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - available;
        while (tooMuch > 0) {
            var widest = widestToCut(widths);
            if (widest < 0) {
                break; // too many columns for this terminal: let it wrap
            }
            widths[widest]--;
            tooMuch--;
        }
        return widths;
    }

    private int widestToCut(int[] widths) {
        var widest = -1;
        for (var i = 0; i < widths.length; i++) {
            if (!whole[i] && widths[i] > NARROWEST && (widest < 0 || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        return widest;
    }

    private String line(List<Cell> cells, int[] widths, boolean colours) {
        var line = new StringBuilder();
        for (var i = 0; i < cells.size(); i++) {
            var text = TextWidth.cut(cells.get(i).text(), widths[i]);
            var padding = " ".repeat(widths[i] - TextWidth.of(text));
            var shown = colours ? cells.get(i).style().paint(text) : text;
            line.append(i == 0 ? "" : GAP).append(right[i] ? padding + shown : shown);
            if (!right[i] && i < cells.size() - 1) {
                line.append(padding);
            }
        }
        return line.toString().stripTrailing();
    }
}
