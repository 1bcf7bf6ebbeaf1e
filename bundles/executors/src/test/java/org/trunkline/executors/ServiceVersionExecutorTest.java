package org.trunkline.executors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trunkline.executors.Trunk.BASE;
import static org.trunkline.executors.Trunk.CURRENT;
import static org.trunkline.executors.Trunk.POLICY;
import static org.trunkline.executors.Trunk.SERVICE;
import static org.trunkline.executors.Trunk.SERVICE_TYPE;
import static org.trunkline.executors.Trunk.TARGET;
import static org.trunkline.executors.Trunk.TESTING;
import static org.trunkline.executors.Trunk.TRUNK;
import static org.trunkline.executors.Trunk.TYPES;
import static org.trunkline.executors.Trunk.WSDL;
import static org.trunkline.executors.Trunk.WSDL_TYPE;
import static org.trunkline.executors.Trunk.XSD_TYPE;
import static org.trunkline.executors.Trunk.between;
import static org.trunkline.executors.Trunk.promotion;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wso2.carbon.governance.registry.extensions.interfaces.Execution;
import org.wso2.carbon.registry.core.Comment;
import org.wso2.carbon.registry.core.Resource;
import org.wso2.carbon.registry.core.exceptions.RegistryException;
import org.wso2.carbon.registry.core.jdbc.handlers.RequestContext;
import org.wso2.carbon.registry.core.session.CurrentSession;

class ServiceVersionExecutorTest {

    private static final String NEW_SERVICE = TESTING + "services/com/foo/1.0.0/Svc";
    private static final String NEW_WSDL = TESTING + "wsdls/com/foo/1.0.1/Svc.wsdl";
    private static final String NEW_TYPES = TESTING + "schemas/com/foo/1.0.2/types.xsd";
    private static final String NEW_BASE = TESTING + "schemas/org/base/1.0.4/base.xsd";
    private static final String NEW_POLICY = TESTING + "policies/1.0.3/p.xml";
    private static final Map<String, String> VERSIONS = Map.of(
            SERVICE,
            "1.0.0",
            WSDL,
            "1.0.1",
            TYPES,
            "1.0.2",
            POLICY,
            "1.0.3",
            BASE,
            "1.0.4",
            "preserveOriginal",
            "true",
            "0.item",
            "true");

    private Trunk trunk;

    @BeforeEach
    void fill() throws RegistryException {
        trunk = Trunk.filled();
    }

    private RequestContext promote(Map<String, String> versions, String... parameters) throws RegistryException {
        return promote(promotion(parameters), versions);
    }

    private RequestContext promote(Execution executor, Map<String, String> versions) throws RegistryException {
        RequestContext context = trunk.context(SERVICE, versions);
        boolean done = executor.execute(context, "Development", "Testing");
        assertTrue(done, () -> String.valueOf(context.getProperty("executorMessage")));
        return context;
    }

    private String refusal(Map<String, String> versions, String... parameters) throws RegistryException {
        return refusal(promotion(parameters), trunk.context(SERVICE, versions));
    }

    private String refusal(Execution executor, RequestContext context) throws RegistryException {
        List<String> before = trunk.everything();
        Resource service = context.getResource();
        assertFalse(executor.execute(context, "Development", "Testing"));
        assertEquals(before, trunk.everything());
        assertEquals(service, context.getResource());
        assertThrows(RegistryException.class, trunk.registry::commitTransaction, "a transaction was left open");
        return (String) context.getProperty("executorMessage");
    }

    private static Map<String, String> with(String path, String version) {
        Map<String, String> versions = new HashMap<>(VERSIONS);
        versions.put(path, version);
        return versions;
    }

    // ---- golden paths

    @Test
    void eachResourceGoesToItsOwnVersion() throws Exception {
        promote(VERSIONS);

        for (String path : List.of(NEW_SERVICE, NEW_WSDL, NEW_TYPES, NEW_BASE, NEW_POLICY)) {
            assertTrue(trunk.registry.resourceExists(path), path);
        }
        assertEquals("application/policy+xml", trunk.registry.get(NEW_POLICY).getMediaType());
        assertTrue(trunk.registry.resourceExists(SERVICE));
    }

