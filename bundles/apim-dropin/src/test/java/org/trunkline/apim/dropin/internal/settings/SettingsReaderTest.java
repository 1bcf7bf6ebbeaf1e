package org.trunkline.apim.dropin.internal.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.settings.ConfigurationException;

class SettingsReaderTest {

    private static final String TOKEN = "github_pat_never_to_be_shown";

    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();
    private final Properties system = new Properties();

    private Settings read(String toml) throws ConfigurationException, IOException {
        Files.writeString(file(), toml);
        return reader().read(false);
    }

    private SettingsReader reader() {
        return new SettingsReader(home, file(), environment, system);
    }

    private Path file() {
        return home.resolve("trunkline.toml");
    }

    private String error(String toml) {
        String message =
                assertThrows(ConfigurationException.class, () -> read(toml)).getMessage();
        assertEquals(1, message.lines().count(), message);
        return message;
    }

    private static void assertHolds(String message, String... parts) {
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "'" + part + "' is not in: " + message);
        }
    }

    @Nested
    class Sources {

        @Test
        void theEnvironmentAloneIsEnough() throws Exception {
            environment.put("TRUNKLINE_SYNC_STORE", "github");
            environment.put("TRUNKLINE_GITHUB_REPOSITORY", "acme/artifacts");
            environment.put("TRUNKLINE_GITHUB_TOKEN", TOKEN);
            environment.put("TRUNKLINE_GITHUB_COALESCE", "50");
            environment.put("TRUNKLINE_GITHUB_ALLOW_PUBLIC", "true");
            environment.put("TRUNKLINE_GITHUB_MAX_REQUESTS_PER_HOUR", "100");

            Settings settings = reader().read(false);

            assertEquals("github", settings.store());
            assertEquals("acme/artifacts", settings.values().get("repository"));
            assertEquals(TOKEN, settings.values().get("token"));
            assertEquals(50L, settings.values().get("coalesce"));
            assertEquals(true, settings.values().get("allow_public"));
            assertEquals(100, settings.values().get("max_requests_per_hour"));
            assertEquals(64L << 20, settings.maxArtifactBytes());
            assertFalse(settings.keepsArchives());
        }

        @Test
        void theEnvironmentWinsOverTheFile() throws Exception {
            environment.put("TRUNKLINE_GITHUB_BRANCH", "staging");

            Settings settings = read("[sync]\nstore = \"github\"\nsaver = true\nmax_artifact_size = \"1MB\"\n"
                    + "[github]\nrepository = \"acme/artifacts\"\nbranch = \"main\"\n");

            assertEquals("staging", settings.values().get("branch"));
            assertEquals("acme/artifacts", settings.values().get("repository"));
            assertEquals(1L << 20, settings.maxArtifactBytes());
            assertTrue(settings.keepsArchives());
        }

        @Test
        void anEmptyVariableCountsAsNotSet() throws Exception {
            environment.put("TRUNKLINE_GITHUB_BRANCH", "");

            assertEquals(
                    "main",
                    read("[sync]\nstore = \"github\"\n[github]\nrepository = \"a/b\"\nbranch = \"main\"\n")
                            .values()
                            .get("branch"));
        }

        @Test
        void aTableMayHaveItsNameFromTrunklinesServer() throws Exception {
            assertEquals(
                    "a/b",
                    read("[sync]\nstore = \"github\"\n[store.github]\nrepository = \"a/b\"\n")
                            .values()
                            .get("repository"));
            assertHolds(
                    error("[sync]\nstore = \"github\"\n[store.github]\nrepository = \"a/b\"\n[github]\npath = \"x\"\n"),
                    "is another name of [github]");
        }

        @Test
        void relativePathsBeginAtTheHostsHome() throws Exception {
            Settings github =
                    read("[sync]\nstore = \"github\"\n[github]\nrepository = \"a/b\"\ncertificate = \"c.pem\"\n");
            Settings files = read("[sync]\nstore = \"file\"\n[file]\ndirectory = \"artifacts\"\n");
            Settings database = read("[sync]\nstore = \"jdbc\"\n[jdbc]\nurl = \"jdbc:h2:./repository/database/x\"\n");

            assertEquals(
                    home.resolve("repository/database/trunkline-github-cache").toString(),
                    github.values().get("cache_directory"));
            assertEquals(home.resolve("c.pem").toString(), github.values().get("certificate"));
            assertEquals(home.resolve("artifacts").toString(), files.values().get("directory"));
            assertEquals(
                    "jdbc:h2:" + home.resolve("repository/database/x"),
                    database.values().get("url"));
        }

        @Test
        void aSecretComesFromAPlaceholderOrAVariable() throws Exception {
            Files.writeString(home.resolve("token"), TOKEN + "\n");
            environment.put("MY_TOKEN", TOKEN);
            String github = "[sync]\nstore = \"github\"\n[github]\nrepository = \"a/b\"\n";

            assertEquals(
                    TOKEN, read(github + "token = \"$file{token}\"").values().get("token"));
            assertEquals(
                    TOKEN, read(github + "token = \"$env{MY_TOKEN}\"").values().get("token"));
            environment.put("TRUNKLINE_GITHUB_TOKEN", "$file{token}");
            assertEquals(TOKEN, read(github).values().get("token"));
        }
    }

    @Nested
    class TheFormerImplementation {

        @Test
        void itsSystemPropertiesStillCount() throws Exception {
            former();

            Settings settings = reader().read(true);

            assertEquals("github", settings.store());
            assertEquals("acme/artifacts", settings.values().get("repository"));
            assertEquals(TOKEN, settings.values().get("token"));
            assertEquals(1, settings.warnings().size());
            assertHolds(settings.warnings().get(0), "-DGitHubAccessToken", "TRUNKLINE_GITHUB_TOKEN");
            assertFalse(settings.warnings().get(0).contains(TOKEN));
        }

        @Test
        void whatIsSetInAnotherWayWins() throws Exception {
            former();
            environment.put("TRUNKLINE_GITHUB_TOKEN", "other");
            Files.writeString(file(), "[github]\nrepository = \"acme/newer\"\n");

            Settings settings = reader().read(true);

            assertEquals("other", settings.values().get("token"));
            assertEquals("acme/newer", settings.values().get("repository"));
            assertHolds(settings.warnings().toString(), "-DGitHubAccessToken");
        }

        @Test
        void itsTokenIsLeftAsideWhereAnotherWayToSignInIsSet() throws Exception {
            former();
            environment.put("TRUNKLINE_GITHUB_TOKEN_FILE", "secrets/token");
            assertFalse(reader().read(true).values().containsKey("token"));

            environment.remove("TRUNKLINE_GITHUB_TOKEN_FILE");
            Files.writeString(file(), "[github]\napp_id = \"17\"\n");
            assertFalse(reader().read(true).values().containsKey("token"));
        }

        @Test
        void itsNamesMeanGitHubOnlyWhereNoStoreIsNamed() throws Exception {
            Files.writeString(file(), "[sync]\nstore = \"file\"\n[file]\ndirectory = \"x\"\n");

            assertEquals("file", reader().read(true).store());
        }

        private void former() {
            system.setProperty("GitHubAccessToken", TOKEN);
            system.setProperty("GitHubOwner", "acme");
            system.setProperty("GitHubRepo", "artifacts");
        }
    }

    @Nested
    class WhatIsWrong {

        @Test
        void isNamedWithFileLineKeyAndWhatIsAllowed() {
            String message = error("[sync]\nstore = \"githbu\"\n");

            assertHolds(
                    message,
                    file() + ", line 2, column 1: [sync] store is \"githbu\"",
                    "\"github\", \"jdbc\", \"file\", \"remote\"");
            assertFalse(message.contains("TRUNKLINE_SYNC_STORE"), message);
        }

        @Test
        void isNamedWithItsVariable() {
            environment.put("TRUNKLINE_SYNC_STORE", "file");
            environment.put("TRUNKLINE_FILE_DIRECTORY", "x");
            environment.put("TRUNKLINE_FILE_HISTORY", "many");

            assertHolds(
                    error(""),
                    "environment variable TRUNKLINE_FILE_HISTORY, [file] history is \"many\"",
                    "a whole number from 1");
        }

        @Test
        void isAllSaidAtOnce() {
            assertHolds(
                    error("[sync]\nstore = \"github\"\nmaximum = 1\n[github]\ncoalesce = true\n[gihtub]\n[store.s3]\n"),
                    "[sync] maximum is not known",
                    "[github] coalesce is true, must be milliseconds",
                    "[github] repository in " + file() + ", or the environment variable TRUNKLINE_GITHUB_REPOSITORY,"
                            + " is missing",
                    "[gihtub] is not known",
                    "[store.s3] is not known");
        }

        @Test
        void canBeTheFileItself() {
            assertHolds(error("[sync\nstore = 1\n"), file().toString(), "line 1");
        }

        @Test
        void canBeThatNoStoreIsNamed() {
            assertHolds(error("[github]\nrepository = \"a/b\"\n"), "[sync] store in ", "TRUNKLINE_SYNC_STORE");
        }

        @Test
        void canBeASecretInTheFileAndDoesNotShowIt() {
            String message =
                    error("[sync]\nstore = \"github\"\n[github]\nrepository = \"a/b\"\ntoken = \"" + TOKEN + "\"\n");

            assertHolds(message, "line 5", "[github] token must be $env{NAME} or $file{PATH}");
            assertFalse(message.contains(TOKEN), message);
        }

        @Test
        void canBeADatabaseThatIsNamedTwiceOrNot() {
            String jdbc = "[sync]\nstore = \"jdbc\"\n[jdbc]\n";

            assertHolds(error(jdbc), "neither is set");
            assertHolds(error(jdbc + "url = \"jdbc:h2:./x\"\ndata_source = \"jdbc/X\"\n"), "both are set");
        }
    }

    @Nested
    class WhatHasNoEffect {

        @Test
        void isAWarningForAVariableWithATypingMistake() throws Exception {
            environment.put("TRUNKLINE_GITHUB_REPOSITROY", "a/b");
            environment.put("TRUNKLINE_BASE", "of another program");

            List<String> warnings = read("[sync]\nstore = \"github\"\n[github]\nrepository = \"a/b\"\n")
                    .warnings();

            assertEquals(1, warnings.size(), warnings.toString());
            assertHolds(warnings.get(0), "TRUNKLINE_GITHUB_REPOSITROY", "did you mean 'TRUNKLINE_GITHUB_REPOSITORY'");
        }

        @Test
        void isAWarningForTheTableOfAnotherStore() throws Exception {
            List<String> warnings =
                    read("[sync]\nstore = \"file\"\n[file]\ndirectory = \"x\"\n[github]\npath = \"y\"\n")
                            .warnings();

            assertEquals(1, warnings.size(), warnings.toString());
            assertHolds(warnings.get(0), "[github]", "has no effect");
        }
    }

    @Test
    void whatIsShownHoldsNoSecret() throws Exception {
        environment.put("TRUNKLINE_GITHUB_TOKEN", TOKEN);
        String github = read("[sync]\nstore = \"github\"\n[github]\nrepository = \"acme/artifacts\"\n")
                .toString();
        String remote = read("[sync]\nstore = \"remote\"\n[remote]\nurl = \"https://u:" + TOKEN + "@publisher:9443?x="
                        + TOKEN + "\"\nusername = \"u\"\npassword = \"$env{TRUNKLINE_GITHUB_TOKEN}\"\n")
                .toString();

        assertHolds(
                github, "github", "acme/artifacts", "its default branch", file().toString(), "TRUNKLINE_GITHUB_TOKEN");
        assertHolds(remote, "https://publisher:9443");
        assertFalse((github + remote).contains(TOKEN), github + remote);
    }
}
