package org.trunkline.store.file.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;

/** One state of one artifact: all but its key and its body. Immutable. */
final class State {

    static final String TAG = "state";
    private static final int FIELDS = 11;

    private final long number;
    private final Instruction instruction;
    private final ApiIdentity api;
    private final Instant savedAt;
    private final Optional<String> savedBy;
    private final long size;
    private final String sha256;

    private State(
            long number,
            Instruction instruction,
            ApiIdentity api,
            Instant savedAt,
            Optional<String> savedBy,
            long size,
            String sha256) {
        this.number = number;
        this.instruction = instruction;
        this.api = api;
        this.savedAt = savedAt;
        this.savedBy = savedBy;
        this.size = size;
        this.sha256 = sha256;
    }

    /** What a write makes of its artifact at a number. */
    static State of(ArtifactWrite write, long number, Instant savedAt) {
        return new State(
                number,
                write.instruction(),
                write.api(),
                savedAt,
                write.savedBy(),
                write.body().size(),
                write.body().sha256());
    }

    static State parse(String line) {
        List<String> fields = Line.fields(line, FIELDS);
        ApiIdentity api = ApiIdentity.of(fields.get(6), fields.get(7), fields.get(8));
        return new State(
                Long.parseLong(fields.get(1)),
                Instruction.ofWireName(fields.get(2)),
                Line.optional(fields.get(9)).map(api::providedBy).orElse(api),
                Instant.parse(fields.get(3)),
                Line.optional(fields.get(10)),
                Long.parseLong(fields.get(4)),
                fields.get(5));
    }

    String toLine() {
        return Line.of(
                TAG,
                Long.toString(number),
                instruction.wireName(),
                savedAt.toString(),
                Long.toString(size),
                sha256,
                api.name(),
                api.version(),
                api.tenant(),
                Line.optional(api.provider()),
                Line.optional(savedBy));
    }

    /** The number of the commit that it came with. */
    long number() {
        return number;
    }

    Instruction instruction() {
        return instruction;
    }

    /** Of the body, in bytes. */
    long size() {
        return size;
    }

    /** Of the body. */
    String sha256() {
        return sha256;
    }

    ArtifactInfo info(ArtifactKey key, String storeId) {
        return new ArtifactInfo(
                key, instruction, api, Revisions.revision(storeId, number), savedAt, savedBy, size, sha256);
    }
}