    @Test
    void theServiceHasItsVersionItsPathAndThatOfItsWsdlAndElseEveryByte() throws Exception {
        promote(with(SERVICE, "2.0.0"));

        String path = TESTING + "services/com/foo/2.0.0/Svc";
        assertEquals(
                Trunk.service(
                                "2.0.0",
                                "<interface><wsdlURL>" + NEW_WSDL + "</wsdlURL><again>" + NEW_WSDL
                                        + "</again></interface>")
                        .replace("</metadata>", "<newServicePath>" + path + "</newServicePath></metadata>"),
                trunk.content(path));
    }

    @Test
    void theContextHoldsTheNewServiceAndItsPath() throws Exception {
        RequestContext context = promote(VERSIONS);

        assertEquals(NEW_SERVICE, context.getResource().getPath());
        assertEquals(NEW_SERVICE, context.getResourcePath().getPath());
        assertEquals(SERVICE, context.getOldResource().getPath());
        assertEquals(
                SERVICE, context.getResource().getProperty("registry.lifecycle_history.originalPathServiceLifeCycle"));
        assertEquals("true", context.getResource().getProperty("registry.is.environment.change.property"));
        assertEquals("Development", context.getResource().getProperty("registry.lifecycle.ServiceLifeCycle.state"));
        assertEquals(Map.of(NEW_SERVICE, "ServiceLifeCycle"), trunk.attached.lifecycles);
    }

    @Test
    void copiesHaveIdsOfTheirOwn() throws Exception {
        promote(VERSIONS);

        assertNotEquals(
                trunk.registry.get(WSDL).getUUID(), trunk.registry.get(NEW_WSDL).getUUID());
        assertNotEquals(
                trunk.registry.get(SERVICE).getUUID(),
                trunk.registry.get(NEW_SERVICE).getUUID());
    }

    @Test
    void copiesAreAssociatedWithEachOtherAndNotWithTheOriginals() throws Exception {
        trunk.registry.addAssociation(SERVICE, "/_system/governance/doc.html", "documentation");

        promote(VERSIONS);

        assertEquals(Set.of("depends " + NEW_WSDL, "depends " + NEW_POLICY), trunk.associations(NEW_SERVICE));
        assertEquals(Set.of("depends " + NEW_TYPES, "usedBy " + NEW_SERVICE), trunk.associations(NEW_WSDL));
        assertEquals(Set.of("usedBy " + NEW_TYPES), trunk.associations(NEW_BASE));
        assertEquals(
                Set.of("depends " + WSDL, "depends " + POLICY, "documentation /_system/governance/doc.html"),
                trunk.associations(SERVICE));
    }

    @Test
    void theLayoutOfWso2FiveWithVersionsInTrunkWorks() throws Exception {
        String old = TRUNK + "services/com/foo/1.0.0/Svc";
        String wsdl = TRUNK + "wsdls/com/foo/1.0.0/Svc.wsdl";
        String xsd = TRUNK + "schemas/com/foo/1.0.0/types.xsd";
        trunk.put(old, SERVICE_TYPE, Trunk.service("1.0.0", ""));
        trunk.put(
                wsdl,
                WSDL_TYPE,
                trunk.content(WSDL).replace("../../../schemas/com/foo", "../../../../schemas/com/foo/1.0.0"));
        trunk.put(xsd, XSD_TYPE, "<schema xmlns='http://www.w3.org/2001/XMLSchema'/>");
        trunk.depend(old, wsdl);
        trunk.depend(wsdl, xsd);
        RequestContext context = trunk.context(old, Map.of(old, "2.0.0"));

        assertTrue(between(TRUNK + "{@resourcePath}/{@version}/{@resourceName}", TARGET)
                .execute(context, "Development", "Testing"));

        assertEquals(
                TESTING + "services/com/foo/2.0.0/Svc",
                context.getResourcePath().getPath());
        assertTrue(trunk.content(TESTING + "wsdls/com/foo/2.0.0/Svc.wsdl")
                .contains("'../../../../schemas/com/foo/2.0.0/types.xsd'"));
        PromotedDocuments.assertEachReferenceResolves(trunk, TESTING);
    }

