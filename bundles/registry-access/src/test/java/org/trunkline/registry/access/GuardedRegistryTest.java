package org.trunkline.registry.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.trunkline.registry.Activity;
import org.trunkline.registry.Association;
import org.trunkline.registry.Page;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryException.Kind;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.RegistryTransaction;
import org.trunkline.registry.Resource;
import org.trunkline.registry.ResourceContent;
import org.trunkline.registry.ResourceDraft;
import org.trunkline.registry.ResourceQuery;
import org.trunkline.registry.testkit.InMemoryRegistry;

class GuardedRegistryTest {

    private static final RegistryPath GOVERNANCE = RegistryPath.of("/_system/governance");
    private static final RegistryPath TRUNK = GOVERNANCE.child("trunk");
    private static final RegistryPath OPEN = TRUNK.child("open");
    private static final RegistryPath SECRET = TRUNK.child("secret");
    private static final RegistryPath PLAN = SECRET.child("plan");
    private static final RegistryPath BRANCHES = GOVERNANCE.child("branches");
    private static final RegistryPath CONFIG = RegistryPath.of("/_system/config");
    private static final RegistryPath KEYS = CONFIG.child("keys");

    private static final AccessRules RULES = new AccessRules(List.of(
            AccessRule.parse("/_system/governance read=viewer"),
            AccessRule.parse("/_system/governance/trunk read=viewer write=publisher"),
            AccessRule.parse("/_system/governance/trunk/secret")));

    private final Registry all = new InMemoryRegistry();
    private final Registry publisher = guarded("paul", "publisher", "viewer");
    private final Registry viewer = guarded("vera", "viewer");
    private final Registry admin = guarded("ada", "admin");

    private Registry guarded(String user, String... roles) {
        return new GuardedRegistry(all.actingAs(user), RULES.of(Set.of(roles)));
    }

    private static ResourceDraft draft(String text) {
        return ResourceDraft.resource().content(ResourceContent.of(text.getBytes(UTF_8)));
    }

    @BeforeEach
    void fill() throws Exception {
        for (RegistryPath path : List.of(OPEN, PLAN, BRANCHES.child("released"), KEYS)) {
            all.put(path, draft("about " + path.name()).mediaType("text/plain"));
            all.tag(path, "important");
        }
        all.link(TRUNK.child("way"), KEYS);
        all.link(TRUNK.child("folder"), CONFIG);
        all.link(TRUNK.child("released"), BRANCHES.child("released"));
        all.associate(new Association(OPEN, KEYS, Association.DEPENDS));
        all.associate(new Association(PLAN, OPEN, Association.DEPENDS));
        all.associate(new Association(OPEN, BRANCHES, "related"));
    }

    private static List<String> names(Page<Resource> page) {
        return page.items().stream().map(resource -> resource.path().name()).toList();
    }

    private static void refuses(Kind kind, Executable work) {
        assertEquals(kind, assertThrows(RegistryException.class, work).kind());
    }

    @Test
    void whatMayNotBeReadIsNotThereByAnyDoor() {
        for (RegistryPath hidden :
                List.of(PLAN, KEYS, TRUNK.child("way"), TRUNK.child("folder").child("keys"), CONFIG)) {
            Map<String, Executable> doors = new LinkedHashMap<>();
            doors.put("get", () -> publisher.get(hidden));
            doors.put("content", () -> publisher.content(hidden));
            doors.put("children", () -> publisher.children(hidden, Page.Request.FIRST));
            doors.put("versions", () -> publisher.versions(hidden));
            doors.put("get version", () -> publisher.get(hidden, 1));
            doors.put("content version", () -> publisher.content(hidden, 1));
            doors.put("children version", () -> publisher.children(hidden, 1, Page.Request.FIRST));
            doors.put("createVersion", () -> publisher.createVersion(hidden));
            doors.put("restore", () -> publisher.restore(hidden, 1));
            doors.put("deleteVersion", () -> publisher.deleteVersion(hidden, 1));
            doors.put(
                    "associations", () -> publisher.associations(hidden, Association.Direction.BOTH, Optional.empty()));
            doors.put("associate", () -> publisher.associate(new Association(hidden, OPEN, "x")));
            doors.put("associate with", () -> publisher.associate(new Association(OPEN, hidden, "x")));
            doors.put("dissociate", () -> publisher.dissociate(new Association(hidden, OPEN, "depends")));
            doors.put("comment", () -> publisher.comment(hidden, "x"));
            doors.put("editComment", () -> publisher.editComment(hidden, 1, "x"));
            doors.put("deleteComment", () -> publisher.deleteComment(hidden, 1));
            doors.put("comments", () -> publisher.comments(hidden));
            doors.put("tag", () -> publisher.tag(hidden, "x"));
            doors.put("untag", () -> publisher.untag(hidden, "important"));
            doors.put("tags", () -> publisher.tags(hidden));
            doors.put("rate", () -> publisher.rate(hidden, 3));
            doors.put("rating", () -> publisher.rating(hidden));
            doors.put("taggings", () -> publisher.taggings(hidden));
            doors.put("unrate", () -> publisher.unrate(hidden));
            doors.put("ratings", () -> publisher.ratings(hidden));
            doors.put("rating of", () -> publisher.rating(hidden, "x"));
            doors.put("copy", () -> publisher.copy(hidden, TRUNK.child("stolen")));
            doors.put("dump", () -> publisher.dump(hidden, new ByteArrayOutputStream()));
            doors.forEach((name, door) -> {
                RegistryException e = assertThrows(RegistryException.class, door, name + " of " + hidden);
                assertEquals(Kind.NOT_FOUND, e.kind(), name + " of " + hidden);
            });
        }
    }

