package org.trunkline.cli.command;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** How the values of an answer are written for people. */
final class Shown {

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private Shown() {}

    /** A moment in the time zone of the reader; text that is no moment is left as it is. */
    static String moment(String iso) {
        try {
            return iso.isEmpty() ? "" : SECONDS.format(Instant.parse(iso));
        } catch (DateTimeException e) {
            return iso;
        }
    }

    /** How long ago a moment was. */
    static String age(String iso, Instant now) {
        try {
            return iso.isEmpty() ? "" : duration(Duration.between(Instant.parse(iso), now)) + " ago";
        } catch (DateTimeException e) {
            return iso;
        }
    }

    static String duration(Duration duration) {
        var seconds = Math.max(0, duration.toSeconds());
        if (seconds < 100) {
            return seconds + " s";
        }
        if (seconds < 100 * 60) {
            return seconds / 60 + " min";
        }
        if (seconds < 48 * 3600) {
            return seconds / 3600 + " h";
        }
        return seconds / 86_400 + " d";
    }

    /** A number of bytes with a unit that suits it. */
    static String size(String bytes) {
        if (!bytes.matches("[0-9]{1,18}")) {
            return bytes;
        }
        var value = Long.parseLong(bytes);
        if (value < 1000) {
            return value + " B";
        }
        if (value < 999_950) {
            return String.format(Locale.ROOT, "%.1f kB", value / 1e3);
        }
        return String.format(Locale.ROOT, "%.1f MB", value / 1e6);
    }

    static String list(List<String> values) {
        return String.join(", ", values);
    }
}
