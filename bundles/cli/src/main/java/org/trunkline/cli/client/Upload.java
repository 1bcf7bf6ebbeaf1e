package org.trunkline.cli.client;

import java.io.FileNotFoundException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Optional;
import org.trunkline.cli.CommandFailed;

/** A body that is sent as it is. Immutable, though a stream can be sent only once. */
public final class Upload {

    private final BodyPublisher body;
    private final Optional<String> mediaType;
    private final Optional<String> ifMatch;

    private Upload(BodyPublisher body, Optional<String> mediaType, Optional<String> ifMatch) {
        this.body = body;
        this.mediaType = mediaType;
        this.ifMatch = ifMatch;
    }

    public static Upload of(byte[] bytes) {
        return new Upload(BodyPublishers.ofByteArray(bytes), Optional.empty(), Optional.empty());
    }

    /** @throws CommandFailed if it cannot be read */
    public static Upload of(Path file) throws CommandFailed {
        try {
            return new Upload(BodyPublishers.ofFile(file), Optional.empty(), Optional.empty());
        } catch (FileNotFoundException e) {
            throw CommandFailed.usage("There is no file " + file + " that can be read.");
        }
    }

    public static Upload of(InputStream stream) {
        return new Upload(BodyPublishers.ofInputStream(() -> stream), Optional.empty(), Optional.empty());
    }

    /** Blank text means none. */
    public Upload mediaType(String value) {
        return new Upload(body, Optional.ofNullable(value).filter(type -> !type.isBlank()), ifMatch);
    }

    /** Only if what it replaces has this revision. */
    public Upload ifMatch(String revision) {
        return new Upload(body, mediaType, Optional.of("\"" + revision + "\""));
    }

    BodyPublisher body() {
        return body;
    }

    Optional<String> mediaType() {
        return mediaType;
    }

    Optional<String> ifMatch() {
        return ifMatch;
    }
}
