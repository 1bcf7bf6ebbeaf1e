package org.trunkline.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a key may hold, and what becomes of it. */
public interface ValueType {

    /** What is allowed, to complete "must be ...". */
    String allowed();

    /**
     * The value as components get it.
     *
     * @param value of a TOML type, a list for an array; text has its placeholders replaced already
     * @throws InvalidValueException if it is not allowed; the message continues after the name of the key
     */
    Object convert(Object value, Conversion conversion) throws InvalidValueException;

    /** What a value can depend on beside what is written. */
    final class Conversion {

        private final Path base;
        private final int portOffset;

        /** @param base where relative paths start */
        public Conversion(Path base, int portOffset) {
            this.base = base;
            this.portOffset = portOffset;
        }
    }

    /** A line of text. */
    final class Text implements ValueType {
        @Override
        public String allowed() {
            return "a text that is not empty";
        }

        @Override
        public Object convert(Object value, Conversion conversion) throws InvalidValueException {
            return text(value, this);
        }
    }

    /** A text that is not shown to anybody. */
    final class Secret implements ValueType {

        private final boolean mayBeWritten;

        /** @param mayBeWritten whether it may stand in the file itself; otherwise only a placeholder may */
        public Secret(boolean mayBeWritten) {
            this.mayBeWritten = mayBeWritten;
        }

        public Secret() {
            this(true);
        }

        boolean mayBeWritten() {
            return mayBeWritten;
        }

        @Override
        public String allowed() {
            return mayBeWritten
                    ? "a text that is not empty (better: $env{NAME} or $file{PATH})"
                    : "$env{NAME} or $file{PATH}, so that it stands in no configuration file";
        }

        @Override
        public Object convert(Object value, Conversion conversion) throws InvalidValueException {
            if (value instanceof String && !((String) value).isEmpty()) {
                return value;
            }
            throw new InvalidValueException("must be " + allowed());
        }
    }

    /** One of some words. */
    final class OneOf implements ValueType {

        private final List<String> words;

        public OneOf(List<String> words) {
            this.words = words;
        }

        @Override
        public String allowed() {
            return "one of \"" + String.join("\", \"", words) + "\"";
        }

        @Override
        public Object convert(Object value, Conversion conversion) throws InvalidValueException {
            String text = text(value, this);
            if (!words.contains(text)) {
                throw refused(value, this);
            }
            return text;
        }
    }

    /** True or false; as text too, for WSO2's own samples write it so. */
    final class Flag implements ValueType {
        @Override
        public String allowed() {
            return "true or false";
        }

        @Override
        public Object convert(Object value, Conversion conversion) throws InvalidValueException {
            if (value instanceof Boolean) {
                return value;
            }
            if ("true".equals(value) || "false".equals(value)) {
                return Boolean.valueOf((String) value);
            }
            throw refused(value, this);
        }
    }

    /** A whole number. */
    final class WholeNumber implements ValueType {

        private final int least;
        private final int most;

        public WholeNumber(int least, int most) {
            this.least = least;
            this.most = most;
        }

        @Override
        public String allowed() {
            return "a whole number from " + least + " to " + most;
        }

        @Override
        public Object convert(Object value, Conversion conversion) throws InvalidValueException {
            return Math.toIntExact(number(value, least, most, this));
        }
    }

    /** A port, to which the offset of the node is added. */
    final class Port implements ValueType {

        private static final int HIGHEST = 65_535;

        @Override
        public String allowed() {
            return "a port from 1 to " + HIGHEST;
        }

        @Override
        public Object convert(Object value, Conversion conversion) throws InvalidValueException {
            int port = Math.toIntExact(number(value, 1, HIGHEST, this)) + conversion.portOffset;
            if (port > HIGHEST) {
                throw new InvalidValueException("is " + value + ", which with the port offset " + conversion.portOffset
                        + " becomes " + port + "; the highest port is " + HIGHEST);
            }
            return port;
        }
    }

    /** A duration, converted to milliseconds. */
    final class Milliseconds implements ValueType {

        private final long least;

        public Milliseconds(long least) {
            this.least = least;
        }

