package org.trunkline.itests.github;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.lib.ObjectId;
import org.trunkline.github.fake.FakeRepository;
import org.trunkline.github.fake.GitRepository;
import org.trunkline.store.github.internal.layout.ArtifactPaths;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactSink;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;

/** Somebody who commits to the repository by hand: notes, edits, breakage, deleted files. */
final class Person {

    private static final String OWN = "person-api-";
    private static final int APIS = 4;

    private final Random random;
    private final ArtifactSink sink;
    private final FakeRepository repository;
    private final Ledger ledger;
    private final ArtifactPaths paths = new ArtifactPaths("");
    private final Set<String> broken = new TreeSet<>();
    private int done;

    Person(Random random, ArtifactSink sink, FakeRepository repository, Ledger ledger) {
        this.random = random;
        this.sink = sink;
        this.repository = repository;
        this.ledger = ledger;
    }

    static boolean isHis(ArtifactKey key) {
        return key.id().startsWith(OWN);
    }

    void operate() {
        done++;
        ArtifactKey key =
                ArtifactKey.synapse(Saver.LABELS.get(random.nextInt(Saver.LABELS.size())), OWN + random.nextInt(APIS));
        String path = paths.path(key, Instruction.PUBLISH);
        Optional<String> content = content(path);
        int what = random.nextInt(10);
        if (what < 3 || content.isEmpty()) {
            publish(key);
        } else if (what < 6) {
            commit("Take notes", Map.of("notes/" + done % 7 + ".md", "note " + done + "\n"));
        } else if (what < 8) {
            commit(
                    "Edit by hand",
                    Map.of(
                            path,
                            content.get().replaceAll("\"savedBy\": \"[^\"]*\"", "\"savedBy\": \"p" + done + "\"")));
        } else if (what < 9) {
            broken.add(path);
            commit("Leave a conflict", Map.of(path, "<<<<<<< HEAD\n" + content.get() + "=======\n"));
        } else {
            ledger.mayBeUndeployed(key);
            broken.remove(path);
            repository.commitByHand("main", "Delete by hand", Map.of(), List.of(path));
        }
    }

    private void publish(ArtifactKey key) {
        ArtifactWrite write = ArtifactWrite.of(
                        key,
                        Instruction.PUBLISH,
                        ApiIdentity.of(key.id(), "1.0", "carbon.super"),
                        ArtifactBody.of("{\"person\":" + done + "}"))
                .by("person");
        try {
            ledger.saved(List.of(write), sink.publish(List.of(write)).orElseThrow());
            broken.remove(paths.path(key, Instruction.PUBLISH));
        } catch (ArtifactStoreException e) {
            ledger.failed(List.of(write), e);
        }
    }

    private Optional<String> content(String path) {
        GitRepository git = repository.git();
        ObjectId head = git.branch("main").orElseThrow();
        return git.at(git.commit(head).getTree(), path)
                .map(file -> new String(git.blob(file.id()), java.nio.charset.StandardCharsets.UTF_8));
    }

    private void commit(String message, Map<String, String> files) {
        repository.commitByHand("main", message, files, List.of());
    }

    /** Deletes what is broken, so that it is known what gateways are to serve. */
    void tidyUp() {
        for (String path : broken) {
            ledger.mayBeUndeployed(paths.place(path).orElseThrow().key());
            if (content(path).isPresent()) {
                repository.commitByHand("main", "Delete what is broken", Map.of(), List.of(path));
            }
        }
    }
}
