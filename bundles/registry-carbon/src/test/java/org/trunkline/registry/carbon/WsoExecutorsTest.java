package org.trunkline.registry.carbon;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trunkline.registry.carbon.internal.CarbonRegistry;
import org.trunkline.registry.testkit.InMemoryRegistry;
import org.wso2.carbon.governance.registry.extensions.aspects.utils.StatCollection;
import org.wso2.carbon.governance.registry.extensions.executors.CopyExecutor;
import org.wso2.carbon.governance.registry.extensions.executors.DemoteActionExecutor;
import org.wso2.carbon.governance.registry.extensions.executors.ServiceVersionExecutor;
import org.wso2.carbon.governance.registry.extensions.interfaces.Execution;
import org.wso2.carbon.registry.core.Aspect;
import org.wso2.carbon.registry.core.Association;
import org.wso2.carbon.registry.core.Collection;
import org.wso2.carbon.registry.core.Comment;
import org.wso2.carbon.registry.core.Registry;
import org.wso2.carbon.registry.core.Resource;
import org.wso2.carbon.registry.core.ResourcePath;
import org.wso2.carbon.registry.core.exceptions.RegistryException;

/** WSO2's own executors, from WSO2's jar, on this registry: the trees are those that they were seen to make. */
class WsoExecutorsTest {

    private static final String TRUNK = "/_system/governance/trunk/";
    private static final String TESTING = "/_system/governance/branches/testing/";
    private static final String SERVICE = "application/vnd.wso2-service+xml";

    private final Registry registry = new CarbonRegistry(new InMemoryRegistry(), () -> Optional.of(new Attaching()));

    /** What executors ask of an engine: that it attaches the lifecycle to what they made. */
    private static final class Attaching implements AspectEngine {

        @Override
        public List<String> available() {
            return List.of("LC");
        }

        @Override
        public void associate(Registry registry, String path, String aspect) throws RegistryException {
            Resource resource = registry.get(path);
            resource.addAspect(aspect);
            registry.put(path, resource);
        }

        @Override
        public List<String> actions(Registry registry, String path, String aspect) {
            return List.of();
        }

        @Override
        public void invoke(Registry registry, String path, String aspect, String action, Map<String, String> parameters)
                throws RegistryException {
            throw new RegistryException("no executor invokes an aspect");
        }

        @Override
        public boolean add(String name, Aspect aspect) {
            return false;
        }

        @Override
        public boolean remove(String name) {
            return false;
        }
    }

    @BeforeEach
    void aServiceWithWhatItNeeds() throws Exception {
        put(
                TRUNK + "services/com/foo/Svc",
                SERVICE,
                "<metadata xmlns=\"http://www.wso2.org/governance/metadata\"><overview><name>Svc</name>"
                        + "<namespace>http://foo.com</namespace><version>1.0.0</version></overview>"
                        + "<interface><wsdlURL>" + TRUNK + "wsdls/com/foo/Svc.wsdl</wsdlURL></interface></metadata>");
        put(
                TRUNK + "wsdls/com/foo/Svc.wsdl",
                "application/wsdl+xml",
                "<wsdl:definitions xmlns:wsdl=\"http://schemas.xmlsoap.org/wsdl/\""
                        + " xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"><wsdl:types><xs:schema><xs:import"
                        + " namespace=\"u\" schemaLocation=\"../../../schemas/com/foo/types.xsd\"/>"
                        + "</xs:schema></wsdl:types></wsdl:definitions>");
        put(TRUNK + "schemas/com/foo/types.xsd", "application/x-xsd+xml", "<schema/>");
        put(TRUNK + "policies/p.xml", "application/policy+xml", "<p/>");
        depends("services/com/foo/Svc", "wsdls/com/foo/Svc.wsdl");
        depends("services/com/foo/Svc", "policies/p.xml");
        depends("wsdls/com/foo/Svc.wsdl", "schemas/com/foo/types.xsd");
        registry.addComment(TRUNK + "services/com/foo/Svc", new Comment("good"));
        registry.applyTag(TRUNK + "services/com/foo/Svc", "one");
        registry.rateResource(TRUNK + "services/com/foo/Svc", 4);
        registry.associateAspect(TRUNK + "services/com/foo/Svc", "LC");
        Resource service = registry.get(TRUNK + "services/com/foo/Svc");
        service.setProperty("registry.LC.name", "LC");
        registry.put(TRUNK + "services/com/foo/Svc", service);
    }

