package org.trunkline.apim.dropin.internal.settings;

import java.util.Optional;
import java.util.Properties;
import org.trunkline.settings.Key;

/**
 * The system properties of apim-artifact-synchronizer-github ({@code -DGitHubOwner}, {@code -DGitHubRepo},
 * {@code -DGitHubAccessToken}), which count where nothing else is set.
 */
final class FormerProperties {

    private static final String TOKEN = "GitHubAccessToken";

    private final Properties system;

    FormerProperties(Properties system) {
        this.system = system;
    }

    Optional<String> value(SettingsTable table, Key key) {
        if (table != SettingsTable.GITHUB) {
            return Optional.empty();
        }
        switch (key.name()) {
            case "repository":
                return given("GitHubOwner").flatMap(owner -> given("GitHubRepo").map(name -> owner + "/" + name));
            case "token":
                return given(TOKEN);
            default:
                return Optional.empty();
        }
    }

    Optional<String> warning() {
        return given(TOKEN)
                .map(any ->
                        "-D" + TOKEN + " shows the token to everybody who can list the processes of this machine. Take"
                                + " it away, make a new token, and set the environment variable "
                                + SettingsTable.GITHUB.variable(
                                        SettingsTable.GITHUB.key("token").orElseThrow())
                                + ", or token_file in [github].");
    }

    private Optional<String> given(String name) {
        return Optional.ofNullable(system.getProperty(name)).map(String::trim).filter(value -> !value.isEmpty());
    }
}
