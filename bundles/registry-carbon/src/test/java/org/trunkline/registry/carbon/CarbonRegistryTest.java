package org.trunkline.registry.carbon;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.carbon.internal.CarbonRegistry;
import org.trunkline.registry.testkit.InMemoryRegistry;
import org.wso2.carbon.registry.core.Collection;
import org.wso2.carbon.registry.core.CollectionImpl;
import org.wso2.carbon.registry.core.LogEntry;
import org.wso2.carbon.registry.core.Registry;
import org.wso2.carbon.registry.core.Resource;
import org.wso2.carbon.registry.core.ResourceImpl;
import org.wso2.carbon.registry.core.exceptions.RegistryException;
import org.wso2.carbon.registry.core.exceptions.ResourceNotFoundException;
import org.wso2.carbon.registry.core.session.CurrentSession;

class CarbonRegistryTest {

    private final org.trunkline.registry.Registry behind = new InMemoryRegistry();
    private final Registry registry = new CarbonRegistry(behind, Optional::empty);

    @AfterEach
    void noSession() {
        CurrentSession.removeUser();
        CurrentSession.removeTenantId();
    }

    private void put(String path, String content) throws RegistryException {
        Resource resource = registry.newResource();
        resource.setContent(content);
        registry.put(path, resource);
    }

    private String content(String path) throws RegistryException {
        return new String((byte[]) registry.get(path).getContent(), StandardCharsets.UTF_8);
    }

    private static String refusal(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(RegistryException.class, call).getMessage();
    }

    // ---- who acts

    @Test
    void theUserOfTheSessionActs() throws Exception {
        CurrentSession.setUser("ann");
        put("/a", "1");

        assertEquals("ann", behind.get(RegistryPath.of("/a")).createdBy());
    }

    @Test
    void theSystemActsWithoutASession() throws Exception {
        put("/a", "1");

        assertEquals("wso2.system.user", registry.get("/a").getAuthorUserName());
    }

    @Test
    void anotherTenantIsRefused() {
        CurrentSession.setTenantId(7);

        assertTrue(refusal(() -> put("/a", "1")).contains("There is no tenant 7 here"));
    }

    // ---- transactions

    @Test
    void anInnerRollbackRollsBackTheWholeAndTheNextTransactionIsFree() throws Exception {
        registry.beginTransaction();
        put("/a", "1");
        registry.beginTransaction();
        registry.rollbackTransaction();

        assertTrue(refusal(registry::commitTransaction).contains("already rollbacked"));
        assertFalse(registry.resourceExists("/a"));
        registry.beginTransaction();
        put("/b", "1");
        registry.commitTransaction();
        assertTrue(registry.resourceExists("/b"));
    }

    @Test
    void aFailedGetDoesNotSpoilATransaction() throws Exception {
        registry.beginTransaction();
        put("/a", "1");
        assertThrows(ResourceNotFoundException.class, () -> registry.get("/missing"));
        registry.commitTransaction();

        assertEquals("1", content("/a"));
    }

