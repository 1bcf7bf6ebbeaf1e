package org.trunkline.store.file.internal;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Revision;

/**
 * The writing half: first the bodies, without the lock; then, with it, the expectations, the nodes that change, and last
 * the head. Until the head is swapped nobody sees anything of a batch, and afterwards all of it.
 */
final class StoreWriter {

    private final Layout layout;
    private final StoreDirectory directory;
    private final Manifest manifest;
    private final Bodies bodies;
    private final WriteLock lock;
    private final Clock clock;
    private final int history;

    /** @param history how many states of each artifact are kept */
    StoreWriter(
            Layout layout,
            StoreDirectory directory,
            Manifest manifest,
            Bodies bodies,
            WriteLock lock,
            Clock clock,
            int history) {
        this.layout = layout;
        this.directory = directory;
        this.manifest = manifest;
        this.bodies = bodies;
        this.lock = lock;
        this.clock = clock;
        this.history = history;
    }

    /** The head with the batch in it. */
    Head write(List<ArtifactWrite> batch) throws ArtifactStoreException {
        requireDistinctKeys(batch);
        String asked = "store " + (batch.size() == 1 ? batch.get(0) : "a batch of " + batch.size() + " artifacts");
        List<ArtifactBody> contents = batch.stream().map(ArtifactWrite::body).collect(Collectors.toList());
        AtomicBoolean swapping = new AtomicBoolean();
        try {
            directory.head();
            bodies.store(contents);
            return lock.whileHeld(() -> {
                bodies.ensure(contents);
                Head next = prepare(batch, directory.headUnderLock());
                swapping.set(true);
                manifest.swap(next);
                return next;
            });
        } catch (IOException e) {
            String outcome = swapping.get() ? "It is not known whether it was stored. " : "Nothing was changed. ";
            throw Faults.fault(asked, outcome, layout, e);
        }
    }

    private static void requireDistinctKeys(List<ArtifactWrite> batch) {
        if (batch.isEmpty()) {
            throw new IllegalArgumentException("A batch must hold at least one artifact");
        }
        Set<ArtifactKey> keys = new HashSet<>();
        for (ArtifactWrite write : batch) {
            if (!keys.add(write.key())) {
                throw new IllegalArgumentException("The batch names " + write.key() + " twice");
            }
        }
    }

    private Head prepare(List<ArtifactWrite> batch, Head head) throws IOException, ArtifactStoreException {
        Map<Integer, List<ArtifactWrite>> byNode = batch.stream()
                .collect(Collectors.groupingBy(write -> Node.index(write.key()), TreeMap::new, Collectors.toList()));
        Instant now = clock.instant();
        Map<Integer, Node> changed = new TreeMap<>();
        for (Map.Entry<Integer, List<ArtifactWrite>> part : byNode.entrySet()) {
            Node node = manifest.node(head, part.getKey());
            List<KeyHistory> histories = new ArrayList<>();
            for (ArtifactWrite write : part.getValue()) {
                Optional<KeyHistory> before = node.history(write.key());
                requireExpected(write, before, head);
                State state = State.of(write, head.number() + 1, now);
                histories.add(
                        before.isPresent()
                                ? before.get().with(state, history)
                                : new KeyHistory(write.key(), state.number(), List.of(state)));
            }
            changed.put(part.getKey(), node.with(histories));
        }
        return manifest.prepare(head, changed);
    }

    private static void requireExpected(ArtifactWrite write, Optional<KeyHistory> before, Head head)
            throws ArtifactStoreException {
        Optional<Revision> current = before.map(
                history -> Revisions.revision(head.storeId(), history.latest().number()));
        if (!write.accepts(current)) {
            throw ArtifactStoreException.conflict("Did not store " + write + ": expected was "
                    + write.expectedRevision()
                            .map(expected -> "revision " + expected)
                            .orElse("nothing") + ", found was "
                    + current.map(found -> "revision " + found).orElse("nothing") + ". Read it again, then decide.");
        }
    }
}
