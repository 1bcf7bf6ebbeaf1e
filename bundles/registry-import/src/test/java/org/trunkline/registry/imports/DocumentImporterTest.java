package org.trunkline.registry.imports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.trunkline.registry.Association;
import org.trunkline.registry.Environments;
import org.trunkline.registry.Page;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.Resource;
import org.trunkline.registry.ResourceDraft;
import org.trunkline.registry.ResourceKind;
import org.trunkline.registry.ResourceQuery;
import org.trunkline.registry.imports.ImportReport.Outcome;
import org.trunkline.registry.testkit.InMemoryRegistry;

class DocumentImporterTest {

    private static final String TRUNK = "/_system/governance/trunk/";
    private static final String WSDL = TRUNK + "wsdls/com/foo/Pizza.wsdl";
    private static final String TYPES = TRUNK + "schemas/com/foo/types/types.xsd";
    private static final String ORDER = TRUNK + "schemas/com/foo/types/order.xsd";

    private static final String PIZZA = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- <xs:import schemaLocation="not/this/one.xsd"/> -->
            <wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"
                xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"   targetNamespace = 'http://foo.com'>
              <wsdl:types>
                <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
                  <xs:annotation><xs:appinfo><xs:import schemaLocation="nor/this.xsd"/></xs:appinfo></xs:annotation>
                  <xs:import   namespace="http://foo.com/types"
                      schemaLocation = 'schemas/types.xsd' />
                  <![CDATA[<xs:import schemaLocation="x.xsd">]]>
                </xs:schema>
              </wsdl:types>
              <wsdl:service name="PizzaService">
                <wsdl:port name="p"><soap:address location="http://pizza.foo.com:8080/services/Pizza.asmx"/></wsdl:port>
              </wsdl:service>
            </wsdl:definitions>
            """;
    private static final String TYPES_XSD = """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://foo.com/types">
              <xs:include schemaLocation="./common/order.xsd"/>
              <xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="http://www.w3.org/2001/xml.xsd"/>
            </xs:schema>
            """;
    private static final String ORDER_XSD = """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
              <xs:redefine schemaLocation="../types.xsd"/>
            </xs:schema>
            """;

    private final Registry registry = new InMemoryRegistry();
    private final DocumentImporter importer = new DocumentImporter(Environments.DEFAULT, ImportLimits.DEFAULT);

    private static DocumentSet documents(String... namesAndTexts) {
        DocumentSet set = new DocumentSet(ImportLimits.DEFAULT);
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            set.add(namesAndTexts[i], namesAndTexts[i + 1].getBytes(UTF_8));
        }
        return set;
    }

    private static DocumentSet pizza() {
        return documents("Pizza.wsdl", PIZZA, "schemas/types.xsd", TYPES_XSD, "schemas/common/order.xsd", ORDER_XSD);
    }

    private ImportReport run(ImportRequest request, DocumentSource documents) throws Exception {
        return importer.run(registry, request, documents);
    }

    private RegistryException refused(ImportRequest request, DocumentSource documents) throws Exception {
        long before = registry.revision();
        RegistryException e = assertThrows(RegistryException.class, () -> run(request, documents));
        assertEquals(before, registry.revision(), "something was changed");
        return e;
    }

    private byte[] content(String path) throws Exception {
        try (var in = registry.content(RegistryPath.of(path))) {
            return in.readAllBytes();
        }
    }

    private String text(String path) throws Exception {
        return new String(content(path), UTF_8);
    }

    private Set<String> resources() throws Exception {
        return registry
                .search(
                        ResourceQuery.within(RegistryPath.of("/_system/governance/trunk"))
                                .kind(ResourceKind.RESOURCE),
                        Page.Request.FIRST)
                .items()
                .stream()
                .map(resource -> resource.path().toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> depends(String path) throws Exception {
        return registry
                .associations(RegistryPath.of(path), Association.Direction.OUTGOING, Optional.of(Association.DEPENDS))
                .stream()
                .map(Association::target)
                .toList();
    }

    private Resource get(String path) throws Exception {
        return registry.get(RegistryPath.of(path));
    }

    @Test
    void bringsEverythingThatADocumentNeedsThroughCirclesToo() throws Exception {
        ImportReport report = run(ImportRequest.of("Pizza.wsdl"), pizza());

        assertEquals(Set.of(WSDL, TYPES, ORDER), resources());
        assertEquals(
                List.of(WSDL, TYPES, ORDER),
                report.resources().stream().map(r -> r.path().toString()).toList());
        assertTrue(report.resources().stream().allMatch(r -> r.outcome() == Outcome.CREATED));
        assertEquals("application/wsdl+xml", get(WSDL).mediaType().orElseThrow());
        assertEquals("application/x-xsd+xml", get(TYPES).mediaType().orElseThrow());
    }

    @Test
    void changesTheReferencesAndNotASingleOtherByte() throws Exception {
        run(ImportRequest.of("Pizza.wsdl"), pizza());

        assertEquals(PIZZA.replace("'schemas/types.xsd'", "'../../../schemas/com/foo/types/types.xsd'"), text(WSDL));
        assertEquals(TYPES_XSD.replace("./common/order.xsd", "order.xsd"), text(TYPES));
        assertEquals(ORDER_XSD.replace("../types.xsd", "types.xsd"), text(ORDER));
    }

    @Test
    void keepsTheEncodingOfADocument() throws Exception {
        for (var charset : List.of(ISO_8859_1, UTF_16)) {
            Registry fresh = new InMemoryRegistry();
            String text = PIZZA.replace("UTF-8", charset.name()).replace("<!-- ", "<!-- Größe ");
            DocumentSet set = new DocumentSet(ImportLimits.DEFAULT);
            set.add("Pizza.wsdl", text.getBytes(charset));
            set.add("schemas/types.xsd", TYPES_XSD.getBytes(UTF_8));
            set.add("schemas/common/order.xsd", ORDER_XSD.getBytes(UTF_8));

            importer.run(fresh, ImportRequest.of("Pizza.wsdl"), set);

            try (var in = fresh.content(RegistryPath.of(WSDL))) {
                assertArrayEquals(
                        text.replace("'schemas/types.xsd'", "'../../../schemas/com/foo/types/types.xsd'")
                                .getBytes(charset),
                        in.readAllBytes(),
                        charset.name());
            }
        }
    }

    @Test
    void saysInBothDirectionsWhoNeedsWhom() throws Exception {
        run(ImportRequest.of("Pizza.wsdl"), pizza());

        assertEquals(List.of(TYPES), depends(WSDL));
        assertEquals(List.of(ORDER), depends(TYPES));
        assertEquals(List.of(TYPES), depends(ORDER));
        assertEquals(
                List.of(new Association(RegistryPath.of(TYPES), WSDL, Association.USED_BY)),
                registry.associations(RegistryPath.of(WSDL), Association.Direction.INCOMING, Optional.of("usedBy")));
    }

    @Test
    void leavesReferencesToOtherPlacesAloneAndReportsThem() throws Exception {
        ImportReport report = run(ImportRequest.of("Pizza.wsdl"), pizza());

        assertEquals(
                List.of(new ImportReport.Reference("schemas/types.xsd", "http://www.w3.org/2001/xml.xsd")),
                report.leftAlone());
        assertTrue(text(TYPES).contains("\"http://www.w3.org/2001/xml.xsd\""));
    }

    @Test
    void takesADocumentForAnAbsoluteReferenceIfItWasGivenUnderIt() throws Exception {
        DocumentSet documents = pizza();
        documents.add(
                "http://www.w3.org/2001/xml.xsd",
                "<schema xmlns='http://www.w3.org/2001/XMLSchema' targetNamespace='http://www.w3.org/XML/1998/namespace'/>"
                        .getBytes(UTF_8));

        assertEquals(List.of(), run(ImportRequest.of("Pizza.wsdl"), documents).leftAlone());

        assertTrue(text(TYPES).contains("\"../../../org/w3/www/XML/_1998/namespace/xml.xsd\""), text(TYPES));
    }

    @Test
    void refusesWithTheListOfAllThatIsMissing() throws Exception {
        RegistryException e = refused(ImportRequest.of("a.xsd"), documents("a.xsd", """
                        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:a">
                          <xs:include schemaLocation="gone.xsd"/><xs:import schemaLocation="../up/lost%20one.xsd"/>
                        </xs:schema>"""));

        assertEquals(RegistryException.Kind.REFUSED, e.kind());
        assertEquals(
                "Documents are missing: gone.xsd (named by a.xsd); ../up/lost one.xsd (named by a.xsd). Hand them over"
                        + " together with a.xsd, under these names.",
                e.getMessage());
    }

    @Test
    void findsAllThatWsdl20AndSchemasHaveToName() throws Exception {
        run(
                ImportRequest.of("api/main.wsdl").withServices(),
                documents("api/main.wsdl", """
                        <w:description xmlns:w="http://www.w3.org/ns/wsdl" targetNamespace="http://foo.com">
                          <w:include location="inc.wsdl"/><w:import namespace="urn:b" location="imp.wsdl"/>
                          <w:service name="S"><w:endpoint name="e" address="https://h.foo.com/"/></w:service>
                        </w:description>""", "api/inc.wsdl", """
                        <w:description xmlns:w="http://www.w3.org/ns/wsdl" targetNamespace="http://foo.com"><w:types>
                          <x:schema xmlns:x="http://www.w3.org/2001/XMLSchema"><x:override schemaLocation="../o.xsd"/></x:schema>
                        </w:types></w:description>""", "api/imp.wsdl", """
                        <w:description xmlns:w="http://www.w3.org/ns/wsdl" targetNamespace="urn:b"/>""", "o.xsd", """
                        <x:schema xmlns:x="http://www.w3.org/2001/XMLSchema"/>"""));

        assertEquals(
                Set.of(
                        TRUNK + "wsdls/com/foo/main.wsdl",
                        TRUNK + "wsdls/com/foo/inc.wsdl",
                        TRUNK + "wsdls/b/imp.wsdl",
                        TRUNK + "schemas/com/foo/o.xsd",
                        TRUNK + "services/com/foo/S",
                        TRUNK + "endpoints/com/foo/h/ep-h-foo-com"),
                resources());
    }

    @Test
    void anImportedSchemaWithoutANamespaceIsNotTakenForAPartOfTheOthers() throws Exception {
        run(
                ImportRequest.of("a.xsd"),
                documents(
                        "a.xsd",
                        "<s:schema xmlns:s='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:a'>"
                                + "<s:import schemaLocation='none.xsd'/></s:schema>",
                        "none.xsd",
                        "<s:schema xmlns:s='http://www.w3.org/2001/XMLSchema'/>"));

        assertEquals(Set.of(TRUNK + "schemas/a/a.xsd", TRUNK + "schemas/none.xsd"), resources());
    }

    @Test
    void makesAServiceWithWhatItDependsOn() throws Exception {
        run(ImportRequest.of("Pizza.wsdl").withServices().version("1.2.0"), pizza());

        String service = TRUNK + "services/com/foo/PizzaService";
        String endpoint = TRUNK + "endpoints/com/foo/pizza/services/ep-Pizza-asmx";
        assertEquals(
                "application/vnd.wso2-service+xml", get(service).mediaType().orElseThrow());
        assertEquals("""
                <metadata xmlns="http://www.wso2.org/governance/metadata">
                  <overview>
                    <name>PizzaService</name>
                    <namespace>http://foo.com</namespace>
                    <version>1.2.0</version>
                  </overview>
                  <interface>
                    <wsdlURL>/_system/governance/trunk/wsdls/com/foo/Pizza.wsdl</wsdlURL>
                  </interface>
                </metadata>
                """, text(service));
        assertEquals(List.of(endpoint, WSDL), depends(service));
        assertEquals(List.of(endpoint, TYPES), depends(WSDL));
        assertTrue(text(endpoint).contains("<address>http://pizza.foo.com:8080/services/Pizza.asmx</address>"));
    }

    @Test
    void doingItAgainChangesNothing() throws Exception {
        ImportRequest request = ImportRequest.of("Pizza.wsdl").withServices();
        run(request, pizza());
        long revision = get(WSDL).revision();

        ImportReport again = run(request, pizza());

        assertTrue(again.resources().stream().allMatch(r -> r.outcome() == Outcome.REUSED), again.toString());
        assertEquals(revision, get(WSDL).revision());
    }

    @Test
    void otherContentAtThePathIsRefusedUnlessItIsToBeReplaced() throws Exception {
        run(ImportRequest.of("Pizza.wsdl"), pizza());
        registry.put(
                RegistryPath.of(WSDL),
                ResourceDraft.of(get(WSDL)).properties(get(WSDL).properties().with("state", "Development")));
        DocumentSet changed = documents("Pizza.wsdl", PIZZA.replaceAll("(?s)<xs:import   .*?/>", "<!-- none -->"));

        RegistryException e = refused(ImportRequest.of("Pizza.wsdl"), changed);
        assertEquals(RegistryException.Kind.CONFLICT, e.kind());
        assertTrue(e.getMessage().contains(WSDL), e.getMessage());

        ImportReport report = run(ImportRequest.of("Pizza.wsdl").replacing(), changed);
        assertEquals(Outcome.REPLACED, report.resources().get(0).outcome());
        assertEquals(Optional.of("Development"), get(WSDL).properties().first("state"));
        assertEquals(List.of(), depends(WSDL), "what the new content does not need");
        assertEquals(
                List.of(),
                registry
                        .associations(RegistryPath.of(TYPES), Association.Direction.OUTGOING, Optional.of("usedBy"))
                        .stream()
                        .filter(a -> a.target().equals(WSDL))
                        .toList());
    }

    @Test
    void twoDocumentsThatWouldLieAtOnePathAreRefused() throws Exception {
        RegistryException e =
                refused(ImportRequest.of("main.xsd"), documents("main.xsd", """
                <s:schema xmlns:s="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:a">
                <s:include schemaLocation="one/t.xsd"/><s:include schemaLocation="two/t.xsd"/></s:schema>""", "one/t.xsd", """
                <s:schema xmlns:s="http://www.w3.org/2001/XMLSchema"><!-- 1 --></s:schema>""", "two/t.xsd", """
                <s:schema xmlns:s="http://www.w3.org/2001/XMLSchema"><!-- 2 --></s:schema>"""));

        assertTrue(e.getMessage().contains("one/t.xsd and two/t.xsd"), e.getMessage());
    }

    @Test
    void bombsAndExternalEntitiesAreRefusedInWsdlsAndSchemas() throws Exception {
        String bomb = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>";
        String external = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>";
        Map<String, String> roots = new TreeMap<>(Map.of(
                "a.wsdl", "<d:definitions xmlns:d='http://schemas.xmlsoap.org/wsdl/'>&a;</d:definitions>",
                "a.xsd", "<s:schema xmlns:s='http://www.w3.org/2001/XMLSchema'>&a;</s:schema>"));
        for (Map.Entry<String, String> root : roots.entrySet()) {
            for (String doctype : List.of(bomb, external)) {
                RegistryException e =
                        refused(ImportRequest.of(root.getKey()), documents(root.getKey(), doctype + root.getValue()));

                assertEquals(RegistryException.Kind.REFUSED, e.kind());
                assertTrue(e.getMessage().startsWith("The document " + root.getKey() + " is refused: line 1,"));
                assertTrue(e.getMessage().contains("it has a DOCTYPE"), e.getMessage());
            }
        }
    }

    @Test
    void whatIsNestedTooDeepOrIsTooMuchIsRefused() throws Exception {
        String deep = "<s:schema xmlns:s='http://www.w3.org/2001/XMLSchema'>" + "<s:a>".repeat(300)
                + "</s:a>".repeat(300) + "</s:schema>";
        assertTrue(refused(ImportRequest.of("a.xsd"), documents("a.xsd", deep))
                .getMessage()
                .contains("nested more than 200 deep"));

        DocumentImporter small = new DocumentImporter(Environments.DEFAULT, new ImportLimits(2, 100_000, 200));
        RegistryException e = assertThrows(
                RegistryException.class, () -> small.run(registry, ImportRequest.of("Pizza.wsdl"), pizza()));
        assertTrue(e.getMessage().contains("2 documents"), e.getMessage());
    }

    @Test
    void whatIsNoDocumentIsRefusedWithItsNameAndPlace() throws Exception {
        assertTrue(refused(ImportRequest.of("a.wsdl"), documents("a.wsdl", "<a>"))
                .getMessage()
                .startsWith("The document a.wsdl is refused: "));
        assertTrue(refused(ImportRequest.of("a.wsdl"), documents("a.wsdl", "<html/>"))
                .getMessage()
                .contains("neither a WSDL nor a schema: its root is html"));
        assertTrue(refused(ImportRequest.of("b.wsdl"), documents("a.wsdl", "<a/>"))
                .getMessage()
                .contains("no document b.wsdl"));
        DocumentSet broken = new DocumentSet(ImportLimits.DEFAULT);
        broken.add("a.xsd", "<s:schema xmlns:s='http://www.w3.org/2001/XMLSchema' id='ü'/>".getBytes(ISO_8859_1));
        assertTrue(refused(ImportRequest.of("a.xsd"), broken).getMessage().contains("not UTF-8"));
    }

    @Test
    void aServiceNeedsAWsdlThatHasOne() throws Exception {
        assertTrue(refused(
                        ImportRequest.of("o.xsd").withServices(),
                        documents("o.xsd", "<s:schema xmlns:s='http://www.w3.org/2001/XMLSchema'/>"))
                .getMessage()
                .contains("it is a schema"));
    }

    @Test
    void makesAServiceOfAnOpenApiDocument() throws Exception {
        String api = """
                {"openapi":"3.0.3","info":{"title":"Pizza/Shop","version":"2.1.0"},
                 "servers":[{"url":"/relative"},{"url":"https://api.foo.com/pizza/v2"}],"paths":{}}""";

        run(ImportRequest.of("pizza.json").withServices(), documents("pizza.json", api));

        String definition = TRUNK + "openapi/com/foo/api/Pizza_Shop.json";
        String service = TRUNK + "services/com/foo/api/Pizza_Shop";
        assertEquals(Set.of(definition, service), resources());
        assertEquals(api, text(definition));
        assertTrue(text(service).contains("<swagger>" + definition + "</swagger>"), text(service));
        assertTrue(text(service).contains("<version>2.1.0</version>"), text(service));
        assertEquals(List.of(definition), depends(service));
    }

    @Test
    void anOpenApiDocumentThatCannotBeUsedIsRefusedWithTheReason() throws Exception {
        Map<String, String> reasons = Map.of(
                "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"A\",\"version\":\"1\"}}", "Give a namespace",
                "{\"info\":{}}", "neither 'openapi' 3 nor 'swagger' 2.0",
                "{\"swagger\":\"2.0\",\"info\":{\"title\":\"A\"}}", "lacks a title or a version",
                "{\"openapi\":\"3.1.0\",\"x\":[{\"$ref\":\"other.json#/a\"}]}", "other.json#/a; bundle it",
                "{nonsense", "not valid JSON");
        for (Map.Entry<String, String> reason : reasons.entrySet()) {
            RegistryException e = refused(ImportRequest.of("a.json"), documents("a.json", reason.getKey()));
            assertTrue(e.getMessage().contains(reason.getValue()), e.getMessage());
        }
    }

    @Test
    void anArchiveIsAsGoodAsFiles() throws Exception {
        DocumentSet set = new DocumentSet(ImportLimits.DEFAULT);
        set.addArchive(new ByteArrayInputStream(
                zip("Pizza.wsdl", PIZZA, "schemas/types.xsd", TYPES_XSD, "schemas/common/order.xsd", ORDER_XSD)));

        run(ImportRequest.of(set.first().orElseThrow()), set);

        assertEquals(Set.of(WSDL, TYPES, ORDER), resources());
    }

    @Test
    void anArchiveThatSwellsOrIsNoneIsRefused() throws IOException {
        byte[] swelling = zip("big.xsd", "x".repeat(2_000_000));
        assertTrue(swelling.length < 10_000);
        DocumentSet small = new DocumentSet(new ImportLimits(10, 1_000_000, 10));

        assertTrue(
                assertThrows(IllegalArgumentException.class, () -> small.addArchive(new ByteArrayInputStream(swelling)))
                        .getMessage()
                        .contains("unpacks to more than 1000000 bytes"));
        assertThrows(
                IllegalArgumentException.class,
                () -> small.addArchive(new ByteArrayInputStream("no archive".getBytes(UTF_8))));
    }

    @Test
    void whoeverGathersDocumentsLearnsWhatADocumentNeeds() {
        assertEquals(List.of("api/schemas/types.xsd"), DocumentReferences.of("api/Pizza.wsdl", PIZZA.getBytes(UTF_8)));
        assertEquals(List.of(), DocumentReferences.of("a.json", "{}".getBytes(UTF_8)));
    }

    private static byte[] zip(String... namesAndTexts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
