package org.trunkline.cli.client;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.trunkline.cli.CommandFailed;

/**
 * What a running node left in its base directory for programs on the same machine.
 *
 * @param pid the node's process
 * @param managementUrl where its management API listens
 * @param certificate the PEM file of the certificate that it shows there
 */
public record RunState(long pid, String managementUrl, Path certificate) {

    private static final Path FILE = Path.of("repository", "run", "node.json");

    /**
     * Reads the file of a base directory; empty if no node runs there.
     *
     * @throws CommandFailed if the file is there and cannot be used
     */
    public static Optional<RunState> read(Path base) throws CommandFailed {
        var file = base.resolve(FILE);
        try {
            if (JsonParser.parseString(Files.readString(file)) instanceof JsonObject object) {
                return Optional.of(of(new JsonView(object), base));
            }
            throw CommandFailed.refused(file + " holds no JSON object. Give --url and --certificate.");
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | JsonParseException | NumberFormatException e) {
            throw CommandFailed.refused(
                    file + " cannot be read: " + e.getMessage() + ". Give --url and --certificate.", e);
        }
    }

    private static RunState of(JsonView state, Path base) {
        return new RunState(
                Long.parseLong(state.text("pid")),
                state.text("managementUrl"),
                base.resolve(state.text("certificate")));
    }
}
