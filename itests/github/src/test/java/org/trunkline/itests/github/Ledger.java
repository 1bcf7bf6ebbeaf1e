package org.trunkline.itests.github;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.Revision;

/** What savers were told. Each body is used once, so that it names its write. Thread-safe. */
final class Ledger {

    /** A write and what came of it. */
    record Entry(ArtifactWrite write, Optional<Revision> saved, Optional<ArtifactStoreException.Kind> failure) {

        String body() {
            return write.body().asText();
        }
    }

    private final Map<ArtifactKey, List<Entry>> byKey = new TreeMap<>();
    private final Map<String, Integer> answers = new TreeMap<>();
    private final Set<ArtifactKey> taken = ConcurrentHashMap.newKeySet();

    synchronized void saved(List<ArtifactWrite> batch, Revision at) {
        batch.forEach(write -> add(new Entry(write, Optional.of(at), Optional.empty())));
        answers.merge("saved", 1, Integer::sum);
    }

    synchronized void failed(List<ArtifactWrite> batch, ArtifactStoreException e) {
        batch.forEach(write -> add(new Entry(write, Optional.empty(), Optional.of(e.kind()))));
        answers.merge(e.kind().name().toLowerCase(java.util.Locale.ROOT), 1, Integer::sum);
    }

    private void add(Entry entry) {
        byKey.computeIfAbsent(entry.write().key(), k -> new ArrayList<>()).add(entry);
    }

    /** Somebody asks for an artifact to be out of service: from now on gateways may do so. */
    void mayBeUndeployed(ArtifactKey key) {
        taken.add(key);
    }

    Set<ArtifactKey> mayBeUndeployed() {
        return taken;
    }

    /** In the order of the answers; each key has one saver only. */
    synchronized Map<ArtifactKey, List<Entry>> entries() {
        Map<ArtifactKey, List<Entry>> copy = new TreeMap<>();
        byKey.forEach((key, entries) -> copy.put(key, List.copyOf(entries)));
        return copy;
    }

    /** The last write of a key whose answer is known, if no unknown one came after it. */
    synchronized Optional<Entry> certain(ArtifactKey key) {
        List<Entry> entries = byKey.getOrDefault(key, List.of());
        for (int i = entries.size() - 1; i >= 0; i--) {
            Entry entry = entries.get(i);
            if (entry.saved().isPresent()) {
                return Optional.of(entry);
            }
            if (entry.failure().orElseThrow() == ArtifactStoreException.Kind.UNAVAILABLE) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    synchronized boolean neverWritten(ArtifactKey key) {
        return !byKey.containsKey(key);
    }

    static boolean published(Entry entry) {
        return entry.write().instruction() == Instruction.PUBLISH;
    }

    synchronized Map<String, Integer> answers() {
        return new HashMap<>(answers);
    }
}
