package org.trunkline.server.internal.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.settings.ConfigurationException;

class DeploymentReaderTest {

    private static final Set<String> ALL = Set.of(
            "server", "sync", "store-jdbc", "store-file", "store-remote", "store-github", "gateway", "management");
    private static final Set<String> WITHOUT_GATEWAY =
            Set.of("server", "sync", "store-jdbc", "store-file", "store-remote", "store-github", "management");

    @TempDir
    private Path base;

    private final Map<String, String> environment = new HashMap<>();
    private final Properties system = new Properties();
    private NodeRole role;
    private OptionalInt offset;
    private Path file;

    @BeforeEach
    void profileAll() {
        role = new NodeRole("all", ALL);
        offset = OptionalInt.empty();
        file = base.resolve("deployment.toml");
    }

    private Deployment read(String toml) throws ConfigurationException, IOException {
        Files.writeString(file, toml);
        return new DeploymentReader(base, role, offset, environment, system).read(file);
    }

    private List<String> errors(String toml) {
        String message =
                assertThrows(ConfigurationException.class, () -> read(toml)).getMessage();
        assertTrue(message.startsWith(file.toString()), message);
        return message.lines().skip(1).map(String::strip).toList();
    }

    @Nested
    class Values {

        @Test
        void aGatewayOnGitHubAsksOnceAMinuteUnlessToldOtherwise() throws Exception {
            String gateway = "[apim.sync_runtime_artifacts.gateway]\ngateway_labels = [\"Internal\"]\n";
            String github = "[sync]\nstore = \"github\"\n[store.github]\nrepository = \"acme/artifacts\"\n";

            assertEquals(60_000L, pollInterval(github + gateway));
            assertEquals(5_000L, pollInterval(github + gateway + "[gateway]\npoll_interval = 5000\n"));
            assertEquals(null, pollInterval(gateway), "the gateway has a default of its own");
        }

        private Object pollInterval(String toml) throws Exception {
            return read(toml).configurations().get("org.trunkline.gateway").get("poll.interval");
        }

        @Test
        void theSecretOfAWebhookStandsInNoFile() throws Exception {
            String store = "[sync]\nstore = \"github\"\n[store.github]\nrepository = \"acme/artifacts\"\n";
            environment.put("HOOK", "It's a Secret to Everybody");

            assertEquals(
                    "It's a Secret to Everybody",
                    read(store + "[store.github.webhook]\nsecret = \"$env{HOOK}\"\n")
                            .configurations()
                            .get("org.trunkline.rest.github.webhook")
                            .get(".secret"));
            assertEquals(
                    List.of(
                            "line 6, column 1: [store.github.webhook] secret must be $env{NAME} or $file{PATH}, so that it"
                                    + " stands in no configuration file"),
                    errors(store + "[store.github.webhook]\nsecret = \"open\"\n"));
            assertFalse(read(store).configurations().containsKey("org.trunkline.rest.github.webhook"));
            Deployment elsewhere = read("[store.github.webhook]\nsecret = \"$env{HOOK}\"\n");
            assertFalse(elsewhere.configurations().containsKey("org.trunkline.rest.github.webhook"));
            assertTrue(
                    elsewhere
                            .warnings()
                            .contains(
                                    "line 1, column 1: [store.github.webhook] has no effect: [sync] store is \"jdbc\""),
                    elsewhere.warnings().toString());
        }

        @Test
        void reachTheComponentsUnderTheirKeys() throws Exception {
            Deployment deployment = read("""
                    [sync]
                    max_artifact_size = "2MB"

                    [apim.sync_runtime_artifacts.publisher]
                    artifact_saver = "AcmeSaver"

                    [apim.sync_runtime_artifacts.gateway]
                    gateway_labels = ["Production and Sandbox", "Internal"]
                    deployment_retry_duration = "20s"
                    data_retrieval_mode = "async"
                    event_waiting_time = 5

                    [preview]
                    ignore_handlers = []

                    [database.sync_runtime_artifacts_db]
                    username = "u"
                    password = "geheim"
                    history = 3
                    """);

            Map<String, Dictionary<String, Object>> configurations = deployment.configurations();

            assertEquals(2L << 20, configurations.get("org.trunkline.sync").get("max.artifact.size"));
            assertEquals("jdbc", configurations.get("org.trunkline.sync").get("store"));
            assertEquals(
                    "AcmeSaver",
                    configurations.get("org.trunkline.sync.publisher").get("artifact.saver"));
            for (String pid : List.of("org.trunkline.sync.gateway", "org.trunkline.gateway")) {
                Dictionary<String, Object> gateway = configurations.get(pid);
                assertArrayEquals(
                        new String[] {"Production and Sandbox", "Internal"}, (String[]) gateway.get("gateway.labels"));
                assertEquals(20_000L, gateway.get("deployment.retry.duration"));
                assertEquals("async", gateway.get("data.retrieval.mode"));
                assertEquals(5L, gateway.get("event.waiting.time"));
            }
            assertEquals(
                    base.resolve("repository/database/gateway-cache").toString(),
                    configurations.get("org.trunkline.gateway").get("cache.directory"));
            assertEquals(
                    8280, configurations.get("org.trunkline.gateway.preview").get("port"));
            assertArrayEquals(new String[0], (String[])
                    configurations.get("org.trunkline.gateway.preview").get("ignore.handlers"));
            Dictionary<String, Object> database = configurations.get("org.trunkline.store.jdbc");
            assertEquals(3, database.get("history"));
            assertEquals("geheim", database.get(".password"));
            assertEquals(null, database.get("password"));
        }

