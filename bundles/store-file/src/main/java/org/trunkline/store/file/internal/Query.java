package org.trunkline.store.file.internal;

import java.io.IOException;
import org.trunkline.sync.ArtifactStoreException;

/** What somebody wants to know about one state of the store. May be asked again with a newer head. */
@FunctionalInterface
interface Query<T> {

    T of(Head head) throws IOException, ArtifactStoreException;
}
