package org.trunkline.sync.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactEntry;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactStoreException.Kind;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.Revision;

class ArtifactFramesTest {

    private static final ApiIdentity API = ApiIdentity.of("Pizza \"\u00e4\" \ud83c\udf55", "1.0.0", "carbon.super")
            .providedBy("admin");

    @Test
    void artifactsAndReasonsComeThroughAsTheyWere() throws Exception {
        Artifact first = artifact(ArtifactKey.synapse("Production and Sandbox", "../../x"), "body");
        Artifact second = artifact(ArtifactKey.revisionArchive("api", "rev"), "");
        ArtifactKey damaged = ArtifactKey.synapse("L", "damaged");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ArtifactFrameWriter writer = new ArtifactFrameWriter(out);
        writer.entry(ArtifactEntry.of(first));
        writer.entry(ArtifactEntry.unreadable(
                damaged, ArtifactStoreException.unavailable("later", Duration.ofMillis(1234), null)));
        writer.entry(ArtifactEntry.of(second));
        writer.end();

        ArtifactFrameReader reader = reader(out.toByteArray());

        assertEquals(first, reader.nextEntry().orElseThrow().artifact());
        ArtifactEntry entry = reader.nextEntry().orElseThrow();
        assertEquals(damaged, entry.key());
        ArtifactStoreException reason = assertThrows(ArtifactStoreException.class, entry::artifact);
        assertEquals(Kind.UNAVAILABLE, reason.kind());
        assertEquals("later", reason.getMessage());
        assertEquals(Optional.of(Duration.ofMillis(1234)), reason.retryAfter());
        assertEquals(second, reader.nextEntry().orElseThrow().artifact());
        assertEquals(Optional.empty(), reader.nextEntry());
        assertEquals(Optional.empty(), reader.nextEntry());
    }

    @Test
    void aStreamThatIsCutAnywhereIsNeverTakenForAShorterOne() throws Exception {
        byte[] whole = stream("one", "two");

        for (int end = 0; end < whole.length; end++) {
            ArtifactFrameReader reader = reader(Arrays.copyOf(whole, end));
            assertThrows(IOException.class, () -> readAll(reader), "cut after " + end + " bytes");
        }
        assertEquals(2, readAll(reader(whole)));
    }

    @Test
    void aBodyThatWasChangedOnItsWayIsNoticed() throws Exception {
        byte[] whole = stream("one");
        int body = new String(whole, StandardCharsets.ISO_8859_1).indexOf("}one") + 1;
        whole[body] ^= 1;

        assertThrows(IOException.class, () -> readAll(reader(whole)));
    }

    @Test
    void moreBehindTheEndIsNoticed() throws Exception {
        byte[] whole = stream("one");

        assertThrows(IOException.class, () -> readAll(reader(Arrays.copyOf(whole, whole.length + 1))));
    }

    @Test
    void aFaultOfTheOriginKeepsItsKind() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ArtifactFrameWriter writer = new ArtifactFrameWriter(out);
        writer.entry(ArtifactEntry.of(artifact(ArtifactKey.synapse("L", "a"), "x")));
        writer.fault(ArtifactStoreException.conflict("moved on"));
        ArtifactFrameReader reader = reader(out.toByteArray());
        reader.nextEntry();

        ArtifactStoreException e = assertThrows(ArtifactStoreException.class, reader::nextEntry);

        assertEquals(Kind.CONFLICT, e.kind());
        assertEquals("moved on", e.getMessage());
    }

    @Test
    void aBatchKeepsItsGuardsAndSharesItsBodies() throws Exception {
        ArtifactBody body = ArtifactBody.of("shared");
        ArtifactWrite plain = write("a", body);
        ArtifactWrite guarded = write("b", body).by("alice").expecting(Revision.of("r7"));
        ArtifactWrite absent = write("c", ArtifactBody.of("own")).expectingAbsent();
        byte[] bytes =
                ArtifactFrameWriter.stream(List.of(plain, guarded, absent)).readAllBytes();

        List<ArtifactWrite> batch = reader(bytes).batch(1000);

        assertEquals(3, batch.size());
        assertFalse(
                batch.get(0).expectsAbsent() || batch.get(0).expectedRevision().isPresent());
        assertEquals(Optional.empty(), batch.get(0).savedBy());
        assertEquals(Optional.of(Revision.of("r7")), batch.get(1).expectedRevision());
        assertEquals(Optional.of("alice"), batch.get(1).savedBy());
        assertSame(batch.get(0).body(), batch.get(1).body(), "one copy in memory");
        assertTrue(batch.get(2).expectsAbsent());
        assertEquals(API, batch.get(2).api());
    }

    @Test
    void aBatchOverALimitIsRejected() throws Exception {
        byte[] one = ArtifactFrameWriter.stream(List.of(write("a", ArtifactBody.of("x".repeat(101)))))
                .readAllBytes();
        byte[] three = ArtifactFrameWriter.stream(List.of(
                        write("a", ArtifactBody.of("x".repeat(90))),
                        write("b", ArtifactBody.of("y".repeat(90))),
                        write("c", ArtifactBody.of("z".repeat(90)))))
                .readAllBytes();

        assertEquals(
                Kind.REJECTED,
                refusal(new ArtifactFrameReader(new ByteArrayInputStream(one), 100))
                        .kind());
        assertEquals(
                Kind.REJECTED,
                refusal(new ArtifactFrameReader(new ByteArrayInputStream(three), 100))
                        .kind());
    }

    private static ArtifactStoreException refusal(ArtifactFrameReader reader) {
        return assertThrows(ArtifactStoreException.class, () -> reader.batch(200));
    }

    @Test
    void lengthsThatOnlyAnAttackerWouldClaimTakeNoMemory() throws Exception {
        for (long[] claim : new long[][] {{Integer.MAX_VALUE, 0}, {-1, 0}, {2, Long.MAX_VALUE}, {2, -1}}) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeBytes("TLA1A");
            out.writeInt((int) claim[0]);
            out.writeLong(claim[1]);
            out.writeBytes("{}");

            assertThrows(IOException.class, () -> readAll(reader(bytes.toByteArray())), Arrays.toString(claim));
        }
    }

    private static byte[] stream(String... bodies) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ArtifactFrameWriter writer = new ArtifactFrameWriter(out);
        for (String body : bodies) {
            writer.entry(ArtifactEntry.of(artifact(ArtifactKey.synapse("L", body), body)));
        }
        writer.end();
        return out.toByteArray();
    }

    private static int readAll(ArtifactFrameReader reader) throws IOException, ArtifactStoreException {
        int count = 0;
        while (reader.nextEntry().isPresent()) {
            count++;
        }
        return count;
    }

    private static ArtifactFrameReader reader(byte[] bytes) {
        return new ArtifactFrameReader(new ByteArrayInputStream(bytes), 1 << 20);
    }

    private static ArtifactWrite write(String id, ArtifactBody body) {
        return ArtifactWrite.of(ArtifactKey.synapse("L", id), Instruction.PUBLISH, API, body);
    }

    private static Artifact artifact(ArtifactKey key, String text) {
        ArtifactBody body = ArtifactBody.of(text);
        return new Artifact(
                new ArtifactInfo(
                        key,
                        Instruction.PUBLISH,
                        API,
                        Revision.of("r1"),
                        Instant.parse("2026-11-22T10:00:00.000000001Z"),
                        Optional.of("alice"),
                        body.size(),
                        body.sha256()),
                body);
    }
}
