package org.trunkline.apim.dropin.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.trunkline.apim.dropin.internal.settings.SettingsTable;
import org.trunkline.settings.Key;
import org.trunkline.store.file.internal.FileStoreConfig;
import org.trunkline.store.github.internal.GitHubStoreConfig;
import org.trunkline.store.remote.internal.RemoteStoreConfig;

class TableValuesTest {

    @Test
    void everyKeyOfAStoreCanBeSetAndNoOther() {
        assertEquals(keys(GitHubStoreConfig.class, Set.of()), keys(SettingsTable.GITHUB));
        assertEquals(keys(FileStoreConfig.class, Set.of()), keys(SettingsTable.FILE));
        // a server tells the publisher about itself with these
        assertEquals(keys(RemoteStoreConfig.class, Set.of("node_name", "labels")), keys(SettingsTable.REMOTE));
    }

    private static Set<String> keys(Class<? extends Annotation> type, Set<String> without) {
        return Arrays.stream(type.getDeclaredMethods())
                .map(TableValues::key)
                .filter(key -> !without.contains(key))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> keys(SettingsTable table) {
        return table.keys().stream().map(Key::name).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void whatIsNotSetHasTheDefaultOfTheStore() {
        GitHubStoreConfig config =
                TableValues.as(GitHubStoreConfig.class, Map.of("repository", "a/b", "token", "secret", "coalesce", 5L));

        assertEquals("a/b", config.repository());
        assertEquals("secret", config._token());
        assertEquals(5, config.coalesce());
        assertEquals("https://api.github.com", config.endpoint());
        assertEquals(60_000, config.poll_interval());
        assertFalse(config.allow_public());
        assertFalse(config.toString().contains("secret"), config.toString());
    }
}
