package org.trunkline.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

/** Reads a TOML file that people write: small, UTF-8. */
public final class TomlFile {

    private static final int LONGEST_FILE = 1 << 20;
    private static final int MOST_SYNTAX_ERRORS = 5;

    private final Path file;

    public TomlFile(Path file) {
        this.file = file;
    }

    /**
     * Parses the file.
     *
     * @throws ConfigurationException if it cannot be read, or is no TOML; the message names the file and the first errors with
     *     their places
     */
    public TomlParseResult parse() throws ConfigurationException {
        TomlParseResult toml = Toml.parse(content());
        if (toml.hasErrors()) {
            List<Finding> errors = toml.errors().stream()
                    .limit(MOST_SYNTAX_ERRORS)
                    .map(error -> new Finding(Place.of(error.position()), error.getMessage()))
                    .collect(Collectors.toList());
            throw ConfigurationException.of(file, errors);
        }
        return toml;
    }

    private String content() throws ConfigurationException {
        try {
            if (Files.size(file) > LONGEST_FILE) {
                throw new ConfigurationException(file + " is longer than " + LONGEST_FILE + " bytes.");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (NoSuchFileException e) {
            throw new ConfigurationException("There is no " + file + ". The installation has one to start from.", e);
        } catch (CharacterCodingException e) {
            throw new ConfigurationException(file + " is not UTF-8, which TOML asks for.", e);
        } catch (IOException e) {
            throw new ConfigurationException(file + " cannot be read: " + e, e);
        }
    }
}
