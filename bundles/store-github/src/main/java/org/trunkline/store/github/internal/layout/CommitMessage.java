package org.trunkline.store.github.internal.layout;

import java.util.List;
import java.util.TreeSet;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;

/** What a commit says to a person who reads the log. Nothing is ever read back from it. */
public final class CommitMessage {

    private static final int LONGEST_LINE = 200;
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
        message.append("\n\n");
        writes.stream()
                .limit(MOST_LINES)
                .forEach(w -> message.append("- ").append(line(w)).append('\n'));
        if (writes.size() > MOST_LINES) {
            message.append("- and ").append(writes.size() - MOST_LINES).append(" more\n");
        }
        return message.toString();
    }

    private static String line(ArtifactWrite write) {
        boolean publish = write.instruction() == Instruction.PUBLISH;
        String what = (publish ? "Publish " : "Remove ") + clean(write.api().name()) + " "
                + clean(write.api().version());
        String where = write.key().kind() == org.trunkline.sync.ArtifactKey.Kind.SYNAPSE
                ? (publish ? " to " : " from ") + clean(write.key().label())
                : " as revision " + clean(write.key().id());
        String who = write.savedBy().map(user -> " (" + clean(user) + ")").orElse("");
        String line = what + where + who;
        return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "..." : line;
    }

    /** Names come from outside: a line break in one must not begin a line of its own, such as a trailer. */
    private static String clean(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