    @Test
    void withoutParameterNamesOnlyTheServiceGoesInTheVersionItHas() throws Exception {
        RequestContext context = trunk.context(SERVICE);

        assertTrue(promotion().execute(context, "Development", "Testing"));

        assertEquals(NEW_SERVICE, context.getResourcePath().getPath());
        assertFalse(trunk.registry.resourceExists(TESTING + "wsdls"));
        assertTrue(trunk.content(NEW_SERVICE).contains("<wsdlURL>" + WSDL + "</wsdlURL>"));
    }

    @Test
    void withoutVersionsAllDependenciesTakeThatOfTheService() throws Exception {
        promote(Map.of());

        for (String path : List.of(
                "services/com/foo/1.0.0/Svc",
                "wsdls/com/foo/1.0.0/Svc.wsdl",
                "schemas/com/foo/1.0.0/types.xsd",
                "schemas/org/base/1.0.0/base.xsd",
                "policies/1.0.0/p.xml")) {
            assertTrue(trunk.registry.resourceExists(TESTING + path), path);
        }
    }

    @Test
    void aDependencyWithoutAVersionTakesThatOfTheService() throws Exception {
        promote(Map.of(SERVICE, "3.0.0", WSDL, "3.1.0"));

        assertTrue(trunk.registry.resourceExists(TESTING + "wsdls/com/foo/3.1.0/Svc.wsdl"));
        assertTrue(trunk.registry.resourceExists(TESTING + "schemas/org/base/3.0.0/base.xsd"));
        PromotedDocuments.assertEachReferenceResolves(trunk, TESTING);
    }

    @Test
    void dependenciesStayWhenTheyAreNotToBeCopied() throws Exception {
        promote(Map.of(SERVICE, "1.0.0", WSDL, "1.0.1"), "copyDependencies", "false");

        assertFalse(trunk.registry.resourceExists(TESTING + "schemas"));
        assertTrue(trunk.content(NEW_WSDL)
                .contains("schemaLocation='../../../../../../trunk/schemas/com/foo/types.xsd' />"));
        PromotedDocuments.assertEachReferenceResolves(trunk, TESTING);
    }

    @Test
    void aMediaTypeMayHaveEnvironmentsOfItsOwn() throws Exception {
        promote(
                VERSIONS,
                "application/policy+xml:targetEnvironment",
                "/_system/governance/shared/{@resourcePath}/{@version}/{@resourceName}");

        assertTrue(trunk.registry.resourceExists("/_system/governance/shared/policies/1.0.3/p.xml"));
        assertTrue(trunk.associations(NEW_SERVICE).contains("depends /_system/governance/shared/policies/1.0.3/p.xml"));
    }

    @Test
    void aDependencyOutsideWithTheVersionOfNoneStaysAndIsAssociated() throws Exception {
        String endpoint = "/_system/governance/endpoints/ep";
        trunk.put(endpoint, "application/vnd.wso2.endpoint", "http://x");
        trunk.depend(SERVICE, endpoint);

        promote(with(endpoint, "0.0.0"));

        assertTrue(trunk.associations(NEW_SERVICE).contains("depends " + endpoint));
        assertTrue(trunk.associations(endpoint).contains("usedBy " + NEW_SERVICE));
    }

    @Test
    void anEndpointIsCopiedAsItIs() throws Exception {
        String endpoint = TRUNK + "endpoints/ep";
        trunk.put(endpoint, "application/vnd.wso2-endpoint+xml", "<ep>" + WSDL + "</ep>");
        trunk.depend(SERVICE, endpoint);

        promote(VERSIONS);

        assertEquals("<ep>" + WSDL + "</ep>", trunk.content(TESTING + "endpoints/1.0.0/ep"));
    }

