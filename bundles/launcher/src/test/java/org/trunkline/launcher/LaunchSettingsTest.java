package org.trunkline.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchSettingsTest {

    @TempDir
    private Path home;

    private final Properties system = new Properties();

    @BeforeEach
    void makeInstallation() throws IOException {
        Files.createDirectories(home.resolve(NodeDirectories.PLUGINS));
        system.setProperty("carbon.home", home.toString());
    }

    @Test
    void runsTheProfileAllFromTheInstallationUnlessToldOtherwise() throws LaunchException {
        assertEquals(
                new LaunchSettings(home, home, "all", OptionalInt.empty(), false),
                LaunchSettings.from(system, Map.of()));
    }

    @Test
    void takesBaseProfileAndPortOffsetFromOutside() throws LaunchException {
        system.setProperty("profile", "gateway");
        system.setProperty("portOffset", "10");

        LaunchSettings settings = LaunchSettings.from(system, Map.of("TRUNKLINE_BASE", "/srv/node-1/../node-2"));

        assertEquals(new LaunchSettings(home, Path.of("/srv/node-2"), "gateway", OptionalInt.of(10), false), settings);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "ten", "1.5", "65536", "99999999999"})
    void refusesAPortOffsetThatIsNone(String offset) {
        system.setProperty("portOffset", offset);

        LaunchException refused = assertThrows(LaunchException.class, () -> LaunchSettings.from(system, Map.of()));

        assertEquals("-DportOffset=" + offset + " is not a number from 0 to 65535.", refused.getMessage());
    }

    @Test
    void refusesAHomeThatIsNoInstallation() {
        system.setProperty("carbon.home", home.resolve("elsewhere").toString());

        LaunchException refused = assertThrows(LaunchException.class, () -> LaunchSettings.from(system, Map.of()));

        assertTrue(refused.getMessage().contains("is not a Trunkline installation"), refused.getMessage());
    }

    @Test
    void listsTheProfilesThatThereAre() throws Exception {
        Path file = Files.writeString(home.resolve("profiles.properties"), "all = a, b ,c\ngateway = a\n");
        Profiles profiles = Profiles.read(file);

        assertEquals(List.of("a", "b", "c"), profiles.features("all"));
        LaunchException refused = assertThrows(LaunchException.class, () -> profiles.features("gatway"));
        assertTrue(refused.getMessage().contains("There is no profile 'gatway'"), refused.getMessage());
        assertTrue(refused.getMessage().contains("has: all, gateway"), refused.getMessage());
    }

    @Test
    void letsOneNodeIntoABaseDirectory() throws Exception {
        NodeDirectories directories = new NodeDirectories(home, home);
        directories.create();
        try (NodeLock held = NodeLock.take(directories)) {
            LaunchException refused = assertThrows(LaunchException.class, () -> NodeLock.take(directories));

            assertTrue(
                    refused.getMessage()
                            .contains("already, as process "
                                    + ProcessHandle.current().pid()),
                    refused.getMessage());
            assertTrue(held != null);
        }
        NodeLock.take(directories).close();
        assertEquals("", Files.readString(directories.run().resolve("node.pid")));
    }
}
