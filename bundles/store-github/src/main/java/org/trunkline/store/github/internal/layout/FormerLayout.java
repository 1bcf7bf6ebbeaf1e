package org.trunkline.store.github.internal.layout;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.Instruction;

/**
 * The layout of athiththan11/apim-artifact-synchronizer-github: {@code <label, blanks as _>/<API id>.json} holds the bare
 * document, and what is known about it stands in the message of the last commit of the file: {@code
 * name:vVERSION:@tenant::Instruction;[label]}.
 */
public final class FormerLayout {

    private static final Set<String> OURS = Set.of("published", "removed", "archives", "removed-archives");
    private static final Pattern PATH = Pattern.compile("([^/]+)/([^/]+)\\.json");
    private static final Pattern MESSAGE = Pattern.compile("(.+):v(.+):@(.+)::(Publish|Remove);\\[([^\\]]+)\\]");

    private FormerLayout() {}

    /** Where an artifact of the former layout lies. */
    public static final class Place {
        private final String folder;
        private final String apiId;

        Place(String folder, String apiId) {
            this.folder = folder;
            this.apiId = apiId;
        }

        public String apiId() {
            return apiId;
        }

        /** Whether a label's artifacts lie in this folder. Different labels can share one. */
        public boolean mayBeOf(String label) {
            return folder(label).equals(folder);
        }
    }

    /** What a commit said about the artifact that it saved. */
    public static final class Note {
        private final ApiIdentity api;
        private final Instruction instruction;
        private final String label;

        Note(ApiIdentity api, Instruction instruction, String label) {
            this.api = api;
            this.instruction = instruction;
            this.label = label;
        }

        public ApiIdentity api() {
            return api;
        }

        public Instruction instruction() {
            return instruction;
        }

        public String label() {
            return label;
        }
    }

    /** @param path from the top of the repository: the former implementation knew no folder of its own */
    public static Optional<Place> place(String path) {
        Matcher matcher = PATH.matcher(path);
        return matcher.matches()
                        && !OURS.contains(matcher.group(1))
                        && !matcher.group(1).startsWith(".")
                ? Optional.of(new Place(matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }

    public static Optional<Note> note(String message) {
        int end = message.indexOf('\n');
        Matcher matcher = MESSAGE.matcher(end < 0 ? message : message.substring(0, end));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            ApiIdentity api = ApiIdentity.of(matcher.group(1), matcher.group(2), matcher.group(3));
            return Optional.of(new Note(api, Instruction.ofWireName(matcher.group(4)), matcher.group(5)));
        } catch (IllegalArgumentException e) {
            // a name that no API can have: somebody else's message
            return Optional.empty();
        }
    }

    /** Where the former implementation puts the artifact of a label. */
    public static String path(String label, String apiId) {
        return folder(label) + "/" + apiId + ".json";
    }

    private static String folder(String label) {
        return label.replaceAll("\\s", "_");
    }
}