        @Test
        void areDefaultsWhereTheFileSaysNothing() throws Exception {
            Deployment deployment = read("");

            assertEquals("admin", deployment.text("super_admin", "username").orElseThrow());
            assertEquals("127.0.0.1", deployment.text("management", "host").orElseThrow());
            assertEquals(9443, deployment.number("management", "port").orElseThrow());
            assertFalse(deployment.isSwitchedOn("preview"), "no gateway, no preview");
            assertEquals(
                    Set.of("org.trunkline.sync", "org.trunkline.store.jdbc", "org.trunkline.rest"),
                    deployment.configurations().keySet());
            assertEquals(
                    "jdbc:h2:" + base + "/repository/database/sync_runtime_artifacts",
                    deployment.text("database.sync_runtime_artifacts_db", "url").orElseThrow());
        }

        @Test
        void ofPathsBeginAtTheBaseDirectory() throws Exception {
            Deployment deployment = read("""
                    [sync]
                    store = "file"
                    [store.file]
                    directory = "shared/../store"
                    """);

            assertEquals(
                    base.resolve("store").toString(),
                    deployment.configurations().get("org.trunkline.store.file").get("directory"));
        }

        @ParameterizedTest
        @CsvSource({
            "jdbc:h2:./repository/database/x;MODE=MySQL,jdbc:h2:BASE/repository/database/x;MODE=MySQL",
            "jdbc:h2:file:./x,jdbc:h2:file:BASE/x",
            "jdbc:h2:/var/x,jdbc:h2:/var/x",
            "jdbc:h2:mem:x,jdbc:h2:mem:x",
            "jdbc:postgresql://db.example.org/apim,jdbc:postgresql://db.example.org/apim"
        })
        void ofDatabaseAddressesBeginAtTheBaseDirectoryToo(String written, String used) throws Exception {
            Deployment deployment = read("[database.sync_runtime_artifacts_db]\nurl = \"" + written + "\"");

            assertEquals(
                    used.replace("BASE", base.toString()),
                    deployment.text("database.sync_runtime_artifacts_db", "url").orElseThrow());
        }

        @Test
        void ofPortsAreMovedByTheOffset() throws Exception {
            String toml = """
                    [server]
                    offset = 3
                    [apim.sync_runtime_artifacts.gateway]
                    gateway_labels = ["a"]
                    [preview]
                    port = 9000
                    """;

            assertEquals(9446, read(toml).number("management", "port").orElseThrow());
            assertEquals(9003, read(toml).number("preview", "port").orElseThrow());
            offset = OptionalInt.of(100);
            assertEquals(9543, read(toml).number("management", "port").orElseThrow());
            assertEquals(100, read(toml).portOffset());
        }

        @ParameterizedTest
        @CsvSource({"true,true", "false,false", "'\"true\"',true", "'\"false\"',false"})
        void ofFlagsMayBeQuotedAsInWso2sSamples(String written, boolean read) throws Exception {
            Deployment deployment = read("""
                    [apim.sync_runtime_artifacts.gateway]
                    gateway_labels = ["a"]
                    [preview]
                    enabled =\s""" + written);

            assertEquals(read, deployment.isSwitchedOn("preview"));
        }

        @Test
        void areNotShownByTheDeploymentItself() throws Exception {
            Deployment deployment = read("[super_admin]\npassword = \"geheim99\"");

            assertFalse(deployment.toString().contains("geheim99"));
        }
    }

    @Nested
    class Placeholder {