    @Test
    void whatIsHiddenIsSpokenOfAsWhatIsNotThere() {
        RegistryException hidden = assertThrows(RegistryException.class, () -> publisher.get(PLAN));
        RegistryException absent = assertThrows(RegistryException.class, () -> publisher.get(SECRET.child("none")));
        RegistryException really = assertThrows(RegistryException.class, () -> publisher.get(TRUNK.child("none")));

        assertEquals(hidden.getMessage().replace("plan", "none"), absent.getMessage());
        assertEquals(absent.getMessage().replace("/secret", ""), really.getMessage());
    }

    @Test
    void childrenShowWhatMayBeReadAndCountNoMore() throws Exception {
        Page<Resource> page = publisher.children(TRUNK, new Page.Request(0, 1));

        assertEquals(List.of("open"), names(page));
        assertEquals(2, page.total());
        assertEquals(List.of("released"), names(publisher.children(TRUNK, new Page.Request(1, 5))));
        assertEquals(5, admin.children(TRUNK, Page.Request.FIRST).total());
    }

    @Test
    void searchesFindWhatMayBeReadAndCountNoMore() throws Exception {
        ResourceQuery tagged = ResourceQuery.within(RegistryPath.ROOT).tag("important");

        Page<Resource> found = publisher.search(tagged, new Page.Request(0, 1));

        assertEquals(List.of("released"), names(found));
        assertEquals(2, found.total());
        assertEquals(4, admin.search(tagged, Page.Request.FIRST).total());
        refuses(Kind.NOT_FOUND, () -> publisher.search(ResourceQuery.within(CONFIG), Page.Request.FIRST));
    }

    @Test
    void associationsWithWhatIsHiddenAreLeftOut() throws Exception {
        List<Association> seen = publisher.associations(OPEN, Association.Direction.BOTH, Optional.empty());

        assertEquals(List.of(new Association(OPEN, BRANCHES, "related")), seen);
    }

    @Test
    void activitiesTellNothingOfWhatIsHidden() throws Exception {
        all.move(KEYS, CONFIG.child("moved"));
        all.copy(PLAN, OPEN.parent().orElseThrow().child("public"));

        for (Activity.Query query : List.of(Activity.Query.ALL, Activity.Query.ALL.within(TRUNK))) {
            String told = viewer.activities(query, Page.Request.FIRST).items().toString();
            assertTrue(told.contains("/trunk/open"), told);
            assertTrue(!told.contains("plan") && !told.contains("keys") && !told.contains("config"), told);
        }
        long hidden = all.activities(Activity.Query.ALL, Page.Request.FIRST).total()
                - viewer.activities(Activity.Query.ALL, Page.Request.FIRST).total();
        assertTrue(hidden > 0);
    }

    @Test
    void anIdentityLeadsOnlyToWhatMayBeRead() throws Exception {
        assertEquals(Optional.empty(), viewer.findByUuid(all.get(PLAN).uuid()));
        assertEquals(OPEN, viewer.findByUuid(all.get(OPEN).uuid()).orElseThrow().path());
    }

