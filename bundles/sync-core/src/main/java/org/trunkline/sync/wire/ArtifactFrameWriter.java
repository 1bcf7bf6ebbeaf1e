package org.trunkline.sync.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactEntry;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.internal.codec.ArtifactFields;

/**
 * Writes artifacts as a stream of frames. The stream begins with four bytes that name the format; each frame has a type
 * (1 byte), the length of its header (4 bytes) and of its body (8 bytes, both big-endian), the header (a JSON object of
 * strings) and the body as it is. The last frame is an end or a fault, so that a stream that was cut is noticed. Nothing
 * is kept in memory. Used by one thread.
 */
public final class ArtifactFrameWriter {

    /** The media type of a stream of frames. */
    public static final String MEDIA_TYPE = "application/vnd.trunkline.artifacts";

    private final OutputStream out;
    private long count;

    /** Begins a stream; it is closed by the caller, after {@link #end} or {@link #fault}. */
    public ArtifactFrameWriter(OutputStream out) throws IOException {
        this.out = out;
        out.write(FrameHead.MAGIC);
    }

    /** Writes an artifact, or the reason why it cannot be read. */
    public void entry(ArtifactEntry entry) throws IOException {
        Artifact artifact;
        try {
            artifact = entry.artifact();
        } catch (ArtifactStoreException e) {
            head(FrameType.UNREADABLE, FaultFields.put(ArtifactFields.empty().putKey(entry.key()), e), 0);
            return;
        }
        head(
                FrameType.ARTIFACT,
                ArtifactFields.empty().putInfo(artifact.info()),
                artifact.body().size());
        artifact.body().writeTo(out);
    }

    /** Writes what is known about an artifact. */
    public void info(ArtifactInfo info) throws IOException {
        head(FrameType.INFO, ArtifactFields.empty().putInfo(info), 0);
    }

    /** Ends the stream: it is all that there is. */
    public void end() throws IOException {
        head(FrameType.END, ArtifactFields.empty().put("count", Long.toString(count)), 0);
        out.flush();
    }

    /** Ends the stream before its time: what was written so far is right and is not all. */
    public void fault(ArtifactStoreException reason) throws IOException {
        head(FrameType.FAULT, FaultFields.put(ArtifactFields.empty(), reason), 0);
        out.flush();
    }

    private void head(FrameType type, ArtifactFields header, long bodyBytes) throws IOException {
        out.write(new FrameHead(type, header, bodyBytes).toBytes());
        count++;
    }

    /**
     * A batch as a stream of frames to be read, which adds nothing to the memory that the batch takes. A body that
     * several writes share travels once.
     */
    public static InputStream stream(List<ArtifactWrite> batch) {
        List<InputStream> parts = new ArrayList<>();
        parts.add(new ByteArrayInputStream(FrameHead.MAGIC));
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < batch.size(); i++) {
            ArtifactWrite write = batch.get(i);
            Integer same = places.putIfAbsent(write.body().sha256(), i);
            if (same == null) {
                parts.add(part(
                        FrameType.WRITE, WriteFields.of(write), write.body().size()));
                parts.add(write.body().asStream());
            } else {
                parts.add(part(
                        FrameType.WRITE_SAME_BODY, WriteFields.of(write).put("sameBodyAs", Integer.toString(same)), 0));
            }
        }
        parts.add(part(FrameType.END, ArtifactFields.empty().put("count", Integer.toString(batch.size())), 0));
        return new SequenceInputStream(Collections.enumeration(parts));
    }

    private static InputStream part(FrameType type, ArtifactFields header, long bodyBytes) {
        return new ByteArrayInputStream(new FrameHead(type, header, bodyBytes).toBytes());
    }
}
