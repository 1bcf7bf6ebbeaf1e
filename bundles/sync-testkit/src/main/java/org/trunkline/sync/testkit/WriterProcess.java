package org.trunkline.sync.testkit;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.Revision;

/**
 * A process of its own that writes artifacts into a store and says after each which revision was acknowledged, so that a
 * test can kill it in the middle or let several write at the same time.
 *
 * <p>The child is a main class of the store's test: it opens the store as its arguments say and calls {@link #write}. Each
 * write is a batch of two: an artifact with a number of its own, and the writer's counter with the same number.
 */
public final class WriterProcess implements AutoCloseable {

    /** One write that the store has acknowledged to the child. */
    public static final class Acknowledged {

        private final int number;
        private final Revision revision;

        private Acknowledged(int number, Revision revision) {
            this.number = number;
            this.revision = revision;
        }

        /** Which of the writer's artifacts it was, counted from 1. */
        public int number() {
            return number;
        }

        public Revision revision() {
            return revision;
        }
    }

    // The full stop tells a whole line from one that was cut by the kill.
    private static final Pattern LINE = Pattern.compile("acknowledged ([0-9]+) (\\S+) \\.");

    private final Process process;
    private final BufferedReader lines;
    private final Path errors;

    private WriterProcess(Process process, Path errors) {
        this.process = process;
        this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.errors = errors;
    }

    /** Starts a child on the class path of this test. */
    public static WriterProcess start(Class<?> mainClass, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                mainClass.getName()));
        command.addAll(arguments);
        Path errors = Files.createTempFile("trunkline-writer-", ".err");
        return new WriterProcess(
                new ProcessBuilder(command).redirectError(errors.toFile()).start(), errors);
    }

    private static String classPath() {
        // relative entries would be wrong if the child had another working directory
        StringBuilder absolute = new StringBuilder();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            absolute.append(Path.of(entry).toAbsolutePath()).append(File.pathSeparator);
        }
        return absolute.toString();
    }

    /**
     * The child's half: writes so many batches under a label, from the number behind the last one that the store holds.
     *
     * @param out where the parent reads; nothing else may be written there
     */
    public static void write(ArtifactStore store, String label, int count, PrintStream out)
            throws ArtifactStoreException {
        int last = lastNumber(store, label);
        for (int number = last + 1; number <= last + count; number++) {
            Revision revision = store.write(List.of(
                    publish(artifactKey(label, number), body(number)),
                    publish(counterKey(label), ArtifactBody.of(Integer.toString(number)))));
            out.println("acknowledged " + number + " " + revision + " .");
            out.flush();
            if (out.checkError()) {
                // nobody listens any more: the parent has ended
                return;
            }
        }
    }

    /** The number in the counter of a label, 0 if there is none yet. */
    static int lastNumber(ArtifactStore store, String label) throws ArtifactStoreException {
        return store.read(counterKey(label))
                .map(counter -> Integer.parseInt(counter.body().asText()))
                .orElse(0);
    }

    static ArtifactKey artifactKey(String label, int number) {
        return ArtifactKey.synapse(label, "api-" + number);
    }

    static ArtifactKey counterKey(String label) {
        return ArtifactKey.synapse(label, "counter");
    }

    /** What the artifact of a number holds, so that a torn one is noticed. */
    static ArtifactBody body(int number) {
        Random random = new Random(number);
        byte[] bytes = new byte[random.nextInt(20_000)];
        random.nextBytes(bytes);
        return ArtifactBody.of(bytes);
    }

    private static ArtifactWrite publish(ArtifactKey key, ArtifactBody body) {
        return ArtifactWrite.of(key, Instruction.PUBLISH, ApiIdentity.of("Killed", "1.0.0", "carbon.super"), body);
    }

    /** Waits for the next acknowledgement; empty when the child has ended. */
    public Optional<Acknowledged> next() throws IOException {
        String line = lines.readLine();
        if (line == null) {
            return Optional.empty();
        }
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return next();
        }
        return Optional.of(new Acknowledged(Integer.parseInt(matcher.group(1)), Revision.of(matcher.group(2))));
    }

    /** SIGKILL; what the child had said before can still be read. */
    public void kill() {
        // the process itself would close the stream that the parent still reads, its handle does not
        process.toHandle().destroyForcibly();
    }

    /** What the child wrote to its standard error. */
    public String errors() throws IOException {
        return Files.readString(errors);
    }

    /** Kills the child if it still runs, and waits for its end. */
    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        lines.close();
        Files.deleteIfExists(errors);
    }
}
