package org.trunkline.registry.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryTransaction;
import org.trunkline.registry.testkit.InMemoryRegistry;

/** The same random work is done with the registry in memory, which is plain enough to be believed. */
class H2ModelTest {

    private static final int STEPS = 800;

    @TempDir
    Path directory;

    @Test
    void whateverIsDoneBothShowTheSame() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("H2ModelTest: random work with seed " + seed);
        Random random = new Random(seed);
        Registry model = new InMemoryRegistry();
        try (JdbcRegistry registry = new JdbcRegistry(H2.in(directory).durable(false), H2.DRIVERS)) {
            for (int step = 0; step < STEPS; step++) {
                String at = "step " + step + " of the work with seed " + seed;
                if (random.nextInt(10) == 0) {
                    inTransactions(registry, model, random, at);
                } else {
                    long next = random.nextLong();
                    assertEquals(RandomWork.step(model, next), RandomWork.step(registry, next), at);
                }
                if (random.nextInt(20) == 0) {
                    registry.collect();
                }
                assertEquals(RandomWork.shown(model), RandomWork.shown(registry), at);
            }
        }
    }

    private static void inTransactions(Registry registry, Registry model, Random random, String at) throws Exception {
        boolean commits = random.nextBoolean();
        try (RegistryTransaction one = model.begin();
                RegistryTransaction other = registry.begin()) {
            for (int count = random.nextInt(5); count > 0; count--) {
                long next = random.nextLong();
                assertEquals(RandomWork.step(model, next), RandomWork.step(registry, next), at);
            }
            assertEquals(RandomWork.shown(model), RandomWork.shown(registry), at);
            if (commits) {
                one.commit();
                other.commit();
            }
        }
    }
}