    private void put(String path, String mediaType, String content) throws RegistryException {
        Resource resource = registry.newResource();
        resource.setMediaType(mediaType);
        resource.setContent(content);
        registry.put(path, resource);
    }

    private void depends(String one, String other) throws RegistryException {
        registry.addAssociation(TRUNK + one, TRUNK + other, Association.DEPENDS);
        registry.addAssociation(TRUNK + other, TRUNK + one, Association.USED_BY);
    }

    private String content(String path) throws RegistryException {
        return new String((byte[]) registry.get(path).getContent(), StandardCharsets.UTF_8);
    }

    private TreeSet<String> resourcesBelow(String path) throws RegistryException {
        TreeSet<String> found = new TreeSet<>();
        if (!registry.resourceExists(path)) {
            return found;
        }
        if (registry.get(path) instanceof Collection collection) {
            for (String child : collection.getChildren()) {
                found.addAll(resourcesBelow(child));
            }
        } else {
            found.add(path);
        }
        return found;
    }

    private CarbonRequestContext context(String path, Map<String, String> parameters) throws RegistryException {
        CarbonRequestContext context = new CarbonRequestContext(registry, registry);
        context.setResourcePath(new ResourcePath(path));
        context.setResource(registry.get(path));
        context.setOldResource(registry.get(path));
        parameters.forEach(context::setProperty);
        context.setProperty("parameterNames", Collections.unmodifiableSet(parameters.keySet()));
        StatCollection statistics = new StatCollection();
        statistics.setAction("Promote");
        statistics.setActionType("transition");
        statistics.setState("Development");
        statistics.setTargetState("Testing");
        statistics.setAspectName("LC");
        statistics.setOriginalPath(path);
        statistics.setResourcePath(path);
        context.setProperty("statCollection", statistics);
        return context;
    }

    private CarbonRequestContext promotion() throws RegistryException {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put(TRUNK + "services/com/foo/Svc", "1.0.0");
        versions.put(TRUNK + "wsdls/com/foo/Svc.wsdl", "1.0.1");
        versions.put(TRUNK + "schemas/com/foo/types.xsd", "1.0.2");
        versions.put(TRUNK + "policies/p.xml", "1.0.3");
        versions.put("preserveOriginal", "true");
        return context(TRUNK + "services/com/foo/Svc", versions);
    }

    private static Execution serviceVersionExecutor() {
        Execution executor = new ServiceVersionExecutor();
        executor.init(new LinkedHashMap<>(Map.of(
                "currentEnvironment",
                TRUNK + "{@resourcePath}/{@resourceName}",
                "targetEnvironment",
                TESTING + "{@resourcePath}/{@version}/{@resourceName}",
                "service.mediatype",
                SERVICE,
                "copyComments",
                "true",
                "copyTags",
                "true",
                "copyRatings",
                "true")));
        return executor;
    }

    @Test
    void aPromotedServiceTakesWhatItNeedsAlong() throws Exception {
        CarbonRequestContext context = promotion();

        assertTrue(serviceVersionExecutor().execute(context, "Development", "Testing"));

        registry.put(context.getResourcePath().getPath(), context.getResource());
        assertEquals(
                TESTING + "services/com/foo/1.0.0/Svc",
                context.getResourcePath().getPath());
        assertEquals(
                new TreeSet<>(List.of(
                        TESTING + "policies/1.0.3/p.xml",
                        TESTING + "schemas/com/foo/1.0.2/types.xsd",
                        TESTING + "services/com/foo/1.0.0/Svc",
                        TESTING + "wsdls/com/foo/1.0.1/Svc.wsdl")),
                resourcesBelow(TESTING));
        assertEquals(4, resourcesBelow(TRUNK).size());
    }

