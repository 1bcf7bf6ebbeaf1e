package org.trunkline.bench;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.trunkline.store.github.internal.GitHubStoreComponent;

/**
 * The start of a gateway over the GitHub store, in a process of its own with a small heap: nothing of the fake or of the
 * measuring lies in it, and its code is as cold as that of a gateway that has just started.
 */
final class GatewayStart {

    static final String HEAP = "-Xmx256m";

    private static final Logger ROOT = Logger.getLogger("");

    private GatewayStart() {}

    /** What the process says of itself. */
    record Result(double millis, double heapMegabytes) {}

    /** Starts a gateway until it serves, in a new process, and ends it. */
    static Result inProcess(String endpoint, Path storeCache, Path gatewayCache, int expected)
            throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(List.of(
                        java,
                        HEAP,
                        "-cp",
                        System.getProperty("java.class.path"),
                        GatewayStart.class.getName(),
                        endpoint,
                        storeCache.toString(),
                        gatewayCache.toString(),
                        Integer.toString(expected)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(
                    "The gateway with " + HEAP + " ended with status " + process.exitValue() + ": " + said);
        }
        // options of the environment make Java itself say things first
        JsonObject json =
                JsonParser.parseString(said.substring(said.lastIndexOf('{'))).getAsJsonObject();
        return new Result(json.get("millis").getAsDouble(), json.get("heap").getAsDouble());
    }

    public static void main(String[] arguments) throws Exception {
        ROOT.setLevel(Level.WARNING);
        long begun = System.nanoTime();
        GitHubStoreComponent store = MeasuredGitHub.open(arguments[0], Path.of(arguments[1]), Map.of());
        try (GatewayRun gateway = new GatewayRun(store, new NoEvents(), Path.of(arguments[2]))) {
            gateway.start(Integer.parseInt(arguments[3]));
            JsonObject result = new JsonObject();
            result.addProperty("millis", (System.nanoTime() - begun) / 1e6);
            result.addProperty("heap", Heap.used() / 1e6);
            System.out.println(result);
        } finally {
            store.close();
        }
    }
}