        @Test
        void standsForEnvironmentSystemPropertyOrFile() throws Exception {
            environment.put("NAME", "from $the{env}\\");
            system.setProperty("host.name", "node.example.org");
            Files.writeString(base.resolve("secret.txt"), "from a file\n");

            Deployment deployment = read("""
                    [server]
                    node_name = "<$env{NAME}>"
                    hostname = "$sys{host.name}"
                    [super_admin]
                    password = "$file{secret.txt}"
                    """);

            assertEquals(
                    "<from $the{env}\\>", deployment.text("server", "node_name").orElseThrow());
            assertEquals(
                    "node.example.org", deployment.text("server", "hostname").orElseThrow());
            assertEquals(
                    "from a file", deployment.text("super_admin", "password").orElseThrow());
        }

        @Test
        void mayStandForANumberOrAListElement() throws Exception {
            environment.put("PORT", "1234");
            environment.put("LABEL", "Internal");

            Deployment deployment = read("""
                    [management]
                    port = "$env{PORT}"
                    [apim.sync_runtime_artifacts.gateway]
                    gateway_labels = ["$env{LABEL}"]
                    """);

            assertEquals(1234, deployment.number("management", "port").orElseThrow());
            assertArrayEquals(new String[] {"Internal"}, (String[])
                    deployment.configurations().get("org.trunkline.gateway").get("gateway.labels"));
        }

        @Test
        void forSomethingThatIsNotThereIsAnErrorThatNamesIt() {
            List<String> errors = errors("""
                    [super_admin]
                    username = "$env{NOT_SET}"
                    password = "$file{missing/secret}"
                    [server]
                    hostname = "$sys{not.set}"
                    """);

            assertEquals(
                    "line 2, column 1: [super_admin] username asks for the environment variable NOT_SET, which is not set",
                    errors.get(0));
            assertTrue(
                    errors.get(1)
                            .startsWith("line 3, column 1: [super_admin] password asks for the content of "
                                    + base.resolve("missing/secret") + ", which cannot be read"),
                    errors.get(1));
            assertEquals(
                    "line 5, column 1: [server] hostname asks for the system property not.set, which is not set",
                    errors.get(2));
        }

        @Test
        void ofATableThatTheProfileDoesNotUseIsLeftAlone() throws Exception {
            role = new NodeRole("publisher", WITHOUT_GATEWAY);

            Deployment deployment = read("""
                    [apim.sync_runtime_artifacts.gateway]
                    gateway_labels = ["$env{ONLY_ON_GATEWAYS}"]
                    """);

            assertFalse(deployment.configurations().containsKey("org.trunkline.gateway"));
        }
    }

    @Nested
    class Errors {

        @Test
        void tellARuleOfTheRegistryThatIsNone() throws Exception {
            String rules =
                    "[registry.access]\nrules = [\"/a b/c read=viewer,publisher  write=admin\", \"/closed\", \"!\"]\n";
            for (String wrong :
                    List.of("a read=viewer", "/a read=reader", "/a reads=viewer", "/a read=", "/a read=viewer,")) {
                assertEquals(
                        List.of("line 2, column 1: [registry.access] rules holds \"" + wrong
                                + "\", must be a list of texts such as"
                                + " \"/_system/governance/trunk read=viewer write=publisher\""),
                        errors(rules.replace("!", wrong)));
            }
            assertEquals(
                    3,
                    ((String[]) read(rules.replace("!", "/"))
                                    .configurations()
                                    .get("org.trunkline.rest")
                                    .get("rules"))
                            .length);
        }

        @Test
        void areListedTogetherInTheOrderOfTheFile() {
            List<String> errors = errors("""
                    [sync]
                    store = "jbdc"
                    max_size = "64MB"

                    [management]
                    port = "9443"
                    hots = "127.0.0.1"

                    [previev]
                    port = 8280
                    """);

            assertEquals(
                    List.of(
                            "line 2, column 1: [sync] store is \"jbdc\", must be one of \"jdbc\", \"file\", \"remote\", \"github\"",
                            "line 3, column 1: [sync] max_size is not known. Known keys: store, max_artifact_size",
                            "line 6, column 1: [management] port is \"9443\", must be a port from 1 to 65535",
                            "line 7, column 1: [management] hots is not known; did you mean 'host'? Known keys: host, port,"
                                    + " max_body_size"),
                    errors.subList(0, 4));
            assertTrue(
                    errors.get(4)
                            .startsWith(
                                    "line 9, column 1: [previev] is not known; did you mean 'preview'? Known tables: "),
                    errors.get(4));
            assertEquals(5, errors.size());
        }

