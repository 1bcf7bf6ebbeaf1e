package org.trunkline.cli.terminal;

import java.lang.Character.UnicodeScript;

/** Measures and cuts text in terminal columns: a Chinese character fills two, a combining accent none. */
final class TextWidth {

    private static final String CUT = "…";

    private TextWidth() {}

    static int of(String text) {
        return text.codePoints().map(TextWidth::of).sum();
    }

    /** The text itself when it fits, else its beginning and an ellipsis. */
    static String cut(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        var kept = new StringBuilder();
        var used = 0;
        for (var point : text.codePoints().toArray()) {
            used += of(point);
            if (used > columns - 1) {
                break;
            }
            kept.appendCodePoint(point);
        }
        return kept + CUT;
    }

    /**
     * Makes characters visible that would move the cursor or change colours: names come from others, and a name may
     * hold an escape sequence.
     */
    static String visible(String text) {
        if (text.codePoints().noneMatch(TextWidth::controls)) {
            return text;
        }
        var shown = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (controls(point)) {
                shown.append(String.format("\\u%04x", point));
            } else {
                shown.appendCodePoint(point);
            }
        });
        return shown.toString();
    }

    private static boolean controls(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            case Character.FORMAT ->
                point != 0x200d; // the joiner inside family emojis is harmless, right-to-left marks are not
            default -> false;
        };
    }

    private static int of(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.CONTROL -> 0;
            default -> wide(point) ? 2 : 1;
        };
    }

    private static boolean wide(int point) {
        if (point < 0x1100) {
            return false;
        }
        if (point >= 0x1f300 && point <= 0x1faff
                || point >= 0xff01 && point <= 0xff60
                || point >= 0x3000 && point <= 0x303e) {
            return true;
        }
        return switch (UnicodeScript.of(point)) {
            case HAN, HIRAGANA, HANGUL, BOPOMOFO -> true;
            case KATAKANA -> point < 0xff61; // the half-width forms begin here
            default -> false;
        };
    }
}
