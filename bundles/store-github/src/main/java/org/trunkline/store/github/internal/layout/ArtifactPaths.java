package org.trunkline.store.github.internal.layout;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.Instruction;

/**
 * Where in the repository an artifact lies: {@code published/<label>/<shard>/<id>.json}, its tombstone under {@code
 * removed/}, and a revision archive under {@code archives/<shard>/<API>/<revision>.json}. The shard is the first byte of the
 * API id's SHA-256, so that 100,000 artifacts of one label stay below 500 files in a folder. Immutable.
 */
public final class ArtifactPaths {

    private static final String PUBLISHED = "published";
    private static final String REMOVED = "removed";
    private static final String ARCHIVES = "archives";
    private static final String REMOVED_ARCHIVES = "removed-archives";
    private static final String ENDING = ".json";

    private final String root;

    /** @param folder below which everything lies, empty for the whole repository; slashes at its ends do not count */
    public ArtifactPaths(String folder) {
        String trimmed = folder.replaceAll("^/+|/+$", "");
        this.root = trimmed.isEmpty() ? "" : trimmed + "/";
    }

    /** What a path stands for. */
    public static final class Place {
        private final ArtifactKey key;
        private final Instruction instruction;

        Place(ArtifactKey key, Instruction instruction) {
            this.key = key;
            this.instruction = instruction;
        }

        public ArtifactKey key() {
            return key;
        }

        public Instruction instruction() {
            return instruction;
        }
    }

    /** Whether a path lies in the store's folder and could be a file of the store. */
    public boolean within(String path) {
        return path.startsWith(root) && path.chars().noneMatch(Character::isISOControl);
    }

    /** The path of a file of the store's own, such as {@code README.md}. */
    public String own(String name) {
        return root + name;
    }

    public String path(ArtifactKey key, Instruction instruction) {
        boolean published = instruction == Instruction.PUBLISH;
        List<String> parts = new ArrayList<>();
        if (key.kind() == ArtifactKey.Kind.SYNAPSE) {
            parts.add(published ? PUBLISHED : REMOVED);
            parts.addAll(PathName.encode(key.label()));
            parts.add(shard(key.apiId()));
        } else {
            parts.add(published ? ARCHIVES : REMOVED_ARCHIVES);
            parts.add(shard(key.apiId()));
            parts.addAll(PathName.encode(key.label()));
        }
        parts.addAll(PathName.encode(key.id()));
        return root + String.join("/", parts) + ENDING;
    }

    private static String shard(String id) {
        return PathName.sha256(id.getBytes(StandardCharsets.UTF_8)).substring(0, 2);
    }

    /** What lies at a path; empty if it is not an artifact's. */
    public Optional<Place> place(String path) {
        if (!path.startsWith(root) || !path.endsWith(ENDING)) {
            return Optional.empty();
        }
        List<String> parts = Arrays.asList(
                path.substring(root.length(), path.length() - ENDING.length()).split("/", -1));
        switch (parts.get(0)) {
            case PUBLISHED:
                return place(parts, ArtifactKey.Kind.SYNAPSE, Instruction.PUBLISH);
            case REMOVED:
                return place(parts, ArtifactKey.Kind.SYNAPSE, Instruction.REMOVE);
            case ARCHIVES:
                return place(parts, ArtifactKey.Kind.REVISION_ARCHIVE, Instruction.PUBLISH);
            case REMOVED_ARCHIVES:
                return place(parts, ArtifactKey.Kind.REVISION_ARCHIVE, Instruction.REMOVE);
            default:
                return Optional.empty();
        }
    }

    private static Optional<Place> place(List<String> parts, ArtifactKey.Kind kind, Instruction instruction) {
        boolean synapse = kind == ArtifactKey.Kind.SYNAPSE;
        int labelStart = synapse ? 1 : 2;
        int labelEnd = labelStart;
        while (labelEnd < parts.size() && PathName.continues(parts.get(labelEnd))) {
            labelEnd++;
        }
        int idStart = labelEnd + (synapse ? 2 : 1);
        if (idStart >= parts.size()) {
            return Optional.empty();
        }
        Optional<String> label = PathName.decode(parts.subList(labelStart, labelEnd + 1));
        Optional<String> id = PathName.decode(parts.subList(idStart, parts.size()));
        if (label.isEmpty() || id.isEmpty()) {
            return Optional.empty();
        }
        try {
            Place place = new Place(ArtifactKey.of(kind, label.get(), id.get()), instruction);
            // the names were checked when they were decoded; of the path only the shard is left
            String shard = parts.get(synapse ? labelEnd + 1 : 1);
            return shard(place.key.apiId()).equals(shard) ? Optional.of(place) : Optional.empty();
        } catch (IllegalArgumentException e) {
            // a name that no key can have was put there by somebody else
            return Optional.empty();
        }
    }
}
