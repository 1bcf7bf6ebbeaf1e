package org.trunkline.store.github.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        name = "GitHub artifact store",
        description = "Artifacts in a branch of a GitHub repository: the table [store.github]")
public @interface GitHubStoreConfig {

    @AttributeDefinition(description = "Address of the REST API; https://HOST/api/v3 for a GitHub Enterprise Server")
    String endpoint() default "https://api.github.com";

    @AttributeDefinition(description = "The repository, as owner/name")
    String repository();

    @AttributeDefinition(required = false, description = "The branch; empty for the repository's default branch")
    String branch() default "";

    @AttributeDefinition(required = false, description = "Folder of the repository below which everything lies")
    String path() default "";

    @AttributeDefinition(
            name = ".token",
            required = false,
            type = AttributeType.PASSWORD,
            description = "Personal access token; empty for a GitHub App")
    String _token() default "";

    @AttributeDefinition(
            required = false,
            description = "File with a personal access token, in place of .token; read again when GitHub refuses it")
    String token_file() default "";

    @AttributeDefinition(required = false, description = "Id of a GitHub App, in place of a token")
    String app_id() default "";

    @AttributeDefinition(required = false, description = "Id of the App's installation")
    String installation_id() default "";

    @AttributeDefinition(required = false, description = "PEM file with the App's private key, PKCS#8 or PKCS#1")
    String private_key() default "";

    @AttributeDefinition(required = false, description = "HTTP proxy, as host:port")
    String proxy() default "";

    @AttributeDefinition(
            required = false,
            description = "PEM file with certificates to trust besides the authorities that Java trusts")
    String certificate() default "";

    @AttributeDefinition(description = "Whether a repository may be used that everybody can read")
    boolean allow_public() default false;

    @AttributeDefinition(
            name = ".encryption.key",
            required = false,
            type = AttributeType.PASSWORD,
            description = "Key for the bodies, 32 bytes in Base64; empty: bodies are kept in clear")
    String _encryption_key() default "";

    @AttributeDefinition(
            min = "0",
            description = "How long the first of several saves waits for others to share its commit, in milliseconds")
    long coalesce() default 200;

    @AttributeDefinition(min = "1000", description = "Between two looks at the branch, in milliseconds")
    long poll_interval() default 60_000;

    @AttributeDefinition(
            min = "0",
            description = "Least time between two writes, in milliseconds; GitHub asks for 1000")
    long write_interval() default 1_000;

    @AttributeDefinition(min = "1", description = "Longest silence of GitHub while it is asked, in milliseconds")
    long request_timeout() default 30_000;

    @AttributeDefinition(description = "Folder for what was read from GitHub; each store needs its own")
    String cache_directory() default "repository/database/github-cache";

    @AttributeDefinition(
            required = false,
            min = "0",
            description = "Most requests of this node in any hour; 0: only GitHub's own limits")
    int max_requests_per_hour() default 0;
}