    @Test
    void otherResourcesPassThrough() throws Exception {
        List<String> before = trunk.everything();
        trunk.put(TRUNK + "untyped", "", "x");
        RequestContext nothing = trunk.context(SERVICE);
        nothing.setResource(null);

        assertTrue(promotion().execute(nothing, "a", "b"));
        assertTrue(promotion().execute(trunk.context(WSDL), "a", "b"));
        assertTrue(promotion().execute(trunk.context(TRUNK + "untyped"), "a", "b"));
        assertTrue(promotion().execute(trunk.context(TRUNK + "services"), "a", "b"));
        assertTrue(new ServiceVersionExecutor().execute(trunk.context(SERVICE), "a", "b"));

        trunk.registry.delete(TRUNK + "untyped");
        assertEquals(before, trunk.everything());
    }

    @Test
    void theMediaTypeOfServicesCanBeSet() throws Exception {
        trunk.put(TRUNK + "rest/com/R", "application/vnd.wso2-restservice+xml", Trunk.service("4.0.0", ""));

        assertTrue(promotion("service.mediatype", "application/vnd.wso2-restservice+xml")
                .execute(trunk.context(TRUNK + "rest/com/R"), "a", "b"));

        assertTrue(trunk.registry.resourceExists(TESTING + "rest/com/4.0.0/R"));
    }

    @Test
    void soapServicesHaveAnExecutorOfTheirOwn() throws Exception {
        trunk.put(TRUNK + "soap/com/R", "application/vnd.wso2-soap-service+xml", Trunk.service("4.0.0", ""));
        Execution executor = new SoapServiceVersionExecutor();
        executor.init(Map.of("currentEnvironment", CURRENT, "targetEnvironment", TARGET));

        assertTrue(executor.execute(trunk.context(TRUNK + "soap/com/R"), "a", "b"));

        assertTrue(trunk.registry.resourceExists(TESTING + "soap/com/4.0.0/R"));
    }

    @Test
    void aPromotedServiceIsPromotedAgain() throws Exception {
        promote(VERSIONS);
        String production = "/_system/governance/branches/production/";
        RequestContext context = trunk.context(NEW_SERVICE, Map.of(NEW_SERVICE, "1.0.0", NEW_WSDL, "1.5.0"));

        assertTrue(between(TARGET, production + "{@resourcePath}/{@version}/{@resourceName}")
                .execute(context, "Testing", "Production"));

        String service = trunk.content(production + "services/com/foo/1.0.0/Svc");
        assertTrue(service.contains("<newServicePath>" + production + "services/com/foo/1.0.0/Svc</newServicePath>"));
        assertEquals(1, service.split("<newServicePath>", -1).length - 1);
        assertTrue(service.contains("<wsdlURL>" + production + "wsdls/com/foo/1.5.0/Svc.wsdl</wsdlURL>"));
        PromotedDocuments.assertEachReferenceResolves(trunk, production);
    }

    // ---- references

    @Test
    void eachReferenceOfAPromotedDocumentLeadsToADocument() throws Exception {
        promote(VERSIONS);

        assertEquals(2, PromotedDocuments.assertEachReferenceResolves(trunk, TESTING));
    }

    @Test
    void anImportWhoseNamespaceIsDeclaredBelowTheRootIsRewrittenInPlace() throws Exception {
        promote(VERSIONS);

        assertEquals(
                trunk.content(WSDL)
                        .replace("../../../schemas/com/foo/types.xsd", "../../../../schemas/com/foo/1.0.2/types.xsd"),
                trunk.content(NEW_WSDL));
    }

