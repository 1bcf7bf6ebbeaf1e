package org.trunkline.registry.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.trunkline.registry.Activity;
import org.trunkline.registry.Association;
import org.trunkline.registry.Page;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.RegistryTransaction;
import org.trunkline.registry.Resource;
import org.trunkline.registry.ResourceContent;
import org.trunkline.registry.ResourceDraft;

class InMemoryRegistryTest {

    private final Registry registry = new InMemoryRegistry().actingAs("ann");

    private static RegistryPath path(String text) {
        return RegistryPath.of(text);
    }

    private Resource put(String path, String content) throws RegistryException {
        return registry.put(
                path(path),
                ResourceDraft.resource().content(ResourceContent.of(content.getBytes(StandardCharsets.UTF_8))));
    }

    private String content(String path) throws Exception {
        return new String(registry.content(path(path)).readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void aPutCreatesWhatIsMissingOnTheWay() throws Exception {
        put("/a/b/c", "text");

        assertTrue(registry.get(path("/a/b")).isCollection());
        assertEquals("text", content("/a/b/c"));
        assertEquals(List.of(Activity.Action.ADD), actions());
    }

    private List<Activity.Action> actions() throws RegistryException {
        return registry.activities(Activity.Query.ALL, Page.Request.FIRST).items().stream()
                .map(Activity::action)
                .toList();
    }

    @Test
    void anotherThreadSeesATransactionsWorkAfterTheCommitOnly() throws Exception {
        try (RegistryTransaction transaction = registry.begin()) {
            put("/a", "text");

            assertTrue(elsewhere("/a").isEmpty());
            transaction.commit();
        }
        assertTrue(elsewhere("/a").isPresent());
    }

    private Optional<Resource> elsewhere(String path) throws Exception {
        return CompletableFuture.supplyAsync(() -> {
                    try {
                        return registry.find(path(path));
                    } catch (RegistryException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .get(10, TimeUnit.SECONDS);
    }

    @Test
    void aNestedTransactionThatIsNotCommittedRollsBackTheOuterOneToo() throws Exception {
        try (RegistryTransaction outer = registry.begin()) {
            put("/a", "text");
            registry.begin().close();

            assertEquals(
                    RegistryException.Kind.REFUSED,
                    assertThrows(RegistryException.class, outer::commit).kind());
        }
        assertTrue(registry.find(path("/a")).isEmpty());
        put("/b", "the next one is not doomed");
        assertTrue(elsewhere("/b").isPresent());
    }

    @Test
    void aMethodThatThrowsInATransactionChangesNothingAndTheTransactionGoesOn() throws Exception {
        try (RegistryTransaction transaction = registry.begin()) {
            put("/a", "text");
            assertThrows(RegistryException.class, () -> put("/a/below/a/resource", "text"));
            transaction.commit();
        }
        assertEquals("text", content("/a"));
    }

    @Test
    void aCopyHasAnotherIdentityAndItsOwnAssociations() throws Exception {
        Resource service = put("/trunk/service", "s");
        put("/trunk/wsdl", "w");
        registry.associate(new Association(path("/trunk/service"), path("/trunk/wsdl"), Association.DEPENDS));
        registry.tag(path("/trunk/service"), "Good");

        registry.copy(path("/trunk"), path("/branch"));

        assertNotEquals(service.uuid(), registry.get(path("/branch/service")).uuid());
        assertEquals(
                List.of(new Association(path("/branch/service"), path("/branch/wsdl"), Association.DEPENDS)),
                registry.associations(path("/branch/service"), Association.Direction.BOTH, Optional.empty()));
        assertEquals("good", registry.tags(path("/branch/service")).get(0).name());
    }

    @Test
    void aRestoreBringsBackATreeAsItWas() throws Exception {
        put("/a/one", "1");
        long version = registry.createVersion(path("/a")).number();
        put("/a/one", "changed");
        put("/a/two", "2");

        registry.restore(path("/a"), version);

        assertEquals("1", content("/a/one"));
        assertTrue(registry.find(path("/a/two")).isEmpty());
    }

    @Test
    void aRatingCanBeTakenBackAndTheOthersStay() throws Exception {
        put("/a", "text");
        registry.rate(path("/a"), 2);
        registry.actingAs("bob").rate(path("/a"), 5);
        registry.actingAs("bob").tag(path("/a"), "good");

        registry.unrate(path("/a"));

        assertEquals(Map.of("bob", 5), registry.ratings(path("/a")));
        assertEquals(Map.of("good", List.of("bob")), registry.taggings(path("/a")));
    }

    @Test
    void linksThatLeadInACircleAreRefused() throws Exception {
        registry.link(path("/a"), path("/b"));

        assertEquals(
                RegistryException.Kind.REFUSED,
                assertThrows(RegistryException.class, () -> registry.link(path("/b"), path("/a")))
                        .kind());
        put("/c", "text");
        registry.link(path("/b"), path("/c"));
        assertEquals("text", content("/a"));
        assertEquals(path("/c"), registry.get(path("/a")).realPath());
    }

    @Test
    void aDamagedDumpChangesNothing() throws Exception {
        put("/a/one", "1");
        registry.comment(path("/a/one"), "fine");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        registry.dump(path("/a"), out);
        byte[] dump = out.toByteArray();

        registry.load(path("/b"), new ByteArrayInputStream(dump));
        assertEquals("fine", registry.comments(path("/b/one")).get(0).text());

        dump[dump.length - 3] ^= 1;
        assertThrows(RegistryException.class, () -> registry.load(path("/c"), new ByteArrayInputStream(dump)));
        assertTrue(registry.find(path("/c")).isEmpty());
        assertArrayEquals(
                "1".getBytes(StandardCharsets.UTF_8),
                registry.content(path("/b/one")).readAllBytes());
    }
}
