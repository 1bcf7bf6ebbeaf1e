package org.trunkline.settings;

import static org.trunkline.settings.Key.optional;
import static org.trunkline.settings.Key.required;

import org.trunkline.settings.ValueType.File;
import org.trunkline.settings.ValueType.Flag;
import org.trunkline.settings.ValueType.Milliseconds;
import org.trunkline.settings.ValueType.Secret;
import org.trunkline.settings.ValueType.Text;
import org.trunkline.settings.ValueType.WholeNumber;

/** The keys of the stores that are configured alike in deployment.toml and in trunkline.toml. */
public final class StoreKeys {

    private StoreKeys() {}

    /** @param cacheDirectory where the cache is unless something is said */
    public static Key[] github(String cacheDirectory) {
        return new Key[] {
            optional("endpoint", new Text()),
            required("repository", new Text()),
            optional("branch", new Text()),
            optional("path", new Text()),
            optional("token", new Secret(false)),
            optional("token_file", new File()),
            optional("app_id", new Text()),
            optional("installation_id", new Text()),
            optional("private_key", new File()),
            optional("proxy", new Text()),
            optional("certificate", new File()),
            optional("allow_public", new Flag()),
            optional("encryption_key", new Secret(false)),
            optional("coalesce", new Milliseconds(0)),
            optional("write_interval", new Milliseconds(0)),
            optional("poll_interval", new Milliseconds(1)),
            optional("request_timeout", new Milliseconds(1)),
            optional("cache_directory", new File(), cacheDirectory),
            optional("max_requests_per_hour", new WholeNumber(0, 1_000_000))
        };
    }

    public static Key[] file() {
        return new Key[] {
            required("directory", new File()),
            optional("history", new WholeNumber(1, 1_000_000)),
            optional("poll_interval", new Milliseconds(1)),
            optional("create", new Flag())
        };
    }

    /** @param password whether it may stand in the file itself */
    public static Key[] remote(Secret password) {
        return new Key[] {
            required("url", new Text()),
            required("username", new Text()),
            required("password", password),
            optional("certificate", new File()),
            optional("connect_timeout", new Milliseconds(1)),
            optional("request_timeout", new Milliseconds(1))
        };
    }
}
