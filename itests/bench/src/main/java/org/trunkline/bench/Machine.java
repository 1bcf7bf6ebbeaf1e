package org.trunkline.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.BiConsumer;

/** What the figures were taken on. */
final class Machine {

    private static final int WRITES = 100;
    private static final int BLOCK = 40_000;

    private Machine() {}

    static void describe(BiConsumer<String, String> circumstance, Path directory) throws Exception {
        Runtime runtime = Runtime.getRuntime();
        circumstance.accept(
                "machine",
                runtime.availableProcessors() + " processors, " + System.getProperty("os.name") + " "
                        + System.getProperty("os.version") + " " + System.getProperty("os.arch") + ", disk "
                        + Files.getFileStore(directory).type() + ", load "
                        + ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage() + " before");
        circumstance.accept(
                "JDK",
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version") + ", heap up to "
                        + (runtime.maxMemory() >> 20) + " MB");
    }

    /** What the disk takes for one durable write of about the size that a database makes of a small commit. */
    static Timings forcedWrites(Path directory) throws Exception {
        Timings timings = new Timings();
        Path file = directory.resolve("forced");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int i = 0; i < WRITES; i++) {
                timings.measure(() -> write(channel));
            }
        }
        return timings;
    }

    private static void write(FileChannel channel) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        while (block.hasRemaining()) {
            channel.write(block);
        }
        channel.force(true);
    }
}
