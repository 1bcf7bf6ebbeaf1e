package org.trunkline.sync;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Keeps artifacts, each under its key with an instruction. Safe for use by many threads, and by many processes where the
 * place that it keeps them in can be shared.
 *
 * <p>What is acknowledged is durable: it survives a kill of the process and a loss of power. A store that cannot answer
 * throws; it never returns less than it was asked for. An artifact that is damaged is {@linkplain
 * ArtifactEntry#unreadable reported in its place} and hides no other. What is returned is what was saved, byte for byte.
 *
 * <p>As an OSGi service it is registered with the property {@link #TYPE}.
 */
@ConsumerType
public interface ArtifactStore {

    /** Service property: the kind of store, for example {@code jdbc}. */
    String TYPE = "trunkline.store";

    /**
     * The state that the store is in now; cheap to ask. It changes whenever anything changes, and an empty store has one
     * too.
     */
    Revision head() throws ArtifactStoreException;

    /**
     * The latest state of an artifact, a tombstone included; empty if nothing was ever stored under the key.
     *
     * @throws ArtifactStoreException REJECTED if it is there and cannot be read
     */
    Optional<Artifact> read(ArtifactKey key) throws ArtifactStoreException;

    /**
     * The artifact as it was at a revision, a tombstone included; empty if nothing had been stored under the key by then.
     *
     * @throws ArtifactStoreException CONFLICT if the store no longer keeps that revision, REJECTED if the artifact cannot
     *     be read or the revision is not one of this store
     */
    Optional<Artifact> read(ArtifactKey key, Revision at) throws ArtifactStoreException;

    /** The latest state of all artifacts that match, tombstones included, without their bodies, ordered by key. */
    List<ArtifactInfo> find(ArtifactQuery query) throws ArtifactStoreException;

    /**
     * Everything that was published for a set of labels at a revision: no tombstones, no revision archives, each key
     * once. A label without artifacts adds nothing. Writes that come meanwhile are not seen.
     *
     * @throws ArtifactStoreException CONFLICT if the store no longer keeps that revision (ask {@link #head()} again),
     *     REJECTED if it is not one of this store
     */
    ArtifactCursor snapshot(Set<String> labels, Revision at) throws ArtifactStoreException;

    /**
     * What changed for a set of labels from one revision (exclusive) to a later one (inclusive): each key that was
     * written in between once, in the state that it has at the later revision, tombstones included.
     *
     * @return empty if the store cannot tell, because it no longer keeps what happened since or because the revision is
     *     of another store: then a {@link #snapshot} is due
     */
    Optional<ArtifactCursor> changes(Set<String> labels, Revision from, Revision to) throws ArtifactStoreException;

    /**
     * Stores a batch, all or nothing.
     *
     * @return the revision that the store has with this batch; each of its artifacts can be read at it, and the next write
     *     can expect it
     * @throws IllegalArgumentException if the batch is empty or names a key twice
     * @throws ArtifactStoreException CONFLICT if something else is stored than a write {@linkplain
     *     ArtifactWrite#expecting expects}. After UNAVAILABLE it is unknown whether the batch was stored; to repeat it is
     *     harmless.
     */
    Revision write(List<ArtifactWrite> batch) throws ArtifactStoreException;

    /**
     * The states that an artifact went through, newest first, as far back as the store keeps them and at most so many.
     * Each can be {@linkplain #read(ArtifactKey, Revision) read} at its revision.
     *
     * @return empty if nothing was ever stored under the key
     * @throws IllegalArgumentException if {@code limit} is not positive
     */
    List<ArtifactInfo> history(ArtifactKey key, int limit) throws ArtifactStoreException;

    /**
     * Calls a listener soon after the store may have changed. It is a hint and no more: calls may be missing, late or
     * needless. The listener is called from a thread of the store and must return at once.
     */
    Subscription watch(Runnable listener);
}