    @Test
    void includeAndRedefineAreRewrittenToo() throws Exception {
        trunk.put(
                TYPES,
                XSD_TYPE,
                "<s:schema xmlns:s='http://www.w3.org/2001/XMLSchema'><s:redefine schemaLocation='../../org/base/base.xsd'/>"
                        + "<s:include schemaLocation=\"../../org/base/../base/base.xsd\"></s:include></s:schema>");

        promote(VERSIONS);

        assertEquals(
                "<s:schema xmlns:s='http://www.w3.org/2001/XMLSchema'><s:redefine schemaLocation='../../../org/base/1.0.4/base.xsd'/>"
                        + "<s:include schemaLocation=\"../../../org/base/1.0.4/base.xsd\"></s:include></s:schema>",
                trunk.content(NEW_TYPES));
    }

    @Test
    void everyOccurrenceOfAMovedPathIsRewrittenAndNoOtherPath() throws Exception {
        trunk.put(
                POLICY,
                "application/policy+xml",
                "<p a='" + WSDL + "'>" + WSDL + "2 " + WSDL + " " + WSDL + ".bak " + WSDL + ";version:3 see " + WSDL
                        + ".</p>");

        promote(VERSIONS);

        assertEquals(
                "<p a='" + NEW_WSDL + "'>" + WSDL + "2 " + NEW_WSDL + " " + WSDL + ".bak " + WSDL + ";version:3 see "
                        + NEW_WSDL + ".</p>",
                trunk.content(NEW_POLICY));
    }

    @Test
    void anAddressElsewhereAndAReferenceToNothingStay() throws Exception {
        String content =
                "<s:schema xmlns:s='http://www.w3.org/2001/XMLSchema'><s:import schemaLocation='http://x.org/a.xsd'/>"
                        + "<s:import schemaLocation='nowhere.xsd'/><s:import namespace='urn:x'/></s:schema>";
        trunk.put(TYPES, XSD_TYPE, content);

        promote(VERSIONS);

        assertEquals(content, trunk.content(NEW_TYPES));
    }

    @Test
    void anotherEncodingAndAByteOrderMarkStay() throws Exception {
        Charset latin = StandardCharsets.ISO_8859_1;
        String wsdl = trunk.content(WSDL)
                .replace("<?xml version='1.0'?>", "<?xml version='1.0' encoding='ISO-8859-1'?><!-- \u00e4 -->");
        trunk.put(WSDL, WSDL_TYPE, wsdl.getBytes(latin));
        String types = "\uFEFF" + trunk.content(TYPES);
        trunk.put(TYPES, XSD_TYPE, types.getBytes(StandardCharsets.UTF_16LE));

        promote(VERSIONS);

        assertArrayEquals(
                wsdl.replace("../../../schemas/com/foo/", "../../../../schemas/com/foo/1.0.2/")
                        .getBytes(latin),
                trunk.bytes(NEW_WSDL));
        assertArrayEquals(
                types.replace("../../org/base/", "../../../org/base/1.0.4/").getBytes(StandardCharsets.UTF_16LE),
                trunk.bytes(NEW_TYPES));
    }

    @Test
    void bytesThatAreNoTextStay() throws Exception {
        byte[] bytes = {(byte) 0xC3, 0x28, 0, (byte) 0xFF};
        trunk.put(POLICY, "application/zip", bytes);

        promote(VERSIONS);

        assertArrayEquals(bytes, trunk.bytes(NEW_POLICY));
    }

    @Test
    void aServiceWithPrefixesAndWithoutAVersionGetsOne() throws Exception {
        trunk.put(
                SERVICE,
                SERVICE_TYPE,
                "<m:metadata xmlns:m='http://www.wso2.org/governance/metadata'><m:overview/></m:metadata>");

        promote(VERSIONS);

        assertEquals(
                "<m:metadata xmlns:m='http://www.wso2.org/governance/metadata'><m:overview><m:version>1.0.0</m:version></m:overview>"
                        + "<m:newServicePath>" + NEW_SERVICE + "</m:newServicePath></m:metadata>",
                trunk.content(NEW_SERVICE));
    }

