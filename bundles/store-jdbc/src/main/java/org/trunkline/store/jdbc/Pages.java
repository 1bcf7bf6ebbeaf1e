package org.trunkline.store.jdbc;

import java.util.List;
import org.trunkline.sync.ArtifactStoreException;

/** What a cursor reads, a page at a time. */
@FunctionalInterface
interface Pages {

    /** How many versions a page has at most; with bodies inline that is at most 8 MiB. */
    int SIZE = 128;

    /** The next page, empty behind the last. */
    List<StoredVersion> next() throws ArtifactStoreException;
}
