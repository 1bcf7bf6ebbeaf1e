package org.trunkline.registry.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.trunkline.registry.Activity;
import org.trunkline.registry.Association;
import org.trunkline.registry.Association.Direction;
import org.trunkline.registry.Page;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryException.Kind;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.RegistryTransaction;
import org.trunkline.registry.Resource;
import org.trunkline.registry.ResourceComment;
import org.trunkline.registry.ResourceContent;
import org.trunkline.registry.ResourceDraft;
import org.trunkline.registry.ResourceKind;
import org.trunkline.registry.ResourceProperties;
import org.trunkline.registry.ResourceQuery;
import org.trunkline.registry.ResourceTag;
import org.trunkline.registry.ResourceVersion;

/**
 * What every registry is held to. A test class of a registry extends this one and says how an empty registry is opened; the
 * limit of its content is 32 MiB or more.
 */
public abstract class RegistryContract {

    private static final Optional<String> ANY = Optional.empty();
    private static final int LARGE = 20 * 1024 * 1024;

    /** The registry under test, empty at the beginning of each test. */
    protected Registry registry;

    /** An empty registry. */
    protected abstract Registry open() throws Exception;

    /** Another registry over the same tree, as another node would have it; empty where there is no such thing. */
    protected Optional<Registry> openSecond() throws Exception {
        return Optional.empty();
    }

    /** Closes a registry that the test opened. */
    protected void close(Registry open) throws Exception {}

    @BeforeEach
    void openRegistry() throws Exception {
        registry = open();
    }

    @AfterEach
    void closeRegistry() throws Exception {
        close(registry);
    }

    /** A path. */
    protected static RegistryPath path(String text) {
        return RegistryPath.of(text);
    }

    /** A draft with this content. */
    protected static ResourceDraft text(String content) {
        return ResourceDraft.resource().content(ResourceContent.of(content.getBytes(StandardCharsets.UTF_8)));
    }

    private Resource put(String path, String content) throws RegistryException {
        return registry.put(path(path), text(content));
    }

    private String read(String path) throws RegistryException, IOException {
        return read(registry.content(path(path)));
    }

