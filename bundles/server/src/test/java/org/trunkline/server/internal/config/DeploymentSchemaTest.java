package org.trunkline.server.internal.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.settings.Key;

/** What is documented and shipped agrees with what is read. */
class DeploymentSchemaTest {

    private static final Path ROOT = Path.of("..", "..");

    @Test
    void everyTableAndEachOfItsKeysIsDocumented() throws Exception {
        List<String> undocumented = new ArrayList<>();
        for (Table table : DeploymentSchema.tables()) {
            Path page = ROOT.resolve("docs/config").resolve(table.name() + ".md");
            String text = Files.exists(page) ? Files.readString(page) : "";
            for (Key key : table.keys()) {
                if (key.ignored().isEmpty() && !text.contains("`" + key.name() + "`")) {
                    undocumented.add("[" + table.name() + "] " + key.name());
                }
            }
        }
        assertEquals(List.of(), undocumented);
    }

    @Test
    void theShippedFileIsRightAsItIsAndWithEverythingInItUncommented(@TempDir Path base) throws Exception {
        String shipped = Files.readString(ROOT.resolve("distribution/src/conf/deployment.toml"));
        String uncommented = shipped.replaceAll("(?m)^# (?=\\[|[a-z_]+ = )", "");
        Files.writeString(base.resolve("secret"), "secret");
        uncommented = uncommented.replace(
                "/run/secrets/keystore", base.resolve("secret").toString());

        for (String toml : List.of(shipped, uncommented)) {
            Path file = Files.writeString(base.resolve("deployment.toml"), toml);
            Deployment deployment = new DeploymentReader(
                            base,
                            new NodeRole("all", Set.of("server", "sync", "store-jdbc", "gateway", "management")),
                            OptionalInt.empty(),
                            Map.of("TRUNKLINE_ADMIN_PASSWORD", "secret"),
                            new Properties())
                    .read(file);
            assertEquals(List.of(), deployment.warnings());
        }
        assertTrue(uncommented.length() < shipped.length());
    }
}