    @Test
    void whatMayBeReadAndNotBeWrittenIsForbiddenToChange() throws Exception {
        long version = all.createVersion(OPEN).number();
        long comment = all.comment(OPEN, "x").id();
        byte[] dump = dump(OPEN);
        for (RegistryPath path : List.of(OPEN, BRANCHES.child("released"))) {
            Map<String, Executable> doors = new LinkedHashMap<>();
            doors.put("put", () -> viewer.put(path, draft("x")));
            doors.put("put below", () -> viewer.put(path.parent().orElseThrow().child("new"), draft("x")));
            doors.put("delete", () -> viewer.delete(path));
            doors.put("move", () -> viewer.move(path, TRUNK.child("there")));
            doors.put("copy", () -> viewer.copy(path, TRUNK.child("there")));
            doors.put("createVersion", () -> viewer.createVersion(path));
            doors.put("restore", () -> viewer.restore(path, version));
            doors.put("deleteVersion", () -> viewer.deleteVersion(path, version));
            doors.put("associate", () -> viewer.associate(new Association(path, BRANCHES, "x")));
            doors.put("dissociate", () -> viewer.dissociate(new Association(path, BRANCHES, "related")));
            doors.put("comment", () -> viewer.comment(path, "x"));
            doors.put("editComment", () -> viewer.editComment(path, comment, "y"));
            doors.put("deleteComment", () -> viewer.deleteComment(path, comment));
            doors.put("tag", () -> viewer.tag(path, "x"));
            doors.put("untag", () -> viewer.untag(path, "important"));
            doors.put("rate", () -> viewer.rate(path, 3));
            doors.put("unrate", () -> viewer.unrate(path));
            doors.put("link", () -> viewer.link(TRUNK.child("there"), path));
            doors.put("load", () -> viewer.load(path, new ByteArrayInputStream(dump)));
            long before = all.revision();
            doors.forEach((name, door) -> {
                RegistryException e = assertThrows(RegistryException.class, door, name + " of " + path);
                assertEquals(Kind.FORBIDDEN, e.kind(), name + " of " + path);
            });
            assertEquals(before, all.revision());
        }
    }

    @Test
    void aLinkOpensNothingForWriting() {
        refuses(Kind.FORBIDDEN, () -> publisher.put(TRUNK.child("released"), draft("changed")));
        refuses(Kind.FORBIDDEN, () -> publisher.put(TRUNK.child("way"), draft("changed")));
        refuses(Kind.FORBIDDEN, () -> publisher.put(TRUNK.child("folder").child("new"), draft("changed")));
        refuses(Kind.FORBIDDEN, () -> publisher.copy(OPEN, TRUNK.child("folder").child("new")));
        refuses(Kind.FORBIDDEN, () -> publisher.move(OPEN, TRUNK.child("folder").child("new")));
        refuses(Kind.FORBIDDEN, () -> publisher.link(TRUNK.child("other"), KEYS));
        refuses(Kind.FORBIDDEN, () -> publisher.link(TRUNK.child("other"), TRUNK.child("way")));
        refuses(Kind.FORBIDDEN, () -> publisher.link(TRUNK.child("folder").child("new"), OPEN));
    }

    @Test
    void aLinkToWhatIsClosedMayBeTakenAwayByWhoMayWriteWhereItLies() throws Exception {
        publisher.delete(TRUNK.child("released"));

        assertTrue(all.find(BRANCHES.child("released")).isPresent());
        assertEquals(Optional.empty(), all.linkTarget(TRUNK.child("released")));
    }

    @Test
    void aLinkDoesNotTellWhetherSomethingIsInAClosedPart() throws Exception {
        all.link(TRUNK.child("dead"), SECRET.child("none"));
        all.link(TRUNK.child("chain"), TRUNK.child("dead"));
        all.link(TRUNK.child("open-end"), TRUNK.child("nowhere"));

        refuses(Kind.NOT_FOUND, () -> publisher.get(TRUNK.child("dead")));
        refuses(Kind.NOT_FOUND, () -> publisher.get(TRUNK.child("chain")));
        refuses(Kind.NOT_FOUND, () -> publisher.get(TRUNK.child("chain").child("below")));
        refuses(Kind.REFUSED, () -> publisher.get(TRUNK.child("open-end")));
    }

    @Test
    void activitiesTellOfAssociationsWithOtherPlaces() throws Exception {
        all.associate(new Association(OPEN, "http://wiki.foo.com/open", "documentation"));
        all.associate(new Association(OPEN, PLAN, "a;http://foo.com"));

        List<Activity> told = viewer.activities(
                        Activity.Query.ALL.path(OPEN).action(Activity.Action.ASSOCIATE), Page.Request.FIRST)
                .items();

        assertEquals(Optional.empty(), told.get(0).detail());
        assertTrue(told.get(1).detail().orElseThrow().contains("http://wiki.foo.com/open"));
    }