    @Test
    void theVersionOfSomethingElseInTheServiceStays() throws Exception {
        String more = "<other><version>7</version></other><version>8</version>";
        trunk.put(
                SERVICE,
                SERVICE_TYPE,
                Trunk.service("1.0.0", more).replace("<overview>", "<overview><of><version>6</version></of>"));

        promote(with(SERVICE, "2.0.0"));

        String service = trunk.content(TESTING + "services/com/foo/2.0.0/Svc");
        assertTrue(service.contains("<overview><of><version>6</version></of>"), service);
        assertTrue(service.contains("<version>2.0.0</version></overview>"), service);
        assertTrue(service.contains(more), service);
    }

    @Test
    void whatOnlyLooksLikeAnImportStays() throws Exception {
        String content = "<s:schema xmlns:s='http://www.w3.org/2001/XMLSchema'><s:annotation><s:appinfo>"
                + "<s:import schemaLocation='../../org/base/base.xsd'/></s:appinfo></s:annotation></s:schema>";
        trunk.put(TYPES, XSD_TYPE, content);

        promote(VERSIONS);

        assertEquals(content, trunk.content(NEW_TYPES));
    }

    // ---- what people have said

    @Test
    void nothingOfWhatPeopleSaidIsCopiedUnlessAsked() throws Exception {
        speak(SERVICE);

        promote(VERSIONS);

        assertEquals(0, trunk.registry.getComments(NEW_SERVICE).length);
        assertEquals(0, trunk.registry.getTags(NEW_SERVICE).length);
        assertEquals(0, trunk.registry.getAverageRating(NEW_SERVICE));
    }

    private void speak(String path) throws RegistryException {
        trunk.registry.addComment(path, new Comment("good"));
        trunk.registry.addComment(path, new Comment("good"));
        trunk.registry.addComment(path, new Comment("bad"));
        trunk.registry.applyTag(path, "soap");
        trunk.registry.rateResource(path, 4);
    }

    @Test
    void commentsTagsAndRatingsAreCopiedOnce() throws Exception {
        speak(SERVICE);
        speak(WSDL);
        String[] flags = {"copyComments", "true", "copyTags", "true", "copyRatings", "true", "override", "true"};

        promote(VERSIONS, flags);
        CurrentSession.setUser("ann");
        try {
            promote(VERSIONS, flags);
        } finally {
            CurrentSession.removeUser();
        }

        assertEquals(3, trunk.registry.getComments(NEW_SERVICE).length);
        assertEquals(3, trunk.registry.getComments(NEW_WSDL).length);
        assertEquals(1, trunk.registry.getTags(NEW_SERVICE).length);
        assertEquals("soap", trunk.registry.getTags(NEW_SERVICE)[0].getTagName());
        assertEquals(1, trunk.registry.getTags(NEW_SERVICE)[0].getTagCount());
        assertEquals(0, trunk.registry.getTags(NEW_WSDL).length);
        assertEquals(4, trunk.registry.getAverageRating(NEW_SERVICE));
        assertEquals(4, trunk.registry.getAverageRating(NEW_WSDL));
    }

    @Test
    void otherAssociationsAreCopiedIfAskedButNoStaleUse() throws Exception {
        trunk.put("/_system/governance/doc.html", "text/html", "x");
        trunk.registry.addAssociation(SERVICE, "/_system/governance/doc.html", "documentation");
        trunk.registry.addAssociation("/_system/governance/doc.html", SERVICE, "describes");
        trunk.put(TRUNK + "services/com/foo/Other", SERVICE_TYPE, Trunk.service("1.0.0", ""));
        trunk.depend(TRUNK + "services/com/foo/Other", WSDL);

        promote(VERSIONS, "copyAssociations", "true");

        assertEquals(
                Set.of("depends " + NEW_WSDL, "depends " + NEW_POLICY, "documentation /_system/governance/doc.html"),
                trunk.associations(NEW_SERVICE));
        assertTrue(trunk.associations("/_system/governance/doc.html").contains("describes " + NEW_SERVICE));
        assertEquals(Set.of("depends " + NEW_TYPES, "usedBy " + NEW_SERVICE), trunk.associations(NEW_WSDL));
        assertFalse(trunk.associations(WSDL).contains("usedBy " + NEW_SERVICE));
    }

