package org.trunkline.registry.imports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.registry.Environments;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.imports.DocumentGraph.Edge;
import org.trunkline.registry.imports.DocumentGraph.Node;
import org.trunkline.registry.imports.ImportReport.Imported;

/**
 * Imports documents into trunk. A WSDL (1.1 or 2.0) goes to {@code wsdls/<namespace>/<name>.wsdl}, a schema to {@code
 * schemas/<namespace>/<name>.xsd}, and with each goes everything that it imports, includes, redefines or overrides,
 * circles included. Documents that need each other are associated ({@code depends} and {@code usedBy}), and their
 * references lead from one to the other in the registry; every other byte of them stays. References to other places that no
 * document was given for are left alone and reported. A schema without a namespace lies with the first one that includes it.
 *
 * <p>A service of a WSDL goes to {@code services/<namespace>/<name>}, the addresses of its ports to {@code
 * endpoints/<host and path>/ep-<name>}. An OpenAPI document goes to {@code openapi/<namespace>/<title>.json}.
 *
 * <p>Safe for use by many threads.
 */
public final class DocumentImporter {

    private final Environments environments;
    private final ImportLimits limits;

    public DocumentImporter(Environments environments, ImportLimits limits) {
        this.environments = Objects.requireNonNull(environments, "environments");
        this.limits = Objects.requireNonNull(limits, "limits");
    }

    /**
     * Imports a document and all that it needs, in one transaction of the registry.
     *
     * @throws RegistryException REFUSED if a document is missing, is none that can be imported, or is too large; CONFLICT
     *     if other content is at one of the paths and the request does not replace it; and whatever the registry throws.
     *     Nothing is changed then.
     * @throws IOException if the source cannot be read
     */
    public ImportReport run(Registry registry, ImportRequest request, DocumentSource source)
            throws RegistryException, IOException {
        byte[] document = source.find(request.main())
                .orElseThrow(() -> Refusal.of("There is no document " + request.main() + " among those given."));
        TrunkPlan plan = new TrunkPlan();
        List<ImportReport.Reference> leftAlone = new ArrayList<>();
        try {
            if (OpenApiDocument.isJson(document)) {
                planOpenApi(plan, request, document);
            } else {
                leftAlone.addAll(planXml(plan, request, document, source));
            }
        } catch (IllegalArgumentException e) {
            throw new RegistryException(
                    RegistryException.Kind.REFUSED,
                    "There is no place in trunk for " + request.main() + ": " + e.getMessage() + ".",
                    e);
        }
        List<Imported> imported = new TrunkWriter(registry, request.replaces()).write(plan);
        return new ImportReport(imported, leftAlone);
    }

    private List<ImportReport.Reference> planXml(
            TrunkPlan plan, ImportRequest request, byte[] document, DocumentSource source)
            throws RegistryException, IOException {
        DocumentGraph graph = DocumentGraph.of(request.main(), document, source, limits);
        TrunkLayout layout = layout(request.version().orElse(ImportRequest.FIRST_VERSION));
        Map<Location, RegistryPath> places = new HashMap<>();
        for (Node node : graph.nodes()) {
            places.put(node.location(), layout.document(node.document().kind(), node.namespace(), node.location()));
        }
        for (Node node : graph.nodes()) {
            RegistryPath path = places.get(node.location());
            plan.addDocument(
                    path,
                    node.document().kind().mediaType(),
                    rewritten(node, places),
                    node.location().text());
            for (Edge edge : node.edges()) {
                plan.depends(path, places.get(edge.target()));
            }
        }
        if (request.services()) {
            planServices(plan, request, graph, places);
        }
        return graph.leftAlone();
    }

    private static byte[] rewritten(Node node, Map<Location, RegistryPath> places) throws RegistryException {
        try {
            return RewrittenDocument.of(node, places::get);
        } catch (InvalidDocumentException e) {
            throw Refusal.of(node.location().text(), e);
        }
    }

    private void planServices(
            TrunkPlan plan, ImportRequest request, DocumentGraph graph, Map<Location, RegistryPath> places)
            throws RegistryException {
        Node main = graph.main();
        XmlDocument wsdl = main.document();
        if (wsdl.services().isEmpty()) {
            throw Refusal.of("No service can be made of " + main.location().text() + ": it is "
                    + (wsdl.kind() == XmlDocument.Kind.WSDL ? "a WSDL without a service." : "a schema."));
        }
        String version = request.version().orElse(ImportRequest.FIRST_VERSION);
        TrunkLayout layout = layout(version);
        RegistryPath definition = places.get(main.location());
        List<RegistryPath> services = new ArrayList<>();
        for (String name : wsdl.services()) {
            RegistryPath path = layout.service(main.namespace(), name);
            plan.addService(path, GovernanceXml.service(name, main.namespace(), version, "wsdlURL", definition));
            plan.depends(path, definition);
            services.add(path);
        }
        for (String address : wsdl.endpoints()) {
            Optional<RegistryPath> endpoint = layout.endpoint(address);
            if (endpoint.isPresent()) {
                plan.addEndpoint(
                        endpoint.get(), GovernanceXml.endpoint(endpoint.get().name(), version, address));
                plan.depends(definition, endpoint.get());
                services.forEach(service -> plan.depends(service, endpoint.get()));
            }
        }
    }

    private void planOpenApi(TrunkPlan plan, ImportRequest request, byte[] document) throws RegistryException {
        OpenApiDocument api = openApi(request.main(), document);
        String namespace = request.namespace()
                .or(() -> api.host().map(host -> "http://" + host))
                .orElseThrow(() -> Refusal.of("It is not known where " + request.main()
                        + " belongs: it names no server with a host. Give a namespace."));
        String version = request.version().orElse(api.version());
        TrunkLayout layout = layout(version);
        RegistryPath definition = layout.openApi(namespace, api.title());
        plan.addDocument(definition, OpenApiDocument.MEDIA_TYPE, document, request.main());
        if (request.services()) {
            RegistryPath service = layout.service(namespace, api.title());
            plan.addService(service, GovernanceXml.service(api.title(), namespace, version, "swagger", definition));
            plan.depends(service, definition);
        }
    }

    private static OpenApiDocument openApi(String location, byte[] document) throws RegistryException {
        try {
            return OpenApiDocument.read(document);
        } catch (InvalidDocumentException e) {
            throw Refusal.of(location, e);
        }
    }

    private TrunkLayout layout(String version) {
        return new TrunkLayout(environments.trunk(), version);
    }
}
