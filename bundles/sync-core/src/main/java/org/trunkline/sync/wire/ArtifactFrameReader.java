package org.trunkline.sync.wire;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactEntry;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.internal.codec.ArtifactFields;

/**
 * Reads what {@link ArtifactFrameWriter} wrote, one frame at a time. What was cut or changed on its way is an {@link
 * IOException}. Used by one thread.
 */
public final class ArtifactFrameReader {

    private static final int MAX_WRITES = 10_000;

    private final DataInputStream in;
    private final long maxBodyBytes;
    private long count;
    private boolean begun;
    private boolean ended;

    /** @param maxBodyBytes the largest body that is taken into memory */
    public ArtifactFrameReader(InputStream in, long maxBodyBytes) {
        this.in = new DataInputStream(new BufferedInputStream(in, 1 << 16));
        this.maxBodyBytes = maxBodyBytes;
    }

    /**
     * The next artifact, or the reason why it cannot be read; empty behind the last.
     *
     * @throws ArtifactStoreException the reason, if the stream broke at its origin
     * @throws IOException if the stream was cut or changed on its way
     */
    public Optional<ArtifactEntry> nextEntry() throws IOException, ArtifactStoreException {
        Optional<FrameHead> next = next();
        if (next.isEmpty()) {
            return Optional.empty();
        }
        FrameHead frame = next.get();
        if (frame.type() == FrameType.UNREADABLE) {
            return Optional.of(ArtifactEntry.unreadable(frame.header().key(), FaultFields.read(frame.header())));
        }
        require(frame, FrameType.ARTIFACT);
        ArtifactInfo info = frame.header().info();
        ArtifactBody body = body(frame, maxBodyBytes);
        try {
            return Optional.of(ArtifactEntry.of(new Artifact(info, body)));
        } catch (IllegalArgumentException e) {
            throw new IOException("An artifact was changed on its way: " + e.getMessage(), e);
        }
    }

    /**
     * What is known about the next artifact; empty behind the last.
     *
     * @throws ArtifactStoreException the reason, if the stream broke at its origin
     * @throws IOException if the stream was cut or changed on its way
     */
    public Optional<ArtifactInfo> nextInfo() throws IOException, ArtifactStoreException {
        Optional<FrameHead> frame = next();
        if (frame.isEmpty()) {
            return Optional.empty();
        }
        require(frame.get(), FrameType.INFO);
        return Optional.of(frame.get().header().info());
    }

    /**
     * A whole batch of writes.
     *
     * @param maxBatchBytes how much all bodies may have together
     * @throws ArtifactStoreException REJECTED, if a body, all bodies or the batch is larger than allowed
     * @throws IOException if the stream was cut or changed on its way
     */
    public List<ArtifactWrite> batch(long maxBatchBytes) throws IOException, ArtifactStoreException {
        List<ArtifactWrite> batch = new ArrayList<>();
        long bytes = 0;
        for (Optional<FrameHead> next = next(); next.isPresent(); next = next()) {
            FrameHead frame = next.get();
            if (batch.size() == MAX_WRITES) {
                throw ArtifactStoreException.rejected(
                        "The batch was not stored: it has more than " + MAX_WRITES + " artifacts. Split it.");
            }
            if (frame.type() == FrameType.WRITE_SAME_BODY) {
                batch.add(WriteFields.read(frame.header(), earlierBody(frame.header(), batch)));
                continue;
            }
            require(frame, FrameType.WRITE);
            bytes += frame.bodyBytes();
            if (frame.bodyBytes() > maxBodyBytes || bytes > maxBatchBytes) {
                throw ArtifactStoreException.rejected(
                        "The batch was not stored: " + frame.header().key() + " has "
                                + frame.bodyBytes() + " bytes; " + maxBodyBytes + " are allowed for one artifact and "
                                + maxBatchBytes + " for all of a batch (max_artifact_size in [sync] of the publisher)");
            }
            batch.add(WriteFields.read(frame.header(), body(frame, maxBodyBytes)));
        }
        return batch;
    }

    private static ArtifactBody earlierBody(ArtifactFields header, List<ArtifactWrite> batch) throws IOException {
        long place = header.number("sameBodyAs");
        if (place < 0 || place >= batch.size()) {
            throw new IOException("A write names the body of write " + place + ", of " + batch.size());
        }
        return batch.get((int) place).body();
    }

    private ArtifactBody body(FrameHead frame, long limit) throws IOException {
        if (frame.bodyBytes() > limit) {
            throw new IOException("A body has " + frame.bodyBytes() + " bytes, " + limit + " are allowed");
        }
        return ArtifactBody.read(in, frame.bodyBytes());
    }

    private Optional<FrameHead> next() throws IOException, ArtifactStoreException {
        if (ended) {
            return Optional.empty();
        }
        if (!begun) {
            byte[] magic = new byte[FrameHead.MAGIC.length];
            in.readFully(magic);
            if (!Arrays.equals(magic, FrameHead.MAGIC)) {
                throw new IOException("This is no stream of artifacts, or one of another version");
            }
            begun = true;
        }
        FrameHead frame = FrameHead.read(in);
        if (frame.type() == FrameType.FAULT) {
            throw FaultFields.read(frame.header());
        }
        if (frame.type() == FrameType.END) {
            if (frame.header().number("count") != count) {
                throw new IOException("The stream ends after " + count + " frames, not after "
                        + frame.header().require("count"));
            }
            // Up to the end of the stream: a connection whose message was not read to its end cannot be used again.
            if (in.read() >= 0) {
                throw new IOException("There is more behind the end of the stream");
            }
            ended = true;
            return Optional.empty();
        }
        count++;
        return Optional.of(frame);
    }

    private static void require(FrameHead frame, FrameType expected) throws IOException {
        if (frame.type() != expected) {
            throw new IOException("A frame is of type " + frame.type() + ", expected was " + expected);
        }
    }
}
