package org.trunkline.sync.carbon.internal.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.trunkline.sync.ArtifactStore;
import org.trunkline.sync.testkit.InMemoryArtifactStore;

class SelectionTest {

    private static final Map<String, Object> JDBC = Map.of(ArtifactStore.TYPE, "jdbc");

    private final List<String> history = new CopyOnWriteArrayList<>();
    private final List<String> reports = new CopyOnWriteArrayList<>();
    private final InMemoryArtifactStore store = new InMemoryArtifactStore();
    private Selection<String> selection;

    @AfterEach
    void close() {
        selection.close();
        store.close();
    }

    @Test
    void usesAStoreOfTheConfiguredKindUnderOneOfOurNames() {
        select("DBSaver");
        selection.storeCame(store, Map.of(ArtifactStore.TYPE, "file"));
        selection.storeWent(store);
        selection.storeCame(store, JDBC);

        expect("store");
    }

    @Test
    void usesAThirdPartysServiceOfTheConfiguredNameAndNoOther() {
        select("GHSaver");
        selection.storeCame(store, JDBC);
        selection.serviceCame("OtherSaver", Map.of());
        selection.serviceCame("GHSaver", Map.of());

        expect("GHSaver");
    }

    @Test
    void aThirdPartysServiceUnderOurNameTakesTheStoresPlaceAndGivesItBack() {
        select("DBSaver");
        String service = "DBSaver";
        selection.storeCame(store, JDBC);
        selection.serviceCame(service, Map.of());
        expect("store", "-store", "DBSaver");

        selection.serviceWent(service);

        assertEquals(List.of("store", "-store", "DBSaver", "-DBSaver", "store"), history);
    }

    @Test
    void ofSeveralServicesOfTheNameTheOneWithTheHighestRankingIsUsed() {
        select("GHSaver");
        String low = new String("GHSaver");
        String high = new String("GHSaver");
        selection.serviceCame(low, Map.of());
        selection.serviceCame(high, Map.of("service.ranking", 10));
        expect("GHSaver", "-GHSaver", "GHSaver");

        selection.serviceWent(low);

        expect("GHSaver", "-GHSaver", "GHSaver");
    }

    @Test
    void aServiceIsOutOfUseWhenItsDepartureReturns() {
        select("GHSaver");
        String service = "GHSaver";
        selection.serviceCame(service, Map.of());
        selection.serviceWent(service);

        assertEquals(List.of("GHSaver", "-GHSaver"), history);
    }

    @Test
    void nothingIsInUseAfterTheEnd() {
        select("DBSaver");
        selection.storeCame(store, JDBC);
        selection.close();
        selection.storeWent(store);
        selection.serviceCame("DBSaver", Map.of());

        assertEquals(List.of("store", "-store"), history);
    }

    @Test
    void aServiceWhoseNameCannotBeAskedForIsNeverUsedAndHindersNoOther() {
        select("GHSaver");
        selection.serviceCame("throws", Map.of());
        selection.serviceCame("GHSaver", Map.of());

        expect("GHSaver");
    }

    @Test
    void anOfferThatFailsIsMadeAgainAtTheNextChange() {
        select("GHSaver");
        selection.serviceCame("refused once", Map.of());
        selection.serviceCame("GHSaver", Map.of("service.ranking", -1));

        expect("GHSaver");
    }

    @Test
    void aSlowServiceHoldsUpNobodyWhoBringsOne() throws Exception {
        CountDownLatch initialized = new CountDownLatch(1);
        CountDownLatch brought = new CountDownLatch(1);
        selection = new Selection<>(
                wanted("GHSaver"),
                name -> name,
                new Noted() {
                    @Override
                    public Withdrawal useForeign(String service) {
                        try {
                            brought.await(10, TimeUnit.SECONDS);
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        initialized.countDown();
                        return super.useForeign(service);
                    }
                },
                Duration.ofHours(1),
                reports::add);

        selection.serviceCame("GHSaver", Map.of());
        brought.countDown();

        assertEquals(true, initialized.await(10, TimeUnit.SECONDS));
    }

    @Test
    void saysOnceWhatItWaitsForAndWhichNamesAreThere() {
        selection = new Selection<>(wanted("GHSaver"), SelectionTest::nameOf, new Noted(), Duration.ZERO, reports::add);
        selection.serviceCame("OtherSaver", Map.of());
        selection.storeCame(store, JDBC);
        String last = "ArtifactSaver 'GHSaver' is waited for: no service has that name;"
                + " there are: ['OtherSaver', store 'jdbc']";
        await(() -> reports.contains(last), () -> "the report '" + last + "', there are " + reports);

        selection.serviceCame("OtherSaver", Map.of());
        selection.serviceCame("GHSaver", Map.of());
        expect("GHSaver");

        assertEquals(reports.size(), new HashSet<>(reports).size());
    }

    @Test
    void saysThatAStoreIsMissingWhenTheNameIsOurs() {
        selection = new Selection<>(wanted("DBSaver"), SelectionTest::nameOf, new Noted(), Duration.ZERO, reports::add);

        await(
                () -> reports.equals(List.of("ArtifactSaver 'DBSaver' waits for the store 'jdbc'; there are: []")),
                () -> "a report, there are " + reports);
    }

    private void select(String name) {
        selection =
                new Selection<>(wanted(name), SelectionTest::nameOf, new Noted(), Duration.ofHours(1), reports::add);
    }

    private static Wanted wanted(String name) {
        return new Wanted("ArtifactSaver", name, Set.of("DBSaver", "TrunklineSaver"), "jdbc");
    }

    private static String nameOf(String service) {
        if (service.equals("throws")) {
            throw new IllegalStateException("no name today");
        }
        return service.equals("refused once") ? "GHSaver" : service;
    }

    private void expect(String... steps) {
        await(() -> history.equals(List.of(steps)), () -> List.of(steps) + ", there is " + history);
    }

    private static void await(BooleanSupplier condition, Supplier<String> expected) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                fail("Expected was " + expected.get());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    /** Notes what is put to work, and with a minus what is taken out of it. */
    private class Noted implements Offers<String> {

        private boolean refused;

        @Override
        public Withdrawal useForeign(String service) {
            if (service.equals("refused once") && !refused) {
                refused = true;
                throw new IllegalStateException("the registry is busy");
            }
            history.add(nameOf(service));
            return () -> history.add("-" + nameOf(service));
        }

        @Override
        public Withdrawal useStore(ArtifactStore chosen) {
            history.add("store");
            return () -> history.add("-store");
        }
    }
}