    @Test
    void whereALinkLeadsIsToldToWhoMayReadBoth() throws Exception {
        assertEquals(Optional.empty(), viewer.linkTarget(TRUNK.child("way")));
        assertEquals(Optional.of(BRANCHES.child("released")), viewer.linkTarget(TRUNK.child("released")));
    }

    @Test
    void aTreeWithAClosedPartIsNotTakenAsAWhole() throws Exception {
        refuses(Kind.FORBIDDEN, () -> publisher.delete(TRUNK));
        refuses(Kind.FORBIDDEN, () -> publisher.copy(TRUNK, TRUNK.child("copy")));
        refuses(Kind.FORBIDDEN, () -> publisher.dump(TRUNK, new ByteArrayOutputStream()));
        refuses(Kind.FORBIDDEN, () -> publisher.load(TRUNK, new ByteArrayInputStream(dump(BRANCHES))));
        long version = all.createVersion(TRUNK).number();
        refuses(Kind.FORBIDDEN, () -> publisher.restore(TRUNK, version));
        refuses(Kind.NOT_FOUND, () -> publisher.get(PLAN, version));
        assertEquals(List.of("open"), names(publisher.children(TRUNK, version, Page.Request.FIRST)));
    }

    @Test
    void aDumpDoesNotNameWhatIsHidden() throws Exception {
        refuses(Kind.FORBIDDEN, () -> publisher.dump(OPEN, new ByteArrayOutputStream()));

        all.dissociate(new Association(OPEN, KEYS, Association.DEPENDS));

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        publisher.dump(OPEN, out);
        assertTrue(out.size() > 0);
    }

    @Test
    void whatIsAllowedIsDoneInTheUsersName() throws Exception {
        publisher.put(OPEN, draft("changed"));
        publisher.move(OPEN, TRUNK.child("moved"));
        publisher.copy(TRUNK.child("moved"), TRUNK.child("copied"));
        publisher.comment(TRUNK.child("copied"), "well done");

        assertEquals("paul", all.get(TRUNK.child("moved")).modifiedBy());
        assertEquals("paul", all.comments(TRUNK.child("copied")).get(0).author());
        assertEquals("paul", publisher.actingAs("paul").user());
    }

    @Test
    void aRefusalDoesNotSpoilTheTransactionAroundIt() throws Exception {
        try (RegistryTransaction transaction = publisher.begin()) {
            publisher.put(TRUNK.child("kept"), draft("x"));
            refuses(Kind.FORBIDDEN, () -> publisher.put(BRANCHES.child("no"), draft("x")));
            transaction.commit();
        }

        assertTrue(all.find(TRUNK.child("kept")).isPresent());
    }

    @Test
    void anAdministratorMayDoEverything() throws Exception {
        admin.put(KEYS, draft("x"));
        admin.delete(SECRET);
        admin.dump(RegistryPath.ROOT, new ByteArrayOutputStream());
        assertEquals(1, admin.tags(KEYS).size());
    }

    @Test
    void unlessToldOtherwiseEverybodyReadsGovernanceAndAdministratorsDoTheRest() throws Exception {
        Registry reader = new GuardedRegistry(all.actingAs("vera"), AccessRules.DEFAULT.of(Set.of("viewer")));

        assertEquals(OPEN, reader.get(OPEN).path());
        refuses(Kind.FORBIDDEN, () -> reader.put(OPEN, draft("x")));
        refuses(Kind.NOT_FOUND, () -> reader.get(KEYS));
        refuses(Kind.NOT_FOUND, () -> reader.get(RegistryPath.ROOT));
    }

    @Test
    void aRuleIsAPathWithRoles() {
        AccessRule rule = AccessRule.parse("/a/b c read=viewer,Publisher  write=ops");

        assertEquals(RegistryPath.of("/a/b c"), rule.path());
        assertEquals(Set.of("viewer", "publisher", "ops"), rule.readers());
        assertEquals(Set.of("ops"), rule.writers());
        for (String wrong : List.of("", "a read=viewer", "/a reads=viewer", "/a read=", "/a/../b read=viewer")) {
            assertThrows(IllegalArgumentException.class, () -> AccessRule.parse(wrong), wrong);
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> new AccessRules(List.of(AccessRule.parse("/a"), AccessRule.parse("/a read=x"))));
    }

    private byte[] dump(RegistryPath path) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        all.dump(path, out);
        return out.toByteArray();
    }
}
