package org.trunkline.store.file.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Annotation;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FileStoreSettingsTest {

    @Test
    void takesWhatIsConfigured() {
        FileStoreSettings settings = FileStoreSettings.of(config("/srv/a/../store", 5, 250));

        assertEquals(Path.of("/srv/store").toAbsolutePath(), settings.directory());
        assertEquals(5, settings.history());
        assertEquals(Duration.ofMillis(250), settings.pollInterval());
        assertTrue(settings.create());
    }

    @Test
    void refusesWhatMakesNoSenseAndSaysWhatIsAllowed() {
        assertRefused("directory is missing", config(null, 20, 1000));
        assertRefused("directory is missing", config(" ", 20, 1000));
        assertRefused("directory is not a path", config("a\0b", 20, 1000));
        assertRefused("history must be at least 1", config("/srv/store", 0, 1000));
        assertRefused("poll.interval must be at least 1 millisecond", config("/srv/store", 20, 0));
    }

    private static void assertRefused(String says, FileStoreConfig config) {
        String message = assertThrows(IllegalArgumentException.class, () -> FileStoreSettings.of(config))
                .getMessage();
        assertTrue(message.startsWith("org.trunkline.store.file: "), message);
        assertTrue(message.contains(says), message);
    }

    /** What Declarative Services make of a configuration. */
    private static FileStoreConfig config(String directory, int history, long pollInterval) {
        return new FileStoreConfig() {
            @Override
            public Class<? extends Annotation> annotationType() {
                return FileStoreConfig.class;
            }

            @Override
            public String directory() {
                return directory;
            }

            @Override
            public int history() {
                return history;
            }

            @Override
            public long poll_interval() {
                return pollInterval;
            }

            @Override
            public boolean create() {
                return true;
            }
        };
    }
}
