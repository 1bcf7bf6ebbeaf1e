package org.trunkline.cli.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.trunkline.cli.CommandFailed;
import org.trunkline.registry.imports.DocumentReferences;

/**
 * A document with all that it imports and includes, read from where they lie on this machine. What is not there is left to
 * the node to complain of, which knows all that is missing; nothing is fetched from the network.
 */
final class LocalDocuments {

    private final Path folder;
    private final Map<String, byte[]> documents = new LinkedHashMap<>();

    private LocalDocuments(Path folder) {
        this.folder = folder;
    }

    static LocalDocuments of(Path main) throws CommandFailed {
        var folder = main.toAbsolutePath().normalize().getParent();
        var documents = new LocalDocuments(folder);
        var name = main.getFileName().toString();
        documents.documents.put(
                name, read(main).orElseThrow(() -> CommandFailed.usage("There is no file " + main + ".")));
        documents.follow(name);
        return documents;
    }

    private void follow(String main) throws CommandFailed {
        Deque<String> unread = new ArrayDeque<>();
        unread.add(main);
        while (!unread.isEmpty()) {
            var location = unread.remove();
            for (var reference : DocumentReferences.of(location, documents.get(location))) {
                var file = file(reference);
                if (!documents.containsKey(reference) && file.isPresent()) {
                    var content = read(file.get());
                    if (content.isPresent()) {
                        documents.put(reference, content.get());
                        unread.add(reference);
                    }
                }
            }
        }
    }

    /** The file beside the document that a reference means; none for an address, or for a place on somebody's machine. */
    private Optional<Path> file(String reference) {
        try {
            return reference.startsWith("/") || reference.matches("(?s)[a-zA-Z][a-zA-Z0-9+.-]+:.*")
                    ? Optional.empty()
                    : Optional.of(folder.resolve(reference));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> read(Path file) throws CommandFailed {
        try {
            return Files.isDirectory(file) ? Optional.empty() : Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw CommandFailed.usage(file + " cannot be read: " + e.getMessage() + ".");
        }
    }

    int count() {
        return documents.size();
    }

    /** A form, the document to begin with first. */
    record Form(String mediaType, byte[] body) {}

    Form form() {
        var boundary = "trunkline-" + UUID.randomUUID();
        var body = new ByteArrayOutputStream();
        documents.forEach((name, content) -> {
            var head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                    + name.replace("\"", "%22") + "\"\r\n\r\n";
            body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
            body.writeBytes(content);
            body.writeBytes(new byte[] {'\r', '\n'});
        });
        body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return new Form("multipart/form-data; boundary=" + boundary, body.toByteArray());
    }
}
