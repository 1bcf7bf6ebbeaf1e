package org.trunkline.sync;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArtifactTest {

    private static final ArtifactKey KEY = ArtifactKey.synapse("Internal", "pizza");
    private static final ApiIdentity API = ApiIdentity.of("Pizza", "1.0.0", "carbon.super");
    private static final Revision FIRST = Revision.of("s-1");

    @Test
    void theBodyOfAnArtifactIsTheOneThatWasSaved() {
        var body = ArtifactBody.of("saved");

        var e = assertThrows(IllegalArgumentException.class, () -> new Artifact(info(body), ArtifactBody.of("damage")));

        assertTrue(e.getMessage()
                .startsWith("The body of API 'pizza' on label 'Internal' is damaged: saved were 5 bytes"));
        assertEquals(body, new Artifact(info(body), body).body());
    }

    @Test
    void aBodyCannotBeChangedFromOutside() {
        var bytes = "abc".getBytes(StandardCharsets.UTF_8);
        var body = ArtifactBody.of(bytes);

        bytes[0] = 'x';
        body.toByteArray()[1] = 'x';

        assertEquals("abc", body.asText());
        assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", body.sha256());
    }

    @Test
    void aBodyIsReadToItsSizeAndNoFurther() throws Exception {
        var in = new ByteArrayInputStream(new byte[] {1, 2, 3, 4});

        assertArrayEquals(new byte[] {1, 2, 3}, ArtifactBody.read(in, 3).toByteArray());
        assertEquals(4, in.read());
        assertThrows(EOFException.class, () -> ArtifactBody.read(new ByteArrayInputStream(new byte[2]), 3));
        assertThrows(IllegalArgumentException.class, () -> ArtifactBody.read(in, -1));
        assertThrows(IllegalArgumentException.class, () -> ArtifactBody.read(in, 1L << 31));
    }

    @Test
    void textForPeopleNeverHoldsTheBody() {
        var body = ArtifactBody.of("s3cret");

        assertFalse((body + " " + new Artifact(info(body), body)).contains("s3cret"));
    }

    @Test
    void aWriteGoesAheadOnlyOverWhatItsWriterExpects() {
        var write = ArtifactWrite.of(KEY, Instruction.PUBLISH, API, ArtifactBody.of("x"));
        Optional<Revision> absent = Optional.empty();
        Optional<Revision> first = Optional.of(FIRST);
        Optional<Revision> second = Optional.of(Revision.of("s-2"));

        assertTrue(write.accepts(absent) && write.accepts(first));
        assertTrue(write.expectingAbsent().accepts(absent));
        assertFalse(write.expectingAbsent().accepts(first));
        assertTrue(write.expecting(FIRST).accepts(first));
        assertFalse(write.expecting(FIRST).accepts(second));
        assertFalse(write.expecting(FIRST).accepts(absent));
    }

    @Test
    void aQueryMatchesByEachOfItsParts() {
        var info = info(ArtifactBody.of("x"));
        var all = ArtifactQuery.all();

        assertTrue(all.matches(info));
        assertTrue(all.label("Internal")
                .apiId("pizza")
                .name("Pizza")
                .version("1.0.0")
                .tenant("carbon.super")
                .instruction(Instruction.PUBLISH)
                .matches(info));
        assertFalse(all.label("internal").matches(info));
        assertFalse(all.apiId("pizz").matches(info));
        assertFalse(all.name("pizza").matches(info));
        assertFalse(all.version("1.0").matches(info));
        assertFalse(all.tenant("other").matches(info));
        assertFalse(all.instruction(Instruction.REMOVE).matches(info));
    }

    @Test
    void aRevisionArchiveIsFoundByItsApiOnly() {
        var archive = new ArtifactInfo(
                ArtifactKey.revisionArchive("pizza", "r1"),
                Instruction.PUBLISH,
                API,
                FIRST,
                Instant.EPOCH,
                Optional.empty(),
                0,
                ArtifactBody.of("").sha256());

        assertFalse(ArtifactQuery.all().matches(archive));
        assertFalse(ArtifactQuery.all().label("pizza").matches(archive));
        assertTrue(ArtifactQuery.all().apiId("pizza").matches(archive));
    }

    @Test
    void aRevisionIsPlainVisibleText() {
        assertThrows(IllegalArgumentException.class, () -> Revision.of(""));
        assertThrows(IllegalArgumentException.class, () -> Revision.of("a b"));
        assertThrows(IllegalArgumentException.class, () -> Revision.of("a\nb"));
        assertThrows(IllegalArgumentException.class, () -> Revision.of("\u00e9"));
        assertThrows(IllegalArgumentException.class, () -> Revision.of("x".repeat(201)));
        assertEquals(Revision.of("x".repeat(200)), Revision.of("x".repeat(200)));
    }

    @Test
    void anInstructionHasTheNameThatWso2Uses() {
        assertEquals(Instruction.REMOVE, Instruction.ofWireName("Remove"));
        var e = assertThrows(IllegalArgumentException.class, () -> Instruction.ofWireName("remove"));
        assertEquals("Unknown instruction 'remove'; possible: Publish, Remove", e.getMessage());
    }

    private static ArtifactInfo info(ArtifactBody body) {
        return new ArtifactInfo(
                KEY, Instruction.PUBLISH, API, FIRST, Instant.EPOCH, Optional.of("alice"), body.size(), body.sha256());
    }
}
