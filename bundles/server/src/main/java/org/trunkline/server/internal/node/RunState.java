package org.trunkline.server.internal.node;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.trunkline.server.Node;

/** {@code repository/run/node.json}: there while the management API listens, so that others find it. */
final class RunState {

    private final Path file;
    private final Gson gson =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    RunState(Path base) {
        this.file = base.resolve("repository/run/node.json");
    }

    /** @param localAddress where programs of the same machine reach the management API */
    void write(Node node, URI localAddress, Path certificate) throws IOException {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("pid", ProcessHandle.current().pid());
        state.put("name", node.name());
        state.put("managementUrl", localAddress.toString());
        state.put("certificate", certificate.toString());
        state.put("profile", node.profile());
        state.put("version", node.version());
        state.put("startedAt", node.startedAt().toString());
        Files.createDirectories(file.getParent());
        Path unfinished = file.resolveSibling("node.json.tmp");
        Files.writeString(unfinished, gson.toJson(state) + "\n");
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
