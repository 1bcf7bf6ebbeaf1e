package org.trunkline.apim.dropin.internal.store;

import java.io.UncheckedIOException;
import org.trunkline.apim.dropin.internal.settings.Settings;
import org.trunkline.store.file.internal.FileArtifactStore;
import org.trunkline.store.file.internal.FileStoreConfig;
import org.trunkline.store.github.internal.GitHubStoreComponent;
import org.trunkline.store.github.internal.GitHubStoreConfig;
import org.trunkline.store.remote.internal.RemoteStore;
import org.trunkline.store.remote.internal.RemoteStoreConfig;
import org.trunkline.sync.ArtifactStoreException;

/** Makes the store that the settings name. */
public final class StoreFactory {

    /** How the store is opened; nothing is opened yet. */
    public StoreOpening opening(Settings settings) {
        return () -> {
            try {
                return open(settings);
            } catch (IllegalArgumentException e) {
                throw ArtifactStoreException.rejected(e.getMessage(), e);
            } catch (UncheckedIOException e) {
                throw ArtifactStoreException.unavailable(e.getMessage(), e);
            }
        };
    }

    private static OpenStore open(Settings settings) throws ArtifactStoreException {
        switch (settings.store()) {
            case "github":
                GitHubStoreComponent github =
                        new GitHubStoreComponent(TableValues.as(GitHubStoreConfig.class, settings.values()));
                return new OpenStore(github, github::close);
            case "jdbc":
                return new DatabaseOpening(settings).open();
            case "file":
                FileArtifactStore files =
                        new FileArtifactStore(TableValues.as(FileStoreConfig.class, settings.values()));
                return new OpenStore(files, files::close);
            case "remote":
                RemoteStore remote = new RemoteStore(TableValues.as(RemoteStoreConfig.class, settings.values()));
                return new OpenStore(remote, remote::close);
            default:
                throw new IllegalArgumentException("There is no store '" + settings.store() + "'");
        }
    }
}
