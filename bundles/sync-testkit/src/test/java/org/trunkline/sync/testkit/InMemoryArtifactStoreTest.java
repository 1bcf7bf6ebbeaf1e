package org.trunkline.sync.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.Revision;

class InMemoryArtifactStoreTest extends ArtifactStoreContract {

    private static final ArtifactKey KEY = ArtifactKey.synapse("label", "id");

    private final InMemoryArtifactStore memory = new InMemoryArtifactStore();

    @Override
    protected ArtifactStore open() {
        return memory;
    }

    @Override
    protected void close(ArtifactStore open) {
        // opened again by the contract: what it holds lives as long as the object
    }

    @Override
    protected boolean damage(ArtifactKey key) {
        memory.damage(key);
        return true;
    }

    @Test
    void isUnavailableUntilItComesBack() throws Exception {
        Revision written = write("a");

        memory.goAway();

        ArtifactStoreException e = assertThrows(ArtifactStoreException.class, memory::head);
        assertEquals(ArtifactStoreException.Kind.UNAVAILABLE, e.kind());
        assertThrows(ArtifactStoreException.class, () -> write("b"));
        memory.comeBack();
        assertEquals(written, memory.head());
    }

    @Test
    void forgetsItsPast() throws Exception {
        Revision first = write("a");
        Revision second = write("b");

        memory.forget();

        assertTrue(memory.changes(Set.of("label"), first, second).isEmpty());
        ArtifactStoreException e = assertThrows(ArtifactStoreException.class, () -> memory.read(KEY, first));
        assertEquals(ArtifactStoreException.Kind.CONFLICT, e.kind());
        assertEquals("b", memory.read(KEY, second).orElseThrow().body().asText());
        assertEquals(1, memory.history(KEY, 10).size());
    }

    private Revision write(String body) throws ArtifactStoreException {
        return memory.write(List.of(ArtifactWrite.of(
                KEY, Instruction.PUBLISH, ApiIdentity.of("api", "1", "tenant"), ArtifactBody.of(body))));
    }
}
