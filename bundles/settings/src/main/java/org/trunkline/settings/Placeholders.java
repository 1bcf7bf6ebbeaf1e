package org.trunkline.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces {@code $env{NAME}}, {@code $sys{NAME}} and {@code $file{PATH}} in a text. What they stand for is taken as it is. */
public final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$(env|sys|file)\\{([^}]*)}");
    private static final int LONGEST_FILE = 65_536;

    private final Map<String, String> environment;
    private final Properties system;
    private final Path base;

    /** @param base where relative paths start */
    public Placeholders(Map<String, String> environment, Properties system, Path base) {
        this.environment = environment;
        this.system = system;
        this.base = base;
    }

    /** @throws InvalidValueException if a placeholder stands for nothing, or for a file that cannot be read */
    public String replace(String text) throws InvalidValueException {
        Matcher matcher = PLACEHOLDER.matcher(text);
        StringBuilder replaced = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(replaced, Matcher.quoteReplacement(value(matcher.group(1), matcher.group(2))));
        }
        return matcher.appendTail(replaced).toString();
    }

    private String value(String kind, String name) throws InvalidValueException {
        switch (kind) {
            case "env":
                return present(environment.get(name), "asks for the environment variable " + name);
            case "sys":
                return present(system.getProperty(name), "asks for the system property " + name);
            default:
                return content(name);
        }
    }

    private static String present(String value, String asked) throws InvalidValueException {
        if (value == null) {
            throw new InvalidValueException(asked + ", which is not set");
        }
        return value;
    }

    /** Without the line break that editors and {@code echo} leave at the end. */
    private String content(String path) throws InvalidValueException {
        Path file = base.resolve(path);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(LONGEST_FILE + 1);
            if (content.length > LONGEST_FILE) {
                throw new InvalidValueException(
                        "asks for the content of " + file + ", which is longer than " + LONGEST_FILE + " bytes");
            }
            return new String(content, StandardCharsets.UTF_8).replaceFirst("\\R\\z", "");
        } catch (IOException e) {
            throw new InvalidValueException("asks for the content of " + file + ", which cannot be read: " + e, e);
        }
    }
}