    @Test
    void whatWasPromotedRefersToWhatWasPromotedWithIt() throws Exception {
        CarbonRequestContext context = promotion();
        assertTrue(serviceVersionExecutor().execute(context, "Development", "Testing"));
        registry.put(context.getResourcePath().getPath(), context.getResource());

        String service = content(TESTING + "services/com/foo/1.0.0/Svc");
        assertTrue(service.contains("<wsdlURL>" + TESTING + "wsdls/com/foo/1.0.1/Svc.wsdl</wsdlURL>"), service);
        String wsdl = content(TESTING + "wsdls/com/foo/1.0.1/Svc.wsdl");
        assertTrue(wsdl.contains("schemaLocation=\"../../../../schemas/com/foo/1.0.2/types.xsd\""), wsdl);
        assertArrayEquals(
                new String[] {TESTING + "policies/1.0.3/p.xml", TESTING + "wsdls/com/foo/1.0.1/Svc.wsdl"},
                Arrays.stream(registry.getAssociations(TESTING + "services/com/foo/1.0.0/Svc", Association.DEPENDS))
                        .map(Association::getDestinationPath)
                        .sorted()
                        .toArray());
        assertNotEquals(
                registry.get(TRUNK + "services/com/foo/Svc").getUUID(),
                registry.get(TESTING + "services/com/foo/1.0.0/Svc").getUUID());
    }

    @Test
    void commentsTagsAndRatingsAreCopiedWhenAskedFor() throws Exception {
        CarbonRequestContext context = promotion();
        assertTrue(serviceVersionExecutor().execute(context, "Development", "Testing"));

        String promoted = TESTING + "services/com/foo/1.0.0/Svc";
        assertEquals("good", registry.getComments(promoted)[0].getText());
        assertEquals("one", registry.getTags(promoted)[0].getTagName());
        assertEquals(4, registry.getAverageRating(promoted));
    }

    @Test
    void aVersionThatIsThereIsNotPromotedOver() throws Exception {
        put(TESTING + "services/com/foo/1.0.0/Svc", SERVICE, "<there/>");
        CarbonRequestContext context = promotion();

        assertFalse(serviceVersionExecutor().execute(context, "Development", "Testing"));

        assertEquals("A resource exists with the given version", context.getProperty("executorMessage"));
        assertEquals(1, resourcesBelow(TESTING).size());
    }

    @Test
    void aCopyIsMadeInTheOtherEnvironment() throws Exception {
        Execution executor = new CopyExecutor();
        executor.init(new LinkedHashMap<>(Map.of(
                "currentEnvironment", "/_system/governance/trunk",
                "targetEnvironment", "/_system/governance/branches/testing/{@version}",
                "copyComments", "true")));
        CarbonRequestContext context =
                context(TRUNK + "policies/p.xml", new LinkedHashMap<>(Map.of(TRUNK + "policies/p.xml", "2.0.0")));

        assertTrue(executor.execute(context, "Development", "Testing"));

        assertEquals(new TreeSet<>(List.of(TESTING + "2.0.0/policies/p.xml")), resourcesBelow(TESTING));
        assertEquals("<p/>", content(TESTING + "2.0.0/policies/p.xml"));
        assertTrue(registry.resourceExists(TRUNK + "policies/p.xml"));
    }

    @Test
    void aServiceIsNotDemotedAndAnythingElseIs() throws Exception {
        Execution executor = new DemoteActionExecutor();
        executor.init(new LinkedHashMap<>(Map.of("service.mediatype", SERVICE)));
        CarbonRequestContext service = context(TRUNK + "services/com/foo/Svc", new LinkedHashMap<>());
        CarbonRequestContext policy = context(TRUNK + "policies/p.xml", new LinkedHashMap<>());

        assertTrue(executor.execute(service, "Testing", "Development"));
        assertTrue(executor.execute(policy, "Testing", "Development"));

        assertNull(service.getResource());
        assertEquals(TRUNK + "policies/p.xml", policy.getResource().getPath());
    }

    @Test
    void theRegistryOfAUserSeesWhatIsBelowItsPath() throws Exception {
        Registry governance =
                registry.getRegistryContext().getEmbeddedRegistryService().getGovernanceUserRegistry("ann", -1234);

        assertEquals(
                "/trunk/policies/p.xml", governance.get("/trunk/policies/p.xml").getPath());
        assertFalse(governance.resourceExists("/_system/governance"));
    }
}