    private static String read(InputStream content) throws IOException {
        try (content) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private boolean exists(String path) throws RegistryException {
        return registry.find(path(path)).isPresent();
    }

    /** What is refused says why. */
    protected static RegistryException refused(Kind kind, Executable call) {
        RegistryException e = assertThrows(RegistryException.class, call);
        assertEquals(kind, e.kind(), e.getMessage());
        assertFalse(e.getMessage().isBlank());
        return e;
    }

    private List<String> names(String collection) throws RegistryException {
        return registry.children(path(collection), Page.Request.FIRST).items().stream()
                .map(child -> child.path().name())
                .toList();
    }

    // ---- resources and collections

    @Test
    void anEmptyRegistryHasARoot() throws Exception {
        Resource root = registry.get(RegistryPath.ROOT);
        assertTrue(root.isCollection());
        assertEquals(RegistryPath.ROOT, root.path());
        assertEquals(List.of(), names("/"));
    }

    @Test
    void whatIsPutCanBeRead() throws Exception {
        ResourceProperties properties = ResourceProperties.NONE
                .with("one", "1")
                .with("many", List.of("b", "a", "b"))
                .with("empty", "");
        Resource put = registry.actingAs("anna")
                .put(
                        path("/a/b/c.txt"),
                        text("hello")
                                .mediaType("text/plain")
                                .description("said")
                                .properties(properties));

        Resource got = registry.get(path("/a/b/c.txt"));
        assertEquals(put, got);
        assertEquals(Optional.of("text/plain"), got.mediaType());
        assertEquals(Optional.of("said"), got.description());
        assertEquals(properties, got.properties());
        assertEquals(5, got.content().orElseThrow().size());
        assertEquals(
                "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
                got.content().orElseThrow().sha256());
        assertEquals("anna", got.createdBy());
        assertEquals("anna", got.modifiedBy());
        assertEquals("hello", read("/a/b/c.txt"));
        assertTrue(registry.get(path("/a/b")).isCollection(), "what is missing on the way is made");
        assertEquals(Optional.of(got), registry.findByUuid(got.uuid()));
    }

    @Test
    void aPutReplacesAllButContentIdentityAndBelongings() throws Exception {
        Resource before = registry.actingAs("anna").put(path("/a"), text("kept").mediaType("text/plain"));
        registry.tag(path("/a"), "tagged");
        registry.comment(path("/a"), "commented");

        Resource after = registry.actingAs("ben")
                .put(path("/a"), ResourceDraft.resource().description("new"));

        assertEquals(before.uuid(), after.uuid());
        assertNotEquals(before.revision(), after.revision());
        assertEquals(Optional.empty(), after.mediaType());
        assertEquals(before.content(), after.content());
        assertEquals("anna", after.createdBy());
        assertEquals("ben", after.modifiedBy());
        assertEquals("kept", read("/a"));
        assertEquals(1, registry.tags(path("/a")).size());
        assertEquals(1, registry.comments(path("/a")).size());
        assertEquals(
                Optional.empty(),
                registry.put(path("/a"), ResourceDraft.resource().withoutContent())
                        .content());
        assertEquals("", read("/a"));
    }

    @Test
    void noContentIsNotEmptyContent() throws Exception {
        registry.put(path("/none"), ResourceDraft.resource());
        put("/empty", "");
        assertEquals(Optional.empty(), registry.get(path("/none")).content());
        assertEquals(0, registry.get(path("/empty")).content().orElseThrow().size());
        assertEquals("", read("/none"));
        assertEquals("", read("/empty"));
    }

    @Test
    void oneKindDoesNotReplaceTheOther() throws Exception {
        put("/resource", "x");
        registry.put(path("/collection"), ResourceDraft.collection());

        refused(Kind.REFUSED, () -> registry.put(path("/resource"), ResourceDraft.collection()));
        refused(Kind.REFUSED, () -> put("/collection", "x"));
        refused(Kind.REFUSED, () -> put("/resource/below", "x"));
        refused(Kind.REFUSED, () -> registry.content(path("/collection")));
        refused(Kind.REFUSED, () -> registry.children(path("/resource"), Page.Request.FIRST));
        assertEquals("x", read("/resource"));
    }

    @Test
    void whatIsNotThereIsNamed() {
        RegistryPath nowhere = path("/no/where");
        List<Executable> calls = List.of(
                () -> registry.get(nowhere),
                () -> registry.content(nowhere),
                () -> registry.delete(nowhere),
                () -> registry.move(nowhere, path("/x")),
                () -> registry.copy(nowhere, path("/x")),
                () -> registry.createVersion(nowhere),
                () -> registry.versions(nowhere),
                () -> registry.restore(nowhere, 1),
                () -> registry.comment(nowhere, "x"),
                () -> registry.tag(nowhere, "x"),
                () -> registry.rate(nowhere, 1),
                () -> registry.associations(nowhere, Direction.BOTH, ANY),
                () -> registry.search(ResourceQuery.within(nowhere), Page.Request.FIRST),
                () -> registry.dump(nowhere, new ByteArrayOutputStream()),
                () -> registry.children(nowhere, Page.Request.FIRST));
        for (Executable call : calls) {
            assertTrue(refused(Kind.NOT_FOUND, call).getMessage().contains("/no/where"));
        }
    }

    @Test
    void namesOfEveryScriptAreKept() throws Exception {
        List<String> names = List.of("übung", "日本語", "имя", "a b", "x.y-z_0", "😀", "[1]", "?q&b", "$id:7", "A", "a");
        for (String name : names) {
            put("/" + name, name);
        }
        for (String name : names) {
            assertEquals(name, read("/" + name));
        }
        assertEquals(names.size(), names("/").size());
    }

    @Test
    void aPathThatIsTooLongIsRefused() throws Exception {
        String name = "/" + "n".repeat(199);
        put(name.repeat(5), "fits");
        refused(Kind.REFUSED, () -> put(name.repeat(5) + "/x", "x"));
        refused(Kind.REFUSED, () -> registry.move(path(name), path("/" + "m".repeat(200))));
        registry.move(path(name), path("/short"));
        assertEquals("fits", read("/short" + name.repeat(4)));
    }

    @Test
    void largeContentIsStreamed() throws Exception {
        byte[] bytes = new byte[LARGE];
        new Random(7).nextBytes(bytes);
        registry.put(path("/large"), ResourceDraft.resource().content(ResourceContent.of(bytes)));
        assertEquals(LARGE, registry.get(path("/large")).content().orElseThrow().size());
        InputStream open = registry.content(path("/large"));
        byte[] first = open.readNBytes(1000);
        registry.delete(path("/large"));
        try (open) {
            byte[] rest = open.readAllBytes();
            byte[] all = Arrays.copyOf(first, LARGE);
            System.arraycopy(rest, 0, all, 1000, rest.length);
            assertArrayEquals(bytes, all, "a stream stays readable whatever happens to the resource");
        }
    }

    @Test
    void contentThatCannotBeReadChangesNothing() throws Exception {
        put("/a", "kept");
        InputStream failing = new InputStream() {
            private int count;

            @Override
            public int read() throws IOException {
                if (++count > 100_000) {
                    throw new IOException("the network is gone");
                }
                return 'x';
            }
        };
        RegistryException e = refused(
                Kind.REFUSED,
                () -> registry.put(path("/a"), ResourceDraft.resource().content(ResourceContent.of(failing))));
        assertTrue(e.getMessage().contains("the network is gone"), e.getMessage());
        assertEquals("kept", read("/a"));
    }

    // ---- optimistic puts

    @Test
    void aPutThatExpectsAnotherRevisionIsRefused() throws Exception {
        Resource first = put("/a", "1");
        Resource second = registry.put(path("/a"), text("2").expecting(first.revision()));

        refused(Kind.CONFLICT, () -> registry.put(path("/a"), text("3").expecting(first.revision())));
        refused(Kind.CONFLICT, () -> registry.put(path("/a"), text("3").expectingNothing()));
        refused(Kind.CONFLICT, () -> registry.put(path("/b"), text("3").expecting(second.revision())));
        registry.put(path("/c"), text("new").expectingNothing());
        assertEquals("2", read("/a"));
    }

    @Test
    void ofTwoWritersThatExpectTheSameOneWins() throws Exception {
        int writers = 4;
        int rounds = 10;
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            for (int round = 0; round < rounds; round++) {
                Resource before = put("/raced", "round " + round);
                CyclicBarrier start = new CyclicBarrier(writers);
                List<Future<Boolean>> results = new ArrayList<>();
                for (int writer = 0; writer < writers; writer++) {
                    String content = "writer " + writer;
                    results.add(threads.submit(() -> {
                        start.await();
                        try {
                            registry.put(path("/raced"), text(content).expecting(before.revision()));
                            return true;
                        } catch (RegistryException e) {
                            assertEquals(Kind.CONFLICT, e.kind(), e.getMessage());
                            return false;
                        }
                    }));
                }
                int winners = 0;
                for (Future<Boolean> result : results) {
                    winners += result.get(60, TimeUnit.SECONDS) ? 1 : 0;
                }
                assertEquals(1, winners);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theRevisionGrowsWithEachChange() throws Exception {
        long before = registry.revision();
        put("/a", "1");
        long after = registry.revision();
        registry.tag(path("/a"), "x");
        assertTrue(after > before);
        assertTrue(registry.revision() > after);
    }

    // ---- children

    @Test
    void childrenComeInPagesOrderedByName() throws Exception {
        for (int i = 9; i >= 0; i--) {
            put("/all/n" + i, "x");
        }
        Page<Resource> page = registry.children(path("/all"), new Page.Request(3, 4));
        assertEquals(
                List.of("n3", "n4", "n5", "n6"),
                page.items().stream().map(child -> child.path().name()).toList());
        assertEquals(10, page.total());
        assertTrue(page.hasMore());
        Page<Resource> behind = registry.children(path("/all"), new Page.Request(20, 4));
        assertEquals(List.of(), behind.items());
        assertEquals(10, behind.total());
    }

    // ---- delete

    @Test
    void whatIsDeletedIsGoneEverywhereAtOnce() throws Exception {
        Resource deep =
                registry.put(path("/tree/a/deep"), text("x").properties(ResourceProperties.NONE.with("p", "v")));
        put("/other", "y");
        registry.tag(path("/tree/a/deep"), "t");
        registry.createVersion(path("/tree/a/deep"));
        registry.associate(new Association(path("/other"), path("/tree/a/deep"), "depends"));

        registry.delete(path("/tree"));

        assertFalse(exists("/tree/a/deep"));
        assertFalse(exists("/tree"));
        assertEquals(Optional.empty(), registry.findByUuid(deep.uuid()));
        assertEquals(List.of(), registry.associations(path("/other"), Direction.BOTH, ANY));
        ResourceQuery all = ResourceQuery.within(RegistryPath.ROOT);
        assertEquals(0, registry.search(all.tag("t"), Page.Request.FIRST).total());
        assertEquals(
                0, registry.search(all.property("p", "v"), Page.Request.FIRST).total());
        assertEquals(2, registry.search(all, Page.Request.FIRST).total());
        assertTrue(registry.activities(Activity.Query.ALL.path(path("/tree/a/deep")), Page.Request.FIRST)
                        .total()
                > 0);

        Resource again = put("/tree/a/deep", "again");
        assertNotEquals(deep.uuid(), again.uuid());
        assertEquals(List.of(), registry.tags(path("/tree/a/deep")));
        assertEquals(List.of(), registry.versions(path("/tree/a/deep")));
        assertEquals(ResourceProperties.NONE, again.properties());
    }

    @Test
    void theRootStays() {
        refused(Kind.REFUSED, () -> registry.delete(RegistryPath.ROOT));
        refused(Kind.REFUSED, () -> registry.move(RegistryPath.ROOT, path("/x")));
        refused(Kind.REFUSED, () -> registry.copy(RegistryPath.ROOT, path("/x")));
    }

    // ---- move and copy

    @Test
    void whatMovesKeepsWhatBelongsToIt() throws Exception {
        Resource deep = put("/from/a/deep", "x");
        put("/other", "y");
        registry.associate(new Association(path("/from/a/deep"), path("/other"), "depends"));
        registry.associate(new Association(path("/other"), path("/from/a/deep"), "usedBy"));
        registry.createVersion(path("/from/a/deep"));
        registry.tag(path("/from/a/deep"), "t");

        registry.move(path("/from"), path("/new/place"));

        Resource moved = registry.get(path("/new/place/a/deep"));
        assertFalse(exists("/from"));
        assertEquals(deep.uuid(), moved.uuid());
        assertEquals("x", read("/new/place/a/deep"));
        assertEquals(1, registry.versions(path("/new/place/a/deep")).size());
        assertEquals(1, registry.tags(path("/new/place/a/deep")).size());
        assertEquals(
                List.of(
                        new Association(path("/new/place/a/deep"), path("/other"), "depends"),
                        new Association(path("/other"), path("/new/place/a/deep"), "usedBy")),
                registry.associations(path("/other"), Direction.BOTH, ANY));
        assertEquals(
                path("/new/place/a/deep"),
                registry.findByUuid(deep.uuid()).orElseThrow().path());
    }

    @Test
    void aMoveOverSomethingOrIntoItselfIsRefused() throws Exception {
        put("/a/b", "x");
        put("/c", "y");
        refused(Kind.REFUSED, () -> registry.move(path("/a"), path("/c")));
        refused(Kind.REFUSED, () -> registry.move(path("/a"), path("/a/b/d")));
        refused(Kind.REFUSED, () -> registry.move(path("/a"), path("/a")));
        refused(Kind.REFUSED, () -> registry.move(path("/a"), path("/c/d")));
        assertEquals("x", read("/a/b"));
    }

    @Test
    void aCopyHasItsOwnLife() throws Exception {
        registry.put(
                path("/from/a"),
                text("x").mediaType("text/plain").description("d").properties(ResourceProperties.NONE.with("p", "v")));
        put("/from/b", "y");
        put("/other", "z");
        registry.associate(new Association(path("/from/a"), path("/from/b"), "inner"));
        registry.associate(new Association(path("/from/a"), path("/other"), "outer"));
        registry.associate(new Association(path("/other"), path("/from/a"), "incoming"));
        registry.associate(new Association(path("/from/a"), "http://example.org/x", "uri"));
        registry.actingAs("anna").comment(path("/from/a"), "said");
        registry.actingAs("anna").tag(path("/from/a"), "t");
        registry.actingAs("anna").rate(path("/from/a"), 4);
        registry.createVersion(path("/from/a"));
        put("/to/old", "gone");

        registry.actingAs("ben").copy(path("/from"), path("/to"));

        Resource copy = registry.get(path("/to/a"));
        assertNotEquals(registry.get(path("/from/a")).uuid(), copy.uuid());
        assertFalse(exists("/to/old"), "what was at the target is replaced");
        assertEquals(Optional.of("text/plain"), copy.mediaType());
        assertEquals(Optional.of("v"), copy.properties().first("p"));
        assertEquals("x", read("/to/a"));
        assertEquals("said", registry.comments(path("/to/a")).get(0).text());
        assertEquals(List.of(new ResourceTag("t", 1)), registry.tags(path("/to/a")));
        assertEquals(OptionalInt.of(4), registry.rating(path("/to/a"), "anna"));
        assertEquals(List.of(), registry.versions(path("/to/a")));
        assertEquals(
                List.of(
                        new Association(path("/to/a"), path("/to/b"), "inner"),
                        new Association(path("/to/a"), path("/other"), "outer"),
                        new Association(path("/to/a"), "http://example.org/x", "uri")),
                registry.associations(path("/to/a"), Direction.BOTH, ANY));
        put("/to/a", "changed");
        assertEquals("x", read("/from/a"));
    }

    @Test
    void aCopyIntoItselfIsRefused() throws Exception {
        put("/a/b", "x");
        refused(Kind.REFUSED, () -> registry.copy(path("/a"), path("/a/c")));
        refused(Kind.REFUSED, () -> registry.copy(path("/a/b"), path("/a")));
        refused(Kind.REFUSED, () -> registry.copy(path("/a"), path("/a")));
        assertEquals(List.of("b"), names("/a"));
    }

    @Test
    void aCopyReplacesATreeAlsoThroughALinkThatGoesWithIt() throws Exception {
        registry.put(path("/from/child"), ResourceDraft.resource());
        registry.put(path("/to/old"), ResourceDraft.resource());
        registry.put(path("/way"), ResourceDraft.collection());
        registry.link(path("/to/link"), path("/way"));
        registry.link(path("/way/back"), path("/to"));

        Resource copy = registry.copy(path("/from"), path("/to/link/back"));

        assertEquals(path("/to"), copy.realPath());
        assertEquals(
                List.of(path("/to/child")),
                registry.children(path("/to"), Page.Request.FIRST).items().stream()
                        .map(Resource::path)
                        .toList());
    }

    @Test
    void aNewIdentityIsTakenAndNoneIsGivenTwice() throws Exception {
        assertEquals("mine", registry.put(path("/a"), text("x").uuid("mine")).uuid());
        assertNotEquals("mine", registry.put(path("/b"), text("x").uuid("mine")).uuid());
        assertEquals("mine", registry.put(path("/a"), text("x").uuid("other")).uuid());
        registry.delete(path("/a"));
        assertEquals("mine", registry.put(path("/c"), text("x").uuid("mine")).uuid());
    }

    // ---- links

    @Test
    void linksAreFollowedWhereverTheyAre() throws Exception {
        put("/real/a", "x");
        registry.link(path("/links/l"), path("/real"));

        Resource through = registry.get(path("/links/l/a"));
        assertEquals(path("/links/l/a"), through.path());
        assertEquals(path("/real/a"), through.realPath());
        put("/links/l/b", "y");
        assertEquals("y", read("/real/b"));
        assertEquals(Optional.of(path("/real")), registry.linkTarget(path("/links/l")));
        assertEquals(Optional.empty(), registry.linkTarget(path("/real")));
        assertEquals(List.of("l"), names("/links"));
        assertTrue(registry.children(path("/links"), Page.Request.FIRST)
                .items()
                .get(0)
                .isCollection());
        assertEquals(
                3,
                registry.search(ResourceQuery.within(path("/real")), Page.Request.FIRST)
                        .total());

        registry.move(path("/links/l"), path("/links/m"));
        assertEquals("x", read("/links/m/a"));
        registry.delete(path("/links/m"));
        assertEquals("x", read("/real/a"));
    }

    @Test
    void linksInACircleOrToNowhereAreRefused() throws Exception {
        registry.link(path("/a"), path("/b"));
        refused(Kind.REFUSED, () -> registry.get(path("/a")));
        refused(Kind.REFUSED, () -> put("/a/x", "x"));
        refused(Kind.REFUSED, () -> registry.link(path("/b"), path("/a")));
        refused(Kind.REFUSED, () -> registry.link(path("/c"), path("/c/d")));
        refused(Kind.REFUSED, () -> registry.link(path("/a"), path("/d")));
        assertEquals(List.of(), names("/"), "a link that leads nowhere is left out");
        put("/b", "there now");
        assertEquals("there now", read("/a"));
    }

    // ---- versions

    @Test
    void aVersionKeepsAndRestoresAResource() throws Exception {
        Resource before = registry.put(
                path("/a"), text("old").mediaType("text/old").properties(ResourceProperties.NONE.with("p", "old")));
        ResourceVersion version = registry.actingAs("anna").createVersion(path("/a"));
        registry.put(path("/a"), text("new").properties(ResourceProperties.NONE.with("p", "new")));
        ResourceVersion later = registry.createVersion(path("/a"));

        assertEquals("anna", version.createdBy());
        assertEquals(
                List.of(later.number(), version.number()),
                registry.versions(path("/a")).stream()
                        .map(ResourceVersion::number)
                        .toList());
        assertEquals("old", read(registry.content(path("/a"), version.number())));
        assertEquals(
                Optional.of("old"),
                registry.get(path("/a"), version.number()).properties().first("p"));

        Resource restored = registry.restore(path("/a"), version.number());
        assertEquals(before.uuid(), restored.uuid());
        assertEquals(Optional.of("text/old"), restored.mediaType());
        assertEquals(Optional.of("old"), restored.properties().first("p"));
        assertEquals("old", read("/a"));

        registry.deleteVersion(path("/a"), version.number());
        refused(Kind.NOT_FOUND, () -> registry.get(path("/a"), version.number()));
        refused(Kind.NOT_FOUND, () -> registry.restore(path("/a"), version.number()));
        refused(Kind.NOT_FOUND, () -> registry.deleteVersion(path("/a"), version.number()));
        assertEquals("new", read(registry.content(path("/a"), later.number())));
    }

    @Test
    void aVersionOfACollectionHasEverythingBelow() throws Exception {
        put("/c/a", "1");
        put("/c/sub/b", "2");
        Resource kept = registry.get(path("/c/a"));
        long version = registry.createVersion(path("/c")).number();
        put("/c/a", "changed");
        registry.delete(path("/c/sub"));
        put("/c/new", "3");

        assertEquals("1", read(registry.content(path("/c/a"), version)));
        assertEquals("2", read(registry.content(path("/c/sub/b"), version)));
        assertEquals(
                2, registry.children(path("/c"), version, Page.Request.FIRST).total());
        refused(Kind.NOT_FOUND, () -> registry.get(path("/c/new"), version));

        registry.move(path("/c"), path("/d"));
        registry.restore(path("/d"), version);

        assertEquals(List.of("a", "sub"), names("/d"));
        assertEquals("1", read("/d/a"));
        assertEquals("2", read("/d/sub/b"));
        assertEquals(kept.uuid(), registry.get(path("/d/a")).uuid());
    }

    // ---- associations

    @Test
    void associationsAreSeenFromBothEnds() throws Exception {
        put("/a", "x");
        put("/b", "x");
        Association there = new Association(path("/a"), path("/b"), Association.DEPENDS);
        Association back = new Association(path("/b"), path("/a"), Association.USED_BY);
        registry.associate(there);
        registry.associate(there);
        registry.associate(back);

        assertEquals(List.of(there), registry.associations(path("/a"), Direction.OUTGOING, ANY));
        assertEquals(List.of(back), registry.associations(path("/a"), Direction.INCOMING, ANY));
        assertEquals(List.of(there, back), registry.associations(path("/a"), Direction.BOTH, ANY));
        assertEquals(
                List.of(back), registry.associations(path("/a"), Direction.BOTH, Optional.of(Association.USED_BY)));
        refused(Kind.NOT_FOUND, () -> registry.associate(new Association(path("/a"), path("/gone"), "x")));
        registry.dissociate(there);
        registry.dissociate(there);
        registry.dissociate(new Association(path("/gone"), path("/a"), "x"));
        assertEquals(List.of(back), registry.associations(path("/a"), Direction.BOTH, ANY));
    }

    // ---- comments, tags, ratings

    @Test
    void commentsBelongToTheirAuthors() throws Exception {
        put("/a", "x");
        Registry anna = registry.actingAs("anna");
        ResourceComment first = anna.comment(path("/a"), "first");
        ResourceComment second = registry.actingAs("ben").comment(path("/a"), "second");
        assertEquals(
                List.of("first", "second"),
                registry.comments(path("/a")).stream()
                        .map(ResourceComment::text)
                        .toList());
        refused(Kind.FORBIDDEN, () -> anna.editComment(path("/a"), second.id(), "x"));
        refused(Kind.FORBIDDEN, () -> anna.deleteComment(path("/a"), second.id()));
        refused(Kind.NOT_FOUND, () -> anna.editComment(path("/"), first.id(), "x"));
        assertEquals(
                "edited", anna.editComment(path("/a"), first.id(), "edited").text());
        registry.deleteComment(path("/a"), second.id());
        assertEquals(1, registry.comments(path("/a")).size());
        refused(Kind.REFUSED, () -> anna.comment(path("/a"), "x".repeat(ResourceComment.MAX_LENGTH + 1)));
    }

    @Test
    void tagsBelongToUsersAndIgnoreCase() throws Exception {
        put("/a", "x");
        Registry anna = registry.actingAs("anna");
        Registry ben = registry.actingAs("ben");
        anna.tag(path("/a"), "Pizza");
        anna.tag(path("/a"), "PIZZA");
        ben.tag(path("/a"), "pizza");
        ben.tag(path("/a"), "beer");
        assertEquals(List.of(new ResourceTag("beer", 1), new ResourceTag("pizza", 2)), registry.tags(path("/a")));
        assertEquals(Map.of("beer", List.of("ben"), "pizza", List.of("anna", "ben")), registry.taggings(path("/a")));
        anna.untag(path("/a"), "PizZa");
        anna.untag(path("/a"), "beer");
        assertEquals(List.of(new ResourceTag("beer", 1), new ResourceTag("pizza", 1)), registry.tags(path("/a")));
        registry.untag(path("/a"), "beer");
        assertEquals(List.of(new ResourceTag("pizza", 1)), registry.tags(path("/a")));
        for (String wrong : List.of(" ", "a/b", "x".repeat(101), "a;b", "\u0007")) {
            refused(Kind.REFUSED, () -> registry.tag(path("/a"), wrong));
        }
    }

    @Test
    void ratingsAreOneToFive() throws Exception {
        put("/a", "x");
        Registry anna = registry.actingAs("anna");
        anna.rate(path("/a"), 1);
        anna.rate(path("/a"), 5);
        registry.actingAs("ben").rate(path("/a"), 2);
        assertEquals(3.5, registry.rating(path("/a")).average());
        assertEquals(2, registry.rating(path("/a")).users());
        assertEquals(OptionalInt.of(5), registry.rating(path("/a"), "anna"));
        assertEquals(OptionalInt.empty(), registry.rating(path("/a"), "carl"));
        refused(Kind.REFUSED, () -> anna.rate(path("/a"), 0));
        refused(Kind.REFUSED, () -> anna.rate(path("/a"), 6));
        anna.unrate(path("/a"));
        anna.unrate(path("/a"));
        assertEquals(Map.of("ben", 2), registry.ratings(path("/a")));
    }

    // ---- finding

    @Test
    void resourcesAreFoundByWhatTheyHave() throws Exception {
        ResourceProperties properties =
                ResourceProperties.NONE.with("color", List.of("Red", "Blue")).with("size", "10%");
        registry.put(path("/s/one"), text("x").mediaType("text/plain").properties(properties));
        registry.put(path("/s/two"), text("x").description("A BLUE thing"));
        registry.put(path("/s/a/Blue_three"), text("x").properties(ResourceProperties.NONE.with("color", "Green")));
        put("/else", "x");
        registry.tag(path("/s/two"), "Good");
        ResourceQuery all = ResourceQuery.within(path("/s"));

        assertEquals(List.of("/s/one"), found(all.property("color", "Blue")));
        assertEquals(List.of("/s/a/Blue_three", "/s/one"), found(all.property("color")));
        assertEquals(List.of(), found(all.property("color", "blue")));
        assertEquals(List.of("/s/one"), found(all.property("color").property("size", "10%")));
        assertEquals(List.of("/s/a/Blue_three", "/s/one", "/s/two"), found(all.text("bLUE")));
        assertEquals(List.of("/s/one"), found(all.text("10%")));
        assertEquals(List.of("/s/one"), found(all.mediaType("text/plain")));
        assertEquals(List.of("/s/two"), found(all.tag("gOOD")));
        assertEquals(List.of("/s", "/s/a"), found(all.kind(ResourceKind.COLLECTION)));
        assertEquals(List.of(), found(ResourceQuery.within(path("/s/a")).tag("good")));
        Page<Resource> page = registry.search(all, new Page.Request(1, 2));
        assertEquals(5, page.total());
        assertEquals(
                List.of(path("/s/a"), path("/s/a/Blue_three")),
                page.items().stream().map(Resource::path).toList());
    }

    private List<String> found(ResourceQuery query) throws RegistryException {
        return registry.search(query, Page.Request.FIRST).items().stream()
                .map(resource -> resource.path().toString())
                .toList();
    }

    @Test
    void activitiesTellWhoDidWhat() throws Exception {
        Registry anna = registry.actingAs("anna");
        anna.put(path("/a"), text("x"));
        anna.put(path("/a"), text("y"));
        registry.move(path("/a"), path("/b"));
        refused(Kind.REFUSED, () -> anna.rate(path("/b"), 9));
        RegistryTransaction transaction = registry.begin();
        anna.put(path("/c"), text("rolled back"));
        transaction.close();
        assertEquals(
                List.of(Activity.Action.UPDATE, Activity.Action.ADD),
                registry.activities(Activity.Query.ALL.user("anna"), Page.Request.FIRST).items().stream()
                        .map(Activity::action)
                        .toList());
        Activity move = registry.activities(Activity.Query.ALL.action(Activity.Action.RENAME), Page.Request.FIRST)
                .items()
                .get(0);
        assertEquals(path("/a"), move.path());
        assertEquals(Optional.of("/b"), move.detail());
        assertEquals(
                0,
                registry.activities(Activity.Query.ALL.within(path("/x")), Page.Request.FIRST)
                        .total());
    }

    // ---- transactions

    @Test
    void aTransactionIsSeenByItselfFirst() throws Exception {
        try (RegistryTransaction transaction = registry.begin()) {
            put("/a/b", "1");
            put("/a/b", "2");
            assertEquals("2", read("/a/b"));
            assertEquals(Optional.empty(), onAnotherThread(() -> registry.find(path("/a/b"))));
            transaction.commit();
        }
        assertTrue(onAnotherThread(() -> registry.find(path("/a/b"))).isPresent());
    }

    private interface Question<T> {
        T ask() throws Exception;
    }

    private static <T> T onAnotherThread(Question<T> question) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            return thread.submit(question::ask).get(60, TimeUnit.SECONDS);
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void aTransactionWithoutCommitLeavesNothing() throws Exception {
        put("/kept", "before");
        read("/kept");
        RegistryTransaction transaction = registry.begin();
        put("/kept", "after");
        put("/new", "x");
        registry.move(path("/kept"), path("/moved"));
        assertFalse(exists("/kept"));
        transaction.close();
        assertEquals("before", read("/kept"));
        assertFalse(exists("/new"));
        assertFalse(exists("/moved"));
    }

    @Test
    void aMethodThatThrowsLeavesTheTransactionUsable() throws Exception {
        put("/resource", "x");
        try (RegistryTransaction transaction = registry.begin()) {
            put("/a", "1");
            refused(Kind.REFUSED, () -> put("/made/on/the/way/" + "n/".repeat(500) + "x", "x"));
            refused(Kind.NOT_FOUND, () -> registry.get(path("/none")));
            refused(Kind.REFUSED, () -> put("/resource/below", "x"));
            put("/b", "2");
            transaction.commit();
        }
        assertEquals(List.of("a", "b", "resource"), names("/"));
    }

    @Test
    void nestedTransactionsJoin() throws Exception {
        try (RegistryTransaction outer = registry.begin()) {
            try (RegistryTransaction inner = registry.begin()) {
                put("/a", "1");
                assertThrows(IllegalStateException.class, outer::commit);
                inner.commit();
            }
            assertEquals(Optional.empty(), onAnotherThread(() -> registry.find(path("/a"))));
            outer.commit();
            assertThrows(IllegalStateException.class, outer::commit);
        }
        assertEquals("1", read("/a"));
    }

    @Test
    void anInnerOneWithoutCommitDoomsTheOuterOne() throws Exception {
        try (RegistryTransaction outer = registry.begin()) {
            put("/a", "1");
            RegistryTransaction inner = registry.begin();
            put("/b", "1");
            inner.close();
            refused(Kind.REFUSED, outer::commit);
        }
        assertEquals(List.of(), names("/"));
        put("/c", "the next one is not touched by it");
        assertEquals(List.of("c"), onAnotherThread(() -> names("/")));
    }

    @Test
    void manyWritersLoseNothing() throws Exception {
        int writers = 8;
        int each = 10;
        put("/counter", "0");
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            List<Future<Void>> all = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                String mine = "/w" + writer;
                all.add(threads.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        try (RegistryTransaction transaction = registry.begin()) {
                            int count = Integer.parseInt(read("/counter"));
                            put("/counter", Integer.toString(count + 1));
                            put(mine + "/n" + i, "x");
                            transaction.commit();
                        }
                    }
                    return null;
                }));
            }
            for (Future<Void> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(Integer.toString(writers * each), read("/counter"));
        assertEquals(each, names("/w3").size());
    }