        @Test
        void refuseATokenThatStandsInTheFileAndDoNotRepeatIt() {
            List<String> errors = errors(
                    "[sync]\nstore = \"github\"\n[store.github]\nrepository = \"acme/artifacts\"\ntoken = \"ghp_0123\"");

            assertEquals(
                    List.of(
                            "line 5, column 1: [store.github] token must be $env{NAME} or $file{PATH}, so that it stands in"
                                    + " no configuration file"),
                    errors);
        }

        @Test
        void nameWhatIsMissing() {
            assertEquals(
                    List.of(
                            "line 1, column 1: [apim.sync_runtime_artifacts.gateway] gateway_labels is missing: it must be a"
                                    + " list of at least one text, for example [\"one\", \"two\"]"),
                    errors("[apim.sync_runtime_artifacts.gateway]"));
            List<String> remote = errors("[sync]\nstore = \"remote\"");
            assertEquals(3, remote.size());
            assertTrue(remote.get(0).startsWith("missing: [store.remote] password is missing"), remote.get(0));
            assertTrue(remote.get(1).startsWith("missing: [store.remote] url is missing"), remote.get(1));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "[management]!port = 0|is 0, must be a port",
                    "[management]!port = 65536|is 65536, must be a port",
                    "[management]!port = true|is true, must be a port",
                    "[management]!port = 1.5|is 1.5, must be a port",
                    "[management]!host = 5|is 5, must be a text",
                    "[management]!host = \"\"|is \"\", must be a text",
                    "[management]!host = [\"a\"]|is a list, must be a text",
                    "[management]!max_body_size = \"64 MiB\"|is \"64 MiB\", must be bytes",
                    "[management]!max_body_size = \"99999GB\"|is \"99999GB\", must be bytes",
                    "[management]!max_body_size = -5|is -5, must be bytes",
                    "[sync]!store = 1979-05-27|is 1979-05-27, must be one of",
                    "[gateway]!poll_interval = \"5 years\"|is \"5 years\", must be milliseconds",
                    "[gateway]!poll_interval = 1|is 1, must be milliseconds",
                    "[preview]!ignore_handlers = \"all\"|is \"all\", must be a list",
                    "[preview]!ignore_handlers = [1]|is 1, must be a list",
                    "[preview]!enabled = \"yes\"|is \"yes\", must be true or false",
                    "[database.sync_runtime_artifacts_db]!url = \"h2:x\"|is \"h2:x\", must be a JDBC URL",
                    "[server]!offset = 60000|is 9443, which with the port offset 60000 becomes 69443"
                })
        void sayWhatIsAllowed(String toml, String expected) {
            String gateway = "\n[apim.sync_runtime_artifacts.gateway]\ngateway_labels = [\"a\"]\n";

            List<String> errors = errors(toml.replace("!", "\n") + gateway);

            assertTrue(errors.stream().anyMatch(error -> error.contains(expected)), errors.toString());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "jdbc:postgresql://user:geheim99@db/apim",
                    "jdbc:postgresql://db/apim?user=u&password=geheim99",
                    "jdbc:h2:./x;PASSWORD=geheim99"
                })
        void neverShowASecret(String url) {
            List<String> errors = errors("""
                    [super_admin]
                    password = 12345678901
                    [keystore.tls]
                    file_name = "x.p12"
                    password = ["geheim99"]
                    [database.sync_runtime_artifacts_db]
                    url = "%s"
                    """.formatted(url));

            assertEquals(3, errors.size(), errors.toString());
            assertFalse(errors.toString().contains("geheim99"), errors.toString());
            assertFalse(errors.toString().contains("12345678901"), errors.toString());
        }

        @Test
        void ofSyntaxNameLineAndColumn() {
            List<String> errors = errors("[sync]\nstore = jdbc\n");

            assertTrue(errors.get(0).startsWith("line 2, column 9: "), errors.toString());
        }

        @Test
        void areAlsoKeysThatStandTwiceOrOutsideOfTables() {
            assertTrue(
                    errors("[sync]\nstore = \"jdbc\"\nstore = \"file\"").get(0).startsWith("line 3"));
            assertEquals(List.of("line 1, column 1: 'port' stands outside of any table"), errors("port = 9443"));
        }

        @Test
        void areAFileThatIsMissingOrNotUtf8() throws Exception {
            ConfigurationException missing = assertThrows(
                    ConfigurationException.class,
                    () -> new DeploymentReader(base, role, offset, environment, system).read(file));
            assertTrue(missing.getMessage().startsWith("There is no " + file), missing.getMessage());

            Files.write(file, "[server]\nnode_name = \"Zürich\"".getBytes(StandardCharsets.ISO_8859_1));
            ConfigurationException latin = assertThrows(
                    ConfigurationException.class,
                    () -> new DeploymentReader(base, role, offset, environment, system).read(file));
            assertTrue(latin.getMessage().contains("is not UTF-8"), latin.getMessage());
        }

        @Test
        void areAStoreThatTheProfileDoesNotHave() {
            role = new NodeRole("small", Set.of("server", "sync", "store-file", "management"));

            assertEquals(
                    List.of("missing: [sync] store is \"jdbc\", but the profile small has no feature store-jdbc in"
                            + " profiles.properties"),
                    errors(""));
        }
    }

    @Nested
    class Wso2 {

        @Test
        void tablesAndKeysWithoutMeaningHereAreAcceptedWithAWarning() throws Exception {
            Deployment deployment = read("""
                    [server]
                    hostname = "localhost"
                    node_ip = "127.0.0.1"

                    [user_store]
                    type = "database_unique_id"

                    [database.apim_db]
                    type = "h2"

                    [keystore.primary]
                    file_name = "wso2carbon.jks"

                    [[apim.gateway.environment]]
                    name = "Production and Sandbox"

                    [apim.sync_runtime_artifacts.publisher]
                    artifact_saver = "DBSaver"
                    publish_directly_to_gateway = "false"

                    [database.sync_runtime_artifacts_db.pool_options]
                    maxActive = 50
                    """);

            assertEquals(
                    List.of(
                            "line 3, column 1: [server] node_ip has no effect: it concerns parts of a WSO2 server that are"
                                    + " not here",
                            "line 5, column 1: [user_store] has no effect: it concerns parts of a WSO2 server that are not"
                                    + " here"),
                    deployment.warnings().subList(0, 2));
            assertEquals(7, deployment.warnings().size(), deployment.warnings().toString());
            assertTrue(deployment.warnings().stream()
                    .anyMatch(warning -> warning.contains("publish_directly_to_gateway")));
        }

        @ParameterizedTest
        @CsvSource({
            "keystore.tsl,keystore.tls",
            "database.sync_runtime_artifact_db,database.sync_runtime_artifacts_db",
            "apim.sync_runtime_artifacts.publsher,apim.sync_runtime_artifacts.publisher"
        })
        void tablesDoNotHideATypingMistakeInOneOfOurs(String written, String meant) {
            List<String> errors = errors("[" + written + "]\nx = 1");

            assertTrue(errors.get(0).contains("is not known; did you mean '" + meant + "'?"), errors.toString());
        }
    }

    @Nested
    class Profile {

        private static final String EVERYTHING = """
                [apim.sync_runtime_artifacts.publisher]
                artifact_saver = "DBSaver"
                [apim.sync_runtime_artifacts.gateway]
                gateway_labels = ["a"]
                [store.file]
                directory = "x"
                """;

        @Test
        void gatewayLeavesThePublishersTableAside() throws Exception {
            role = new NodeRole("gateway", ALL);

            Deployment deployment = read(EVERYTHING);

            assertFalse(deployment.configurations().containsKey("org.trunkline.sync.publisher"));
            assertTrue(deployment.configurations().containsKey("org.trunkline.gateway"));
            assertEquals(
                    List.of(
                            "[apim.sync_runtime_artifacts.publisher] is left aside: the profile gateway does not use it"),
                    deployment.remarks());
        }

        @Test
        void publisherLeavesTheGatewaysTablesAside() throws Exception {
            role = new NodeRole("publisher", WITHOUT_GATEWAY);

            Deployment deployment = read(EVERYTHING);

            assertTrue(deployment.configurations().containsKey("org.trunkline.sync.publisher"));
            assertFalse(deployment.configurations().containsKey("org.trunkline.gateway"));
            assertFalse(deployment.isSwitchedOn("preview"));
        }

        @Test
        void trafficManagerNeedsNoStore() throws Exception {
            role = new NodeRole("traffic-manager", Set.of("server", "sync", "management"));

            assertEquals(
                    Set.of("org.trunkline.rest"),
                    read(EVERYTHING).configurations().keySet());
        }

        @Test
        void usesOneStoreAndWarnsOfTheTablesOfOthers() throws Exception {
            Deployment deployment = read(EVERYTHING);

            assertFalse(deployment.configurations().containsKey("org.trunkline.store.file"));
            assertEquals(
                    List.of("line 5, column 1: [store.file] has no effect: [sync] store is \"jdbc\""),
                    deployment.warnings());
        }
    }
}
