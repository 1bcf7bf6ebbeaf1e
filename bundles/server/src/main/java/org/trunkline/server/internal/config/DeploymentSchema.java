package org.trunkline.server.internal.config;

import static org.trunkline.settings.Key.ignored;
import static org.trunkline.settings.Key.optional;
import static org.trunkline.settings.Key.required;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.trunkline.server.internal.config.Table.Use;
import org.trunkline.settings.StoreKeys;
import org.trunkline.settings.Suggestion;
import org.trunkline.settings.ValueType.Bytes;
import org.trunkline.settings.ValueType.File;
import org.trunkline.settings.ValueType.Flag;
import org.trunkline.settings.ValueType.FormedTexts;
import org.trunkline.settings.ValueType.JdbcUrl;
import org.trunkline.settings.ValueType.Milliseconds;
import org.trunkline.settings.ValueType.OneOf;
import org.trunkline.settings.ValueType.Port;
import org.trunkline.settings.ValueType.Secret;
import org.trunkline.settings.ValueType.Text;
import org.trunkline.settings.ValueType.TextList;
import org.trunkline.settings.ValueType.WholeNumber;

/** Every table and key that deployment.toml may have. Each table has a page in {@code docs/config}. */
final class DeploymentSchema {

    static final String SERVER = "server";
    static final String SUPER_ADMIN = "super_admin";
    static final String TLS = "keystore.tls";
    static final String MANAGEMENT = "management";
    static final String SYNC = "sync";
    static final String DATABASE = "database.sync_runtime_artifacts_db";
    static final String PUBLISHER = "apim.sync_runtime_artifacts.publisher";
    static final String GATEWAY = "apim.sync_runtime_artifacts.gateway";
    static final String PREVIEW = "preview";

    static final String STORE_KEY = "store";

    private static final long KB = 1L << 10;
    private static final long GB = 1L << 30;
    private static final int HIGHEST_PORT = 65_535;

    private static final String ROLE = "(admin|publisher|viewer)";

    /** As the registry's rules read it; what a path may hold is theirs to say. */
    private static final Pattern ACCESS_RULE =
            Pattern.compile("/[^=]*?(\\s+(read|write)=" + ROLE + "(," + ROLE + ")*)*");

    private static final String LOOPBACK = "127.0.0.1";
    private static final String WSO2_ONLY = "it concerns parts of a WSO2 server that are not here";