    // ---- what is there already

    @Test
    void aVersionThatExistsIsRefused() throws Exception {
        promote(VERSIONS);

        String message = refusal(VERSIONS);

        assertEquals(
                "A resource exists with the given version 1.0.0: " + NEW_SERVICE + ". Give another version.", message);
    }

    @Test
    void aVersionThatExistsIsOverwrittenIfAsked() throws Exception {
        promote(VERSIONS);
        trunk.put(POLICY, "application/policy+xml", "<new/>");

        promote(VERSIONS, "override", "true");

        assertEquals("<new/>", trunk.content(NEW_POLICY));
    }

    @Test
    void whatIsOverwrittenLosesItsFormerAssociations() throws Exception {
        promote(VERSIONS);
        trunk.registry.addAssociation(NEW_SERVICE, "/_system/governance/doc.html", "documentation");

        promote(VERSIONS, "override", "true");

        assertEquals(Set.of("depends " + NEW_WSDL, "depends " + NEW_POLICY), trunk.associations(NEW_SERVICE));
    }

    @Test
    void aDependencyThatIsThereAlreadyIsShared() throws Exception {
        promote(VERSIONS);
        String id = trunk.registry.get(NEW_WSDL).getUUID();

        promote(with(SERVICE, "1.1.0"));

        String second = TESTING + "services/com/foo/1.1.0/Svc";
        assertEquals(id, trunk.registry.get(NEW_WSDL).getUUID());
        assertEquals(Set.of("depends " + NEW_WSDL, "depends " + NEW_POLICY), trunk.associations(second));
        assertEquals(
                Set.of("depends " + NEW_TYPES, "usedBy " + NEW_SERVICE, "usedBy " + second),
                trunk.associations(NEW_WSDL));
    }

    @Test
    void anotherDependencyUnderTheSameVersionIsNotOverwritten() throws Exception {
        promote(VERSIONS);
        trunk.put(POLICY, "application/policy+xml", "<new/>");

        String message = refusal(with(SERVICE, "1.1.0"));

        assertEquals(
                "A resource exists with the given version 1.0.3: " + NEW_POLICY + ", and it is not what " + POLICY
                        + " would be there. Give another version.",
                message);
    }

    // ---- refusals

    @Test
    void aVersionThatIsNoneIsRefused() throws Exception {
        assertEquals(
                "Invalid version found for " + SERVICE
                        + ": 'one'. A version is three numbers, for example 2.0.0 or 2.0.0-beta1.",
                refusal(with(SERVICE, "one")));
        assertTrue(refusal(with(WSDL, "1.0")).startsWith("Invalid version found for " + WSDL + ": '1.0'"));
        assertTrue(refusal(with(WSDL, "1.0.0/..")).startsWith("Invalid version found for " + WSDL));
        assertEquals("No version is given for " + WSDL + ".", refusal(with(WSDL, " ")));
    }

    @Test
    void aServiceOutsideOfTheEnvironmentIsRefused() throws Exception {
        Execution elsewhere = between("/_system/governance/tru/{@resourcePath}/{@resourceName}", TARGET);

        String message = refusal(elsewhere, trunk.context(SERVICE, VERSIONS));

        assertEquals(
                "The service " + SERVICE
                        + " is not in the environment /_system/governance/tru/{@resourcePath}/{@resourceName}, so it cannot be promoted out of it.",
                message);
    }

    @Test
    void aMissingDependencyIsRefused() throws Exception {
        trunk.registry.addAssociation(TYPES, TRUNK + "schemas/gone.xsd", "depends");

        assertEquals(
                "The dependency " + TRUNK + "schemas/gone.xsd of " + TYPES
                        + " does not exist. Put it there, or take the association away.",
                refusal(VERSIONS));
        assertEquals(
                "A version is given for /_system/governance/trunk/gone, which does not exist.",
                refusal(with(TRUNK + "gone", "1.0.0")));
    }

