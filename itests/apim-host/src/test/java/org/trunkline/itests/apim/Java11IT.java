package org.trunkline.itests.apim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.opentest4j.TestAbortedException;

/** The Java that API Manager 3.2.0 runs on. Left out, with the reason, on a machine that has none. */
class Java11IT {

    private static final String LABEL = "Production and Sandbox";
    private static final Api PIZZA = new Api("0a1b2c3d-pizza", "PizzaShack");

    @RegisterExtension
    final GitHub gitHub = new GitHub();

    @RegisterExtension
    final Hosts hosts = new Hosts();

    @Test
    void aNodeOnJava11SavesAndRetrieves() throws Exception {
        Path java = java11().orElseThrow(Java11IT::leftOut);
        ApimHost node = gitHub.keepsArtifactsOf(hosts.create("6.7.206"))
                .java(java)
                .savesWith("TrunklineSaver")
                .retrievesWith("TrunklineRetriever", LABEL)
                .start();

        node.save(PIZZA.document(), LABEL, "Publish");

        assertEquals(List.of(PIZZA.document()), node.retrieveAll(LABEL));
        assertEquals(PIZZA.document(), node.retrieve(PIZZA.id(), LABEL, "Publish"));
    }

    private static TestAbortedException leftOut() {
        String reason = "Java11IT is left out: there is no Java 11 on this machine; name its home in JAVA_HOME_11";
        System.out.println(reason);
        return new TestAbortedException(reason);
    }

    /** Named by the environment, or beside the Java of the build. */
    private static Optional<Path> java11() throws Exception {
        Path beside = Path.of(System.getProperty("java.home")).toRealPath().getParent();
        try (Stream<Path> neighbours = Files.list(beside)) {
            return Stream.concat(
                            Stream.of("JAVA_HOME_11", "JAVA_HOME_11_X64")
                                    .flatMap(name -> Stream.ofNullable(System.getenv(name)))
                                    .map(Path::of),
                            neighbours.filter(
                                    home -> home.getFileName().toString().matches("(.*\\D)?11(\\D.*)?")))
                    .filter(home -> Files.isExecutable(home.resolve("bin/java")))
                    .findFirst();
        }
    }
}