    private static final List<Table> TABLES = List.of(
            Table.of(
                    SERVER,
                    Use.ALWAYS,
                    List.of(),
                    optional("hostname", new Text()),
                    optional("node_name", new Text()),
                    optional("offset", new WholeNumber(0, HIGHEST_PORT)),
                    ignored("node_ip", WSO2_ONLY),
                    ignored("base_path", WSO2_ONLY),
                    ignored("server_role", "the profile says it: -Dprofile"),
                    ignored("mode", WSO2_ONLY)),
            Table.of(
                    SUPER_ADMIN,
                    Use.ALWAYS,
                    List.of(),
                    optional("username", new Text(), "admin"),
                    optional("password", new Secret()),
                    ignored("create_admin_account", "there always is one")),
            Table.of(
                    TLS,
                    Use.ALWAYS,
                    List.of(),
                    required("file_name", new Text()),
                    required("password", new Secret()),
                    optional("type", new OneOf(List.of("PKCS12", "JKS")), "PKCS12"),
                    optional("alias", new Text()),
                    optional("key_password", new Secret())),
            Table.of(
                    MANAGEMENT,
                    Use.ALWAYS,
                    List.of("org.trunkline.rest"),
                    optional("host", new Text(), LOOPBACK),
                    optional("port", new Port(), 9443L),
                    optional("max_body_size", new Bytes(KB, GB))),
            Table.of(
                    "registry",
                    Use.REGISTRY,
                    List.of("org.trunkline.registry.jdbc"),
                    optional("type", new OneOf(List.of("h2", "postgresql", "mariadb"))),
                    optional("url", new JdbcUrl(), "jdbc:h2:./repository/database/registry"),
                    optional("username", new Text()),
                    optional("password", new Secret()),
                    optional("durable", new Flag()),
                    optional("max_content_size", new Bytes(KB, GB)),
                    optional("trunk", new Text()),
                    optional("branches", new TextList(true))),
            Table.of(
                    "registry.access",
                    Use.ALWAYS,
                    List.of("org.trunkline.rest"),
                    optional(
                            "rules",
                            new FormedTexts(ACCESS_RULE, "/_system/governance/trunk read=viewer write=publisher"))),
            Table.of(
                    SYNC,
                    Use.SYNC,
                    List.of("org.trunkline.sync"),
                    optional(STORE_KEY, new OneOf(List.of("jdbc", "file", "remote", "github")), "jdbc"),
                    optional("max_artifact_size", new Bytes(KB, GB))),
            Table.of(
                    PUBLISHER,
                    Use.PUBLISHER,
                    List.of("org.trunkline.sync.publisher"),
                    optional("artifact_saver", new Text()),
                    ignored("publish_directly_to_gateway", "artifacts always go through the store"),
                    ignored("enable", "the table itself switches publishing on"),
                    ignored("data_source_name", "[" + DATABASE + "] names the database")),
            Table.of(
                    GATEWAY,
                    Use.GATEWAY,
                    List.of("org.trunkline.sync.gateway", "org.trunkline.gateway"),
                    required("gateway_labels", new TextList(false)),
                    optional("artifact_retriever", new Text()),
                    optional("deployment_retry_duration", new Milliseconds(1)),
                    optional("data_retrieval_mode", new OneOf(List.of("sync", "async"))),
                    optional("event_waiting_time", new Milliseconds(0)),
                    ignored("enable", "the table itself switches the gateway on"),
                    ignored("enable_on_demand_loading", "everything of the gateway's labels is deployed")),
            Table.of(
                    "gateway",
                    Use.WITH_GATEWAY,
                    List.of("org.trunkline.gateway"),
                    // the GitHub store looks at its branch by itself, and each question to it is a request of the limit
                    optional("poll_interval", new Milliseconds(100)).withStore("github", 60_000L),
                    optional("cache_directory", new File(), "repository/database/gateway-cache")),
            Table.of(
                    PREVIEW,
                    Use.WITH_GATEWAY,
                    List.of("org.trunkline.gateway.preview"),
                    optional("enabled", new Flag(), true),
                    optional("host", new Text(), LOOPBACK),
                    optional("port", new Port(), 8280L),
                    optional("allow_remote", new Flag()),
                    optional("ignore_handlers", new TextList(true)),
                    optional("max_body_size", new Bytes(KB, GB)),
                    optional("timeout", new Milliseconds(1)),
                    optional("max_requests", new WholeNumber(1, 10_000))),
            Table.of(
                    DATABASE,
                    Use.STORE,
                    List.of("org.trunkline.store.jdbc"),
                    optional("type", new OneOf(List.of("h2", "postgresql", "postgre", "mariadb"))),
                    optional("url", new JdbcUrl(), "jdbc:h2:./repository/database/sync_runtime_artifacts"),
                    optional("username", new Text()),
                    optional("password", new Secret()),
                    optional("history", new WholeNumber(1, 1_000_000)),
                    optional("durable", new Flag()),
                    ignored("driver", "the type names it"),
                    ignored("validationQuery", "a connection is checked by its driver")),
            Table.of("store.file", Use.STORE, List.of("org.trunkline.store.file"), StoreKeys.file()),
            Table.of("store.remote", Use.STORE, List.of("org.trunkline.store.remote"), StoreKeys.remote(new Secret())),
            Table.of(
                    "store.github",
                    Use.STORE,
                    List.of("org.trunkline.store.github"),
                    StoreKeys.github("repository/database/github-cache")),
            Table.of(
                    "store.github.webhook",
                    Use.STORE_PART,
                    List.of("org.trunkline.rest.github.webhook"),
                    required("secret", new Secret(false))));

    /** WSO2's tables that have no meaning here; with each go the tables below it. */
    private static final Set<String> WSO2_TABLES = Set.of(
            "admin_service",
            "apim",
            "authentication",
            "cache",
            "catalina",
            "clustering",
            "cors",
            "custom_message_builders",
            "custom_message_formatters",
            "custom_message_receiver",
            "database",
            "datasource",
            "encryption",
            "event_handler",
            "event_listener",
            "http",
            "identity",
            "identity_mgt",
            "indexing",
            "jms",
            "keystore",
            "mail_transport",
            "message_builders",
            "message_formatters",
            "monitoring",
            "notification_templates",
            "oauth",
            "oauth_authorization_server",
            "output_adapter",
            "passthru_http",
            "passthru_properties",
            "realm_manager",
            "resource_access_control",
            "role_mgt",
            "secrets",
            "service_provider",
            "session",
            "stat",
            "synapse_handlers",
            "synapse_properties",
            "system",
            "system_parameter",
            "tenant_mgt",
            "throttle_properties",
            "transport",
            "truststore",
            "user",
            "user_store");

    private static final Set<String> WSO2_PARTS_OF_OURS =
            Set.of(GATEWAY + ".tenant_loading", DATABASE + ".pool_options", DATABASE + ".pool");

    private DeploymentSchema() {}

    static List<Table> tables() {
        return TABLES;
    }

    static Optional<Table> table(String name) {
        return TABLES.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    /** Whether a table that we know lies below this one. */
    static boolean leadsToTable(String name) {
        return TABLES.stream().anyMatch(table -> table.name().startsWith(name + "."));
    }

    /** Whether it is one of WSO2's tables. What looks like one of ours with a typing mistake is not. */
    static boolean isWso2(String name) {
        if (WSO2_PARTS_OF_OURS.contains(name)) {
            return true;
        }
        String top = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
        return WSO2_TABLES.contains(top)
                && !name.startsWith("apim.sync_runtime_artifacts.")
                && closest(name).isEmpty();
    }

    /** The table of ours that was probably meant. */
    static Optional<String> closest(String name) {
        return Suggestion.of(name, TABLES.stream().map(Table::name).toList());
    }

    /** The table of the store that {@code [sync] store} names. */
    static String storeTable(String store) {
        return store.equals("jdbc") ? DATABASE : "store." + store;
    }
}
