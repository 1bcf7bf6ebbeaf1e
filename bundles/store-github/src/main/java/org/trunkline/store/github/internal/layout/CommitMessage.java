package org.trunkline.store.github.internal.layout;

import java.util.List;
import java.util.TreeSet;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;

/** What a commit says to a person who reads the log. Nothing is ever read back from it. */
public final class CommitMessage {

    private static final int LONGEST_NAME = 100;
    private static final int MOST_LINES = 200;

    private CommitMessage() {}

    public static String of(List<ArtifactWrite> writes) {
        if (writes.size() == 1) {
            return line(writes.get(0)) + "\n\nAPI id: "
                    + clean(writes.get(0).key().apiId()) + "\n";
        }
        long removed = writes.stream()
                .filter(w -> w.instruction() == Instruction.REMOVE)
                .count();
        TreeSet<String> users = new TreeSet<>();
        writes.forEach(w -> w.savedBy().map(CommitMessage::clean).ifPresent(users::add));
        StringBuilder message = new StringBuilder("Publish ")
                .append(writes.size() - removed)
                .append(removed == 0 ? "" : ", remove " + removed)
                .append(" artifacts");
        if (users.size() == 1) {
            message.append(" (").append(users.first()).append(')');
        }
        return message.append(list(writes)).toString();
    }

    /** For artifacts that only got another place in the repository. */
    public static String ofImport(List<ArtifactWrite> moved) {
        return "Import " + moved.size() + " artifacts of the former layout" + list(moved);
    }

    private static String list(List<ArtifactWrite> writes) {
        StringBuilder list = new StringBuilder("\n\n");
        writes.stream()
                .limit(MOST_LINES)
                .forEach(w -> list.append("- ").append(line(w)).append('\n'));
        if (writes.size() > MOST_LINES) {
            list.append("- and ").append(writes.size() - MOST_LINES).append(" more\n");
        }
        return list.toString();
    }

    private static String line(ArtifactWrite write) {
        boolean publish = write.instruction() == Instruction.PUBLISH;
        String what = (publish ? "Publish " : "Remove ") + clean(write.api().name()) + " "
                + clean(write.api().version());
        String where = write.key().kind() == ArtifactKey.Kind.SYNAPSE
                ? (publish ? " to " : " from ") + clean(write.key().label())
                : " as revision " + clean(write.key().id());
        String who = write.savedBy().map(user -> " (" + clean(user) + ")").orElse("");
        return what + where + who;
    }

    /**
     * Names come from outside. In one, a line break must not begin a line of its own, such as a trailer; an invisible
     * character must not turn the line around; and {@code @team} or {@code #1} must not call people or close issues, as
     * GitHub does for commit messages.
     */
    private static String clean(String text) {
        String plain = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ")
                .replaceAll("(?<![\\p{L}\\p{N}])@(?=[\\p{L}\\p{N}])", "@ ")
                .replaceAll("(?i)(#|\\bgh-)(?=\\d)", "$1 ")
                .replaceAll("(?i)://", ": //");
        boolean fits = plain.codePointCount(0, plain.length()) <= LONGEST_NAME;
        return fits ? plain : plain.substring(0, plain.offsetByCodePoints(0, LONGEST_NAME)) + "...";
    }
}
