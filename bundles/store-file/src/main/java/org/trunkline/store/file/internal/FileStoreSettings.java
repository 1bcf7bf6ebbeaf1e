package org.trunkline.store.file.internal;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;

/** The configuration, checked. Immutable. */
final class FileStoreSettings {

    private final Path directory;
    private final int history;
    private final Duration pollInterval;
    private final boolean create;

    FileStoreSettings(Path directory, int history, Duration pollInterval, boolean create) {
        this.directory = directory;
        this.history = history;
        this.pollInterval = pollInterval;
        this.create = create;
    }

    /** @throws IllegalArgumentException if a value is missing or not allowed; says which and what is allowed */
    static FileStoreSettings of(FileStoreConfig config) {
        if (config.directory() == null || config.directory().isBlank()) {
            throw invalid("directory is missing; it names the directory that holds the store");
        }
        if (config.history() < 1) {
            throw invalid("history must be at least 1, it is " + config.history());
        }
        if (config.poll_interval() < 1) {
            throw invalid("poll.interval must be at least 1 millisecond, it is " + config.poll_interval());
        }
        try {
            return new FileStoreSettings(
                    Path.of(config.directory()).toAbsolutePath().normalize(),
                    config.history(),
                    Duration.ofMillis(config.poll_interval()),
                    config.create());
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    FileArtifactStore.PID + ": directory is not a path of this system: " + e.getMessage(), e);
        }
    }

    private static IllegalArgumentException invalid(String what) {
        return new IllegalArgumentException(FileArtifactStore.PID + ": " + what);
    }

    Path directory() {
        return directory;
    }

    /** How many states of each artifact are kept. */
    int history() {
        return history;
    }

    Duration pollInterval() {
        return pollInterval;
    }

    /** Whether a directory without a store becomes one. */
    boolean create() {
        return create;
    }
}
