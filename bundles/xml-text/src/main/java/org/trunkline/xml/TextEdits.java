package org.trunkline.xml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Changes in single places of a text. Not safe for use by several threads. */
public final class TextEdits {

    private static final class Edit {

        private final TextRange range;
        private final String text;

        Edit(TextRange range, String text) {
            this.range = range;
            this.text = text;
        }
    }

    private final List<Edit> edits = new ArrayList<>();

    /** Puts a text in the place of a part; at an empty part it is inserted. */
    public void replace(TextRange range, String text) {
        edits.add(new Edit(range, text));
    }

    /** Whether some of a part is changed already. */
    public boolean touches(TextRange range) {
        return edits.stream().anyMatch(edit -> edit.range.overlaps(range));
    }

    public boolean isEmpty() {
        return edits.isEmpty();
    }

    /**
     * The text with all changes.
     *
     * @throws IllegalStateException if a part is changed twice
     */
    public String apply(String text) {
        List<Edit> sorted = new ArrayList<>(edits);
        sorted.sort(
                Comparator.comparingInt((Edit edit) -> edit.range.start()).thenComparingInt(edit -> edit.range.end()));
        StringBuilder changed = new StringBuilder(text.length() + sorted.size() * 50);
        int copied = 0;
        for (Edit edit : sorted) {
            if (edit.range.start() < copied) {
                throw new IllegalStateException("the part " + edit.range + " of the text is changed twice");
            }
            changed.append(text, copied, edit.range.start()).append(edit.text);
            copied = edit.range.end();
        }
        return changed.append(text, copied, text.length()).toString();
    }
}
