package org.trunkline.executors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wso2.carbon.governance.registry.extensions.interfaces.Execution;
import org.wso2.carbon.registry.core.Comment;
import org.wso2.carbon.registry.core.exceptions.RegistryException;
import org.wso2.carbon.registry.core.jdbc.handlers.RequestContext;

class CopyExecutorTest {

    private static final String DEV = "/_system/governance/e1";
    private static final String QA = "/_system/governance/qa";
    private static final String DOC = DEV + "/docs/a.txt";
    private static final String COPY = QA + "/docs/a.txt";

    private final Trunk trunk = new Trunk();

    CopyExecutorTest() throws RegistryException {
        trunk.put(DOC, "text/plain", "text");
    }

    private static <E extends Execution> E with(E executor, String... more) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("currentEnvironment", DEV);
        parameters.put("targetEnvironment", QA);
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        executor.init(parameters);
        return executor;
    }

    private String refusal(RequestContext context, String... parameters) throws RegistryException {
        List<String> before = trunk.everything();
        assertFalse(with(new CopyExecutor(), parameters).execute(context, "a", "b"));
        assertEquals(before, trunk.everything());
        assertThrows(RegistryException.class, trunk.registry::commitTransaction, "a transaction was left open");
        return (String) context.getProperty("executorMessage");
    }

    @Test
    void theCopyTakesTheNewState() throws Exception {
        RequestContext context = trunk.context(DOC);

        assertTrue(with(new CopyExecutor()).execute(context, "a", "b"));

        assertEquals("text", trunk.content(COPY));
        assertEquals(COPY, context.getResource().getPath());
        assertEquals(COPY, context.getResourcePath().getPath());
        assertEquals(DOC, context.getOldResource().getPath());
        assertNotEquals(
                trunk.registry.get(DOC).getUUID(), trunk.registry.get(COPY).getUUID());
    }

    @Test
    void underWso2sNameTheOriginalAdvances() throws Exception {
        RequestContext context = trunk.context(DOC);

        assertTrue(with(new OriginalAdvancingCopyExecutor()).execute(context, "a", "b"));

        assertEquals("text", trunk.content(COPY));
        assertEquals(DOC, context.getResource().getPath());
        assertEquals(DOC, context.getResourcePath().getPath());
    }

    @Test
    void aCollectionIsCopiedWithAllThatIsInIt() throws Exception {
        assertTrue(with(new CopyExecutor()).execute(trunk.context(DEV + "/docs"), "a", "b"));

        assertEquals("text", trunk.content(COPY));
    }

    @Test
    void theVersionOfTheTransitionIsPutIntoTheEnvironment() throws Exception {
        RequestContext context = trunk.context(DOC, Map.of(DOC, "2.0.0"));

        assertTrue(with(new CopyExecutor(), "targetEnvironment", QA + "/{@version}/")
                .execute(context, "a", "b"));

        assertEquals("text", trunk.content(QA + "/2.0.0/docs/a.txt"));
    }

    @Test
    void anEnvironmentWhoseNameOnlyBeginsAlikeIsAnotherOne() throws Exception {
        trunk.put("/_system/governance/e10/a.txt", "text/plain", "other");
        List<String> before = trunk.everything();
        RequestContext context = trunk.context("/_system/governance/e10/a.txt");

        assertTrue(with(new CopyExecutor()).execute(context, "a", "b"));

        assertEquals(before, trunk.everything());
        assertEquals("/_system/governance/e10/a.txt", context.getResourcePath().getPath());
    }

    @Test
    void whatPeopleSaidIsCopiedOnceAndOtherAssociationsToo() throws Exception {
        trunk.put(DEV + "/b", "text/plain", "b");
        trunk.registry.addComment(DOC, new Comment("good"));
        trunk.registry.applyTag(DOC, "text");
        trunk.registry.rateResource(DOC, 3);
        trunk.registry.addAssociation(DOC, DEV + "/b", "see");
        trunk.registry.addAssociation(DEV + "/b", DOC, "seen");
        Execution executor = with(
                new CopyExecutor(),
                "copyComments",
                "true",
                "copyTags",
                "true",
                "copyRatings",
                "true",
                "copyAssociations",
                "true");

        assertTrue(executor.execute(trunk.context(DOC), "a", "b"));

        assertEquals(1, trunk.registry.getComments(COPY).length);
        assertEquals(1, trunk.registry.getTags(COPY).length);
        assertEquals(3, trunk.registry.getAverageRating(COPY));
        assertEquals(Set.of("see " + DEV + "/b"), trunk.associations(COPY));
        assertTrue(trunk.associations(DEV + "/b").contains("seen " + COPY));
    }

    @Test
    void whatMakesNoSenseIsRefused() throws Exception {
        assertEquals(
                "No version is given for " + DOC + ", and an environment is " + QA
                        + "/{@version}: give one as the parameter '" + DOC + "'.",
                refusal(trunk.context(DOC), "targetEnvironment", QA + "/{@version}"));
        assertEquals(
                "'../x' cannot be a name in a path, so it is no version of " + DOC + ".",
                refusal(trunk.context(DOC, Map.of(DOC, "../x")), "targetEnvironment", QA + "/{@version}"));
        assertEquals(
                "The copy of " + DOC + " would be itself: currentEnvironment and targetEnvironment are the same.",
                refusal(trunk.context(DOC), "targetEnvironment", DEV));
        assertEquals(
                "The execution that copies " + DOC + " has no targetEnvironment.",
                refusal(trunk.context(DOC), "targetEnvironment", " "));
    }

    @Test
    void servicesStayWhereTheyAreWhenTheyAreDemoted() throws Exception {
        trunk.put(DEV + "/svc", Trunk.SERVICE_TYPE, "<metadata/>");
        RequestContext service = trunk.context(DEV + "/svc");
        RequestContext other = trunk.context(DOC);
        Execution executor = with(new DemoteActionExecutor());

        assertTrue(executor.execute(service, "b", "a"));
        assertTrue(executor.execute(other, "b", "a"));
        assertTrue(executor.execute(service, "b", "a"));

        assertEquals(null, service.getResource());
        assertEquals(DOC, other.getResource().getPath());
    }

    @Test
    void theMediaTypeOfWhatStaysCanBeSet() throws Exception {
        RequestContext context = trunk.context(DOC);

        assertTrue(with(new DemoteActionExecutor(), "service.mediatype", "text/plain")
                .execute(context, "b", "a"));

        assertEquals(null, context.getResource());
    }
}