    @Test
    void aDependencyOutsideOfTheEnvironmentIsRefused() throws Exception {
        trunk.put("/_system/governance/other/x.xsd", XSD_TYPE, "<schema xmlns='http://www.w3.org/2001/XMLSchema'/>");
        trunk.depend(TYPES, "/_system/governance/other/x.xsd");

        String message = "The dependency /_system/governance/other/x.xsd is not in the environment " + CURRENT
                + ". Give it the version 0.0.0 to leave it where it is.";
        assertEquals(message, refusal(VERSIONS));
        assertEquals(message, refusal(with("/_system/governance/other/x.xsd", "1.0.0")));
    }

    @Test
    void aCircleOfDependenciesIsRefused() throws Exception {
        trunk.depend(BASE, WSDL);

        assertEquals(
                "The dependencies lead in a circle: " + WSDL + " depends on " + TYPES + " depends on " + BASE
                        + " depends on " + WSDL + ". Take one of them away.",
                refusal(VERSIONS));
    }

    @Test
    void twoResourcesThatWouldBecomeOneAreRefused() throws Exception {
        Execution flat = between(CURRENT, TESTING + "all/{@version}");

        assertTrue(refusal(flat, trunk.context(SERVICE, Map.of())).startsWith("Both "));
    }

    @Test
    void anEnvironmentThatIsNoneIsRefused() throws Exception {
        assertEquals(
                "The environment 'branches/testing' is no path: one begins with a slash.",
                refusal(between(CURRENT, "branches/testing"), trunk.context(SERVICE, VERSIONS)));
        assertTrue(refusal(between(CURRENT, "/b/{@name}"), trunk.context(SERVICE, VERSIONS))
                .startsWith("The environment '/b/{@name}' holds '{@name}'"));
        assertTrue(refusal(between(CURRENT, CURRENT), trunk.context(SERVICE, VERSIONS))
                .startsWith("The promotion of "));
    }

    @Test
    void aWsdlThatCannotBeReadIsRefused() throws Exception {
        trunk.put(WSDL, WSDL_TYPE, "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>");

        String message = refusal(VERSIONS);

        assertTrue(
                message.startsWith("The references of " + WSDL + " (" + WSDL_TYPE + ") cannot be kept: line 1"),
                message);
        assertTrue(message.contains("DOCTYPE"), message);
    }

    @Test
    void aServiceThatCannotBeReadIsRefused() throws Exception {
        trunk.put(SERVICE, SERVICE_TYPE, "no xml");

        assertTrue(refusal(Map.of()).startsWith("The version of the service " + SERVICE + " cannot be read: "));
    }

    @Test
    void aServiceWithoutAVersionIsRefusedWhenNoneIsGiven() throws Exception {
        trunk.put(SERVICE, SERVICE_TYPE, "<metadata><overview/></metadata>");

        assertEquals(
                "The service " + SERVICE + " has no version, and none is given: give one, such as 1.0.0.",
                refusal(Map.of()));
    }

    @Test
    void aServiceWithoutALifecycleIsCopied() throws Exception {
        Resource service = trunk.registry.get(SERVICE);
        service.removeProperty("registry.LC.name");
        trunk.registry.put(SERVICE, service);

        promote(VERSIONS);

        assertEquals(Map.of(), trunk.attached.lifecycles);
    }

    // ---- what the registry refuses

    @Test
    void aFailureOfTheRegistryIsToldAndNothingIsHalfDone() throws Exception {
        // where the schema would have to be a collection there is a resource
        trunk.put(TESTING + "schemas", "text/plain", "in the way");

        assertTrue(refusal(VERSIONS).startsWith("The registry refused: "));
        assertNull(trunk.attached.lifecycles.get(NEW_SERVICE));
    }
}