        private static final Pattern WITH_UNIT = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h)?");
        private static final Map<String, Long> UNITS = Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L);
        private static final long MOST = 366L * 24 * 3_600_000;

        @Override
        public String allowed() {
            return "milliseconds (5000) or a text with a unit (\"500ms\", \"5s\", \"2m\", \"1h\"), at least " + least
                    + " ms";
        }

        @Override
        public Object convert(Object value, Conversion conversion) throws InvalidValueException {
            return quantity(value, WITH_UNIT, UNITS, "ms", least, MOST, this);
        }
    }

    /** A size, converted to bytes. */
    final class Bytes implements ValueType {

        private final long least;
        private final long most;

        public Bytes(long least, long most) {
            this.least = least;
            this.most = most;
        }

        private static final Pattern WITH_UNIT =
                Pattern.compile("(\\d{1,12})\\s*(B|KB|MB|GB)?", Pattern.CASE_INSENSITIVE);
        private static final Map<String, Long> UNITS = Map.of("B", 1L, "KB", 1L << 10, "MB", 1L << 20, "GB", 1L << 30);

        @Override
        public String allowed() {
            return "bytes (65536) or a text with a unit (\"64KB\", \"64MB\", \"1GB\"), " + least + " to " + most
                    + " bytes";
        }

        @Override
        public Object convert(Object value, Conversion conversion) throws InvalidValueException {
            return quantity(value, WITH_UNIT, UNITS, "B", least, most, this);
        }
    }

    /** A path; a relative one is below the node's base directory. */
    final class File implements ValueType {
        @Override
        public String allowed() {
            return "a path, absolute or below the node's base directory";
        }

        @Override
        public Object convert(Object value, Conversion conversion) throws InvalidValueException {
            try {
                return conversion.base.resolve(text(value, this)).normalize().toString();
            } catch (InvalidPathException e) {
                throw new InvalidValueException("is not a path: " + e.getReason(), e);
            }
        }
    }

    /** A JDBC address; the relative path of an H2 file is below the node's base directory. */
    final class JdbcUrl implements ValueType {

        private static final Pattern RELATIVE_H2_FILE = Pattern.compile("(jdbc:h2:(?:file:)?)(\\.{1,2}/[^;]*)(.*)");
        private static final Pattern CREDENTIALS =
                Pattern.compile("//[^/?;]*:[^/?;]*@|[?;&](password|pwd)=", Pattern.CASE_INSENSITIVE);

        @Override
        public String allowed() {
            return "a JDBC URL without a password in it";
        }

        @Override
        public Object convert(Object value, Conversion conversion) throws InvalidValueException {
            String url = text(value, this);
            if (CREDENTIALS.matcher(url).find()) {
                throw new InvalidValueException(
                        "holds a password: put it under 'password', an address is shown and logged");
            }
            if (!url.startsWith("jdbc:")) {
                throw refused(value, this);
            }
            Matcher relative = RELATIVE_H2_FILE.matcher(url);
            return relative.matches()
                    ? relative.group(1)
                            + conversion.base.resolve(relative.group(2)).normalize()
                            + relative.group(3)
                    : url;
        }
    }

    /** A list of texts that all have a form. */
    final class FormedTexts implements ValueType {

        private final Pattern form;
        private final String example;

        /** @param example a text of that form, to show it */
        public FormedTexts(Pattern form, String example) {
            this.form = form;
            this.example = example;
        }

        @Override
        public String allowed() {
            return "a list of texts such as \"" + example + "\"";
        }

        @Override
        public Object convert(Object value, Conversion conversion) throws InvalidValueException {
            String[] texts = (String[]) new TextList(true).convert(value, conversion);
            for (String text : texts) {
                if (!form.matcher(text).matches()) {
                    throw new InvalidValueException("holds \"" + text + "\", must be " + allowed());
                }
            }
            return texts;
        }
    }

    /** A list of texts. */
    final class TextList implements ValueType {

        private final boolean emptyAllowed;

        public TextList(boolean emptyAllowed) {
            this.emptyAllowed = emptyAllowed;
        }

        @Override
        public String allowed() {
            return (emptyAllowed ? "a list of texts" : "a list of at least one text")
                    + ", for example [\"one\", \"two\"]";
        }

        @Override
        public Object convert(Object value, Conversion conversion) throws InvalidValueException {
            if (!(value instanceof List<?>) || ((List<?>) value).isEmpty() && !emptyAllowed) {
                throw refused(value, this);
            }
            List<String> texts = new ArrayList<>();
            for (Object element : (List<?>) value) {
                texts.add(text(element, this));
            }
            return texts.toArray(String[]::new);
        }
    }

    private static String text(Object value, ValueType type) throws InvalidValueException {
        if (value instanceof String && !((String) value).isBlank()) {
            return (String) value;
        }
        throw refused(value, type);
    }

    private static long number(Object value, long least, long most, ValueType type) throws InvalidValueException {
        if (value instanceof Long && (Long) value >= least && (Long) value <= most) {
            return (Long) value;
        }
        throw refused(value, type);
    }

    private static long quantity(
            Object value,
            Pattern withUnit,
            Map<String, Long> units,
            String unitOfNumbers,
            long least,
            long most,
            ValueType type)
            throws InvalidValueException {
        Matcher matcher = withUnit.matcher(value instanceof Long || value instanceof String ? value.toString() : "");
        if (!matcher.matches()) {
            throw refused(value, type);
        }
        String unit = matcher.group(2) == null ? unitOfNumbers : matcher.group(2);
        long factor = units.getOrDefault(unit, units.getOrDefault(unit.toUpperCase(Locale.ROOT), 1L));
        long amount = Long.parseLong(matcher.group(1));
        if (amount > most / factor || amount * factor < least) {
            throw refused(value, type);
        }
        return amount * factor;
    }

    private static InvalidValueException refused(Object value, ValueType type) {
        return new InvalidValueException("is " + shown(value) + ", must be " + type.allowed());
    }

    private static String shown(Object value) {
        if (value instanceof String) {
            String text = (String) value;
            return '"' + (text.length() > 80 ? text.substring(0, 80) + "..." : text) + '"';
        }
        return value instanceof List<?> ? "a list" : String.valueOf(value);
    }
}