    @Test
    void anotherThreadSeesNothingOfAnOpenTransaction() throws Exception {
        registry.beginTransaction();
        put("/a", "1");
        boolean seen = CompletableFuture.supplyAsync(() -> {
                    try {
                        return registry.resourceExists("/a");
                    } catch (RegistryException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .get(10, TimeUnit.SECONDS);
        registry.rollbackTransaction();

        assertFalse(seen);
    }

    @Test
    void aCommitWithoutATransactionIsRefused() {
        assertTrue(refusal(registry::commitTransaction).contains("There is no transaction to commit"));
        assertTrue(refusal(registry::rollbackTransaction).contains("There is no transaction to roll back"));
    }

    // ---- what callers put

    @Test
    void resourcesOfWso2sOwnClassesCanBePut() throws Exception {
        ResourceImpl resource = new ResourceImpl();
        resource.setContent("text");
        resource.setProperty("k", "v");
        registry.put("/a/b", resource);
        registry.put("/c", new CollectionImpl());

        assertEquals("text", content("/a/b"));
        assertEquals("v", registry.get("/a/b").getProperty("k"));
        assertEquals(0, ((Collection) registry.get("/c")).getChildCount());
    }

    @Test
    void aResourceThatWasGotCanBePutElsewhereWithAnIdentityOfItsOwn() throws Exception {
        put("/a", "1");
        registry.put("/b", registry.get("/a"));

        assertNotEquals(registry.get("/a").getUUID(), registry.get("/b").getUUID());
    }

    @Test
    void theMediaTypeComesFromTheNameWhenNoneIsGiven() throws Exception {
        put("/a/Service.WSDL", "<definitions/>");

        assertEquals("application/wsdl+xml", registry.get("/a/Service.WSDL").getMediaType());
    }

    @Test
    void aTreeCannotBeCopiedOrMovedIntoItself() throws Exception {
        put("/a/b", "1");

        assertThrows(RegistryException.class, () -> registry.copy("/a", "/a/c"));
        assertThrows(RegistryException.class, () -> registry.move("/a", "/a/c"));
        assertEquals("1", content("/a/b"));
    }

    @Test
    void illegalTargetsOfAMoveAreRefused() throws Exception {
        put("/a", "1");

        assertTrue(refusal(() -> registry.move("/a", "/b~c")).contains("illegal characters"));
        assertTrue(refusal(() -> registry.rename("/a", "b\u0007c")).contains("control character"));
        assertTrue(registry.resourceExists("/a"));
    }

    @Test
    void nullsAreRefusedWithAMessage() {
        assertTrue(refusal(() -> registry.get(null)).contains("A path is missing"));
        assertTrue(refusal(() -> registry.put("/a", (Resource) null)).contains("no resource to put"));
        assertTrue(refusal(() -> registry.addComment("/a", (org.wso2.carbon.registry.core.Comment) null))
                .contains("no comment"));
        assertTrue(refusal(() -> registry.applyTag("/a", null)).contains("The tag 'null'"));
    }

    // ---- links

    @Test
    void aLinkShowsItsTargetAndSaysSo() throws Exception {
        put("/real/one", "1");
        registry.createLink("/link", "/real");

        Resource seen = registry.get("/link/one");

        assertEquals("/link/one", seen.getPath());
        assertEquals("true", seen.getProperty("registry.link"));
        assertEquals("/real/one", seen.getProperty("registry.actualpath"));
        assertArrayEquals(
                new String[] {"/link/one"}, (String[]) registry.get("/link").getContent());
    }

    @Test
    void aPutThroughALinkChangesTheTargetAndStoresNothingOfTheLink() throws Exception {
        put("/real/one", "1");
        registry.createLink("/link", "/real");
        Resource seen = registry.get("/link/one");
        seen.setContent("2");
        registry.put("/link/one", seen);

        assertEquals("2", content("/real/one"));
        assertNull(registry.get("/real/one").getProperty("registry.link"));
    }

    @Test
    void aRemovedLinkLeavesItsTarget() throws Exception {
        put("/real/one", "1");
        registry.createLink("/link", "/real");
        registry.removeLink("/link");

        assertFalse(registry.resourceExists("/link/one"));
        assertTrue(registry.resourceExists("/real/one"));
        assertTrue(refusal(() -> registry.removeLink("/link")).contains("Couldn't find the mount point to remove."));
    }

    @Test
    void behindALinkThatLeadsNowhereIsNothing() throws Exception {
        registry.createLink("/link", "/gone");

        assertFalse(registry.resourceExists("/link"));
        assertThrows(ResourceNotFoundException.class, () -> registry.get("/link"));
        assertThrows(RegistryException.class, () -> registry.createLink("/gone", "/link"));
    }

    // ---- the log

    @Test
    void theLogSaysWhoDidWhatInWso2sNumbers() throws Exception {
        CurrentSession.setUser("ann");
        put("/a", "1");
        put("/a", "2");
        registry.applyTag("/a", "t");
        registry.move("/a", "/b/a");
        registry.copy("/b/a", "/c");

        LogEntry[] log = registry.getLogs(null, LogEntry.ALL, "ann", null, null, false);

        assertArrayEquals(
                new int[] {LogEntry.ADD, LogEntry.UPDATE, LogEntry.TAG, LogEntry.MOVE, LogEntry.COPY},
                Arrays.stream(log).mapToInt(LogEntry::getAction).toArray());
        assertEquals("/b/a", log[3].getResourcePath());
        assertEquals("/a", log[3].getActionData());
        assertEquals(
                1,
                registry.getLogs("/c", LogEntry.ALL, null, null, null, true).length
                        + registry.getLogs("/b/a", LogEntry.MOVE, null, null, null, true).length);
        assertEquals(0, registry.getLogs(null, LogEntry.ALL, "bob", null, null, true).length);
    }

    @Test
    void whatWasRolledBackIsNotLogged() throws Exception {
        registry.beginTransaction();
        put("/a", "1");
        registry.rollbackTransaction();

        assertEquals(0, registry.getLogs("/a", LogEntry.ALL, null, null, null, false).length);
    }

    // ---- dumps

    @Test
    void aDumpThatIsBrokenInTheMiddleChangesNothing() throws Exception {
        put("/a/one", "1");
        StringWriter out = new StringWriter();
        registry.dump("/a", out);
        String dump = out.toString();

        for (int end : new int[] {0, 10, dump.length() / 2, dump.length() - 3}) {
            assertThrows(
                    RegistryException.class,
                    () -> registry.restore("/a", new StringReader(dump.substring(0, end))),
                    "ends at " + end);
        }
        assertEquals("1", content("/a/one"));
    }

    @Test
    void aDumpCannotNameEntities() {
        String bomb = "<!DOCTYPE resource [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
                + "<resource name=\"a\" status=\"dump\" isCollection=\"false\"><description>&e;</description></resource>";

        assertTrue(refusal(() -> registry.restore("/a", new StringReader(bomb))).contains("Invalid dump"));
    }

    @Test
    void aDumpCannotPutAnythingAboveItself() {
        String dump = "<resource name=\"a\" status=\"dump\" isCollection=\"true\"><children>"
                + "<resource name=\"..\" status=\"dump\" isCollection=\"false\"/></children></resource>";

        assertThrows(RegistryException.class, () -> registry.restore("/x/a", new StringReader(dump)));
    }

    // ---- what is not there

    @Test
    void nothingIsFetchedForACaller() {
        assertEquals(
                "The source URL must not be file in the server's local file system",
                refusal(() -> registry.importResource("/a", "file:///etc/passwd", registry.newResource())));
        assertTrue(refusal(() -> registry.importResource("/a", "http://localhost/", registry.newResource()))
                .contains("Read it and put it"));
    }

    @Test
    void linksToOtherRegistriesAndEventsAreRefused() throws Exception {
        assertThrows(RegistryException.class, () -> registry.createLink("/a", "other", "/b"));
        assertThrows(RegistryException.class, () -> registry.setEventingServiceURL("/a", "http://localhost/"));
        assertNull(registry.getEventingServiceURL("/a"));
    }

    @Test
    void withoutAnEngineThereAreNoAspects() throws Exception {
        put("/a", "1");

        assertEquals(0, registry.getAvailableAspects().length);
        assertTrue(refusal(() -> registry.associateAspect("/a", "LC")).contains("no lifecycle engine"));
        assertTrue(refusal(() -> registry.invokeAspect("/a", "LC", "Promote", Map.of()))
                .contains("no lifecycle engine"));
        assertTrue(refusal(() -> registry.getAspectActions("/a", "LC")).contains("no lifecycle engine"));
    }

    @Test
    void anExecutorsContextHasTheSystemsRegistry() throws Exception {
        CarbonRequestContext context = new CarbonRequestContext(registry, registry);

        assertSame(registry, context.getSystemRegistry());
        assertNotNull(registry.getRegistryContext());
        assertFalse(registry.getRegistryContext().isVersionOnChange());
    }

    @Test
    void aSearchFindsWhatHoldsTheWords() throws Exception {
        put("/a/invoice", "1");
        Resource other = registry.newResource();
        other.setDescription("all about invoices");
        registry.put("/a/other", other);

        assertArrayEquals(
                new String[] {"/a/invoice", "/a/other"},
                registry.searchContent("INVOICE").getChildren());
    }

    // ---- queries

    private String[] query(String type, String sql, String... parameters) throws RegistryException {
        Map<String, String> given = new HashMap<>(Map.of("query", sql, "resultType", type));
        for (int i = 0; i < parameters.length; i++) {
            given.put(Integer.toString(i + 1), parameters[i]);
        }
        return registry.executeQuery(null, given).getChildren();
    }

    @Test
    void aQueryCanBeAParameterAndBeLimited() throws Exception {
        for (String name : new String[] {"a", "b", "c", "d"}) {
            put("/q/" + name, "1");
        }

        assertArrayEquals(
                new String[] {"/q/b", "/q/c"},
                query(
                        "Resource",
                        "SELECT REG_PATH_ID, REG_NAME FROM REG_RESOURCE WHERE REG_NAME IN ('a', 'b', 'c', 'd')"
                                + " ORDER BY REG_NAME LIMIT ?, ?",
                        "1",
                        "2"));
    }

    @Test
    void aQueryUnderstandsItsConditionsAsADatabaseDoes() throws Exception {
        Resource a = registry.newResource();
        a.setDescription("it's 100% new");
        registry.put("/q/a", a);
        put("/q/b", "1");
        String from = "select REG_NAME from REG_RESOURCE R where not (R.REG_NAME is null) and ";

        assertArrayEquals(new String[] {"/q/a"}, query("Resource", from + "REG_DESCRIPTION LIKE 'it''s%n_w'"));
        assertArrayEquals(new String[] {"/q/b"}, query("Resource", from + "REG_DESCRIPTION IS NULL"));
        assertArrayEquals(
                new String[] {"/q/a", "/q/b"},
                query("Resource", from + "(UPPER(REG_NAME) = 'A' OR REG_NAME > 'a' AND REG_NAME <> 'c') order by 1"));
        assertArrayEquals(
                new String[] {"/q/b"},
                query(
                        "Resource",
                        "SELECT REG_NAME FROM REG_RESOURCE WHERE REG_NAME = 'x' AND REG_NAME = 'y' OR REG_NAME = 'b'"));
    }

    @Test
    void whatIsNoSuchQueryIsRefusedWithTheWordsThatWereNotUnderstood() {
        assertTrue(refusal(() -> query("Resource", "UPDATE REG_RESOURCE SET REG_NAME = 'x'"))
                .contains("'SELECT' is expected"));
        assertTrue(refusal(() -> query("Resource", "SELECT A FROM REG_LOG")).contains("there is no table REG_LOG"));
        assertTrue(refusal(() -> query("Resource", "SELECT REG_NAME FROM REG_RESOURCE; DROP TABLE X"))
                .contains("DROP"));
        assertTrue(refusal(() -> query("Resource", "SELECT REG_NAME FROM REG_RESOURCE WHERE REG_NAME = ?"))
                .contains("more question marks"));
        assertTrue(refusal(() -> query("Resource", "SELECT X.A FROM REG_RESOURCE WHERE Y.A = 1"))
                .contains("no table is named Y"));
        assertTrue(refusal(() -> query("TagSummary", "SELECT A FROM REG_TAG")).contains("TagSummary"));
    }

    @Test
    void aQueryThatJoinsEverythingWithEverythingEnds() throws Exception {
        for (int i = 0; i < 200; i++) {
            put("/q/r" + i, "1");
        }
        String from = "SELECT A.REG_NAME FROM REG_RESOURCE A, REG_RESOURCE B, REG_RESOURCE C";

        assertTrue(refusal(() -> query("Resource", from)).contains("finds more than"));
        assertTrue(refusal(() -> query("Resource", from + " WHERE C.REG_NAME || A.REG_NAME = B.REG_UUID"))
                .contains("combinations"));
    }
}
