package org.trunkline.apim.dropin.internal.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What trunkline.toml and the environment say, checked and converted. Immutable. */
public final class Settings {

    private final String store;
    private final Map<String, Object> sync;
    private final Map<String, Object> values;
    private final List<String> warnings;
    private final String origin;

    Settings(String store, Map<String, Object> sync, Map<String, Object> values, List<String> warnings, String origin) {
        this.store = store;
        this.sync = Map.copyOf(sync);
        this.values = Map.copyOf(values);
        this.warnings = List.copyOf(warnings);
        this.origin = origin;
    }

    /** The kind of store: github, jdbc, file or remote. */
    public String store() {
        return store;
    }

    /** The values of the store's table, by key; what is not set is not there. */
    public Map<String, Object> values() {
        return values;
    }

    public Optional<String> text(String key) {
        return Optional.ofNullable((String) values.get(key));
    }

    /** The largest artifact that is taken, in bytes. */
    public long maxArtifactBytes() {
        return (Long) sync.get("max_artifact_size");
    }

    /** Whether an API Manager 4.x gets a saver, which then keeps the archives of API revisions. */
    public boolean keepsArchives() {
        return (Boolean) sync.get("saver");
    }

    /** What has no effect although it looks as if it had, or should be done in another way. */
    public List<String> warnings() {
        return warnings;
    }

    /** The store, where it is, and where the settings come from. Without any secret. */
    @Override
    public String toString() {
        return "store " + store + " (" + place() + "), settings from " + origin;
    }

    private String place() {
        switch (SettingsTable.ofStore(store)) {
            case GITHUB:
                return "repository " + values.get("repository") + ", "
                        + text("branch").map(name -> "branch " + name).orElse("its default branch")
                        + text("path").map(path -> ", folder " + path).orElse("")
                        + text("endpoint")
                                .map(endpoint -> ", at " + shown(endpoint))
                                .orElse("")
                        + (values.containsKey("encryption_key") ? ", bodies encrypted" : "");
            case JDBC:
                return text("data_source")
                        .map(name -> "the host's data source " + name)
                        .orElseGet(() -> text("url").orElse("").split("[;?]", 2)[0]);
            case FILE:
                return String.valueOf(values.get("directory"));
            default:
                return shown(text("url").orElse(""));
        }
    }

    /** The store refuses an address that holds credentials, but only when it is opened. */
    private static String shown(String address) {
        return address.replaceFirst("//[^/?#]*@", "//").replaceFirst("[?#].*", "");
    }
}