    @Test
    void anotherNodesWritesAreSeen() throws Exception {
        Optional<Registry> second = openSecond();
        if (second.isEmpty()) {
            return;
        }
        try {
            Registry other = second.get();
            put("/a/b", "1");
            assertEquals("1", read(other.content(path("/a/b"))));
            other.put(path("/a/b"), text("2"));
            assertEquals("2", read("/a/b"));
            registry.move(path("/a"), path("/c"));
            assertFalse(other.find(path("/a/b")).isPresent());
            assertEquals("2", read(other.content(path("/c/b"))));
            other.delete(path("/c"));
            assertFalse(exists("/c/b"));
        } finally {
            close(second.get());
        }
    }

    // ---- dumps

    private byte[] dumped(String path) throws RegistryException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        registry.dump(path(path), out);
        return out.toByteArray();
    }

    private void fillTree() throws RegistryException {
        registry.put(
                path("/t/a"),
                text("content")
                        .mediaType("text/plain")
                        .properties(ResourceProperties.NONE.with("p", List.of("1", "2"))));
        registry.put(path("/t/sub/b"), ResourceDraft.resource().description("no content"));
        registry.put(path("/t/sub/large"), ResourceDraft.resource().content(ResourceContent.of(new byte[300_000])));
        registry.link(path("/t/link"), path("/t/a"));
        put("/outside", "o");
        registry.associate(new Association(path("/t/a"), path("/t/sub/b"), "inner"));
        registry.associate(new Association(path("/t/a"), path("/outside"), "outer"));
        registry.associate(new Association(path("/t/a"), "urn:x:y", "uri"));
        registry.actingAs("anna").comment(path("/t/a"), "said");
        registry.actingAs("anna").tag(path("/t/a"), "t");
        registry.actingAs("anna").rate(path("/t/a"), 3);
    }

    @Test
    void aDumpIsLoadedElsewhere() throws Exception {
        fillTree();
        Resource before = registry.get(path("/t/a"));
        byte[] dump = dumped("/t");
        put("/new/tree/besides", "stays");
        put("/new/tree/a", "is replaced");

        Resource loaded = registry.load(path("/new/tree"), new ByteArrayInputStream(dump));

        assertEquals(path("/new/tree"), loaded.path());
        Resource a = registry.get(path("/new/tree/a"));
        assertEquals("content", read("/new/tree/a"));
        assertEquals(List.of("1", "2"), a.properties().all("p"));
        assertNotEquals(before.uuid(), a.uuid());
        assertEquals("stays", read("/new/tree/besides"));
        assertEquals(Optional.empty(), registry.get(path("/new/tree/sub/b")).content());
        assertEquals(
                300_000,
                registry.get(path("/new/tree/sub/large"))
                        .content()
                        .orElseThrow()
                        .size());
        assertEquals(Optional.of(path("/t/a")), registry.linkTarget(path("/new/tree/link")));
        assertEquals(
                List.of(
                        new Association(path("/new/tree/a"), path("/new/tree/sub/b"), "inner"),
                        new Association(path("/new/tree/a"), path("/outside"), "outer"),
                        new Association(path("/new/tree/a"), "urn:x:y", "uri")),
                registry.associations(path("/new/tree/a"), Direction.OUTGOING, ANY));
        assertEquals("said", registry.comments(path("/new/tree/a")).get(0).text());
        assertEquals(OptionalInt.of(3), registry.rating(path("/new/tree/a"), "anna"));
        assertEquals(List.of(new ResourceTag("t", 1)), registry.tags(path("/new/tree/a")));

        registry.delete(path("/t"));
        registry.load(path("/t"), new ByteArrayInputStream(dump));
        assertEquals(before.uuid(), registry.get(path("/t/a")).uuid(), "an identity that is free comes back");
    }

    @Test
    void aBrokenDumpChangesNothing() throws Exception {
        fillTree();
        registry.delete(path("/t/sub/large"));
        byte[] dump = dumped("/t");
        long before = registry.revision();
        for (int at = 0; at < dump.length; at += 10) {
            byte[] cut = Arrays.copyOf(dump, at);
            refused(Kind.REFUSED, () -> registry.load(path("/new"), new ByteArrayInputStream(cut)));
            byte[] flipped = dump.clone();
            flipped[at] ^= 0x10;
            refused(Kind.REFUSED, () -> registry.load(path("/new"), new ByteArrayInputStream(flipped)));
        }
        byte[] longer = Arrays.copyOf(dump, dump.length + 1);
        refused(Kind.REFUSED, () -> registry.load(path("/new"), new ByteArrayInputStream(longer)));
        assertFalse(exists("/new"));
        assertEquals(before, registry.revision());
    }

    @Test
    void aStreamThatFailsIsHandedOnAndChangesNothing() throws Exception {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }
        };
        assertThrows(IOException.class, () -> registry.load(path("/new"), failing));
        assertFalse(exists("/new"));
    }
}
