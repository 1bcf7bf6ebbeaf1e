package org.trunkline.executors;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.trunkline.registry.carbon.AspectEngine;
import org.trunkline.registry.carbon.CarbonRequestContext;
import org.trunkline.registry.carbon.internal.CarbonRegistry;
import org.trunkline.registry.testkit.InMemoryRegistry;
import org.wso2.carbon.governance.registry.extensions.interfaces.Execution;
import org.wso2.carbon.registry.core.Aspect;
import org.wso2.carbon.registry.core.Association;
import org.wso2.carbon.registry.core.Registry;
import org.wso2.carbon.registry.core.Resource;
import org.wso2.carbon.registry.core.ResourcePath;
import org.wso2.carbon.registry.core.exceptions.RegistryException;
import org.wso2.carbon.registry.core.jdbc.handlers.RequestContext;

/** A registry as an executor sees it, with a service, its WSDL, two schemas and a policy in trunk. */
public final class Trunk {

    static final String TRUNK = "/_system/governance/trunk/";
    static final String TESTING = "/_system/governance/branches/testing/";
    static final String CURRENT = TRUNK + "{@resourcePath}/{@resourceName}";
    static final String TARGET = TESTING + "{@resourcePath}/{@version}/{@resourceName}";

    public static final String SERVICE = TRUNK + "services/com/foo/Svc";
    public static final String WSDL = TRUNK + "wsdls/com/foo/Svc.wsdl";
    static final String TYPES = TRUNK + "schemas/com/foo/types.xsd";
    static final String BASE = TRUNK + "schemas/org/base/base.xsd";
    static final String POLICY = TRUNK + "policies/p.xml";

    public static final String SERVICE_TYPE = "application/vnd.wso2-service+xml";
    static final String WSDL_TYPE = "application/wsdl+xml";
    static final String XSD_TYPE = "application/x-xsd+xml";

    final InMemoryRegistry behind = new InMemoryRegistry();
    final Attached attached = new Attached();
    public final Registry registry = new CarbonRegistry(behind, () -> Optional.of(attached));

    /** Stands where the lifecycles are, and remembers which resource was attached to which. */
    static final class Attached implements AspectEngine {

        final Map<String, String> lifecycles = new LinkedHashMap<>();

        @Override
        public List<String> available() {
            return List.of();
        }

        @Override
        public void associate(Registry registry, String path, String aspect) {
            lifecycles.put(path, aspect);
        }

        @Override
        public List<String> actions(Registry registry, String path, String aspect) {
            return List.of();
        }

        @Override
        public void invoke(
                Registry registry, String path, String aspect, String action, Map<String, String> parameters) {
            throw new UnsupportedOperationException();
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

    static String service(String version, String inner) {
        return "<metadata xmlns=\"http://www.wso2.org/governance/metadata\">\n  <overview><name>Svc</name><namespace>"
                + "http://foo.com</namespace><version>" + version + "</version></overview>\n  " + inner
                + "\n</metadata>";
    }

    /** The service depends on the WSDL and the policy, the WSDL on types.xsd, that on base.xsd. */
    public static Trunk filled() throws RegistryException {
        Trunk trunk = new Trunk();
        trunk.put(
                SERVICE,
                SERVICE_TYPE,
                service("1.0.0", "<interface><wsdlURL>" + WSDL + "</wsdlURL><again>" + WSDL + "</again></interface>"));
        trunk.put(
                WSDL,
                WSDL_TYPE,
                "<?xml version='1.0'?>\n<w:definitions xmlns:w=\"http://schemas.xmlsoap.org/wsdl/\" name='Svc'>\n"
                        + "  <w:types><xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">\n"
                        + "    <xs:import namespace='urn:t'   schemaLocation='../../../schemas/com/foo/types.xsd' />\n"
                        + "  </xs:schema></w:types>\n</w:definitions>\n");
        trunk.put(
                TYPES,
                XSD_TYPE,
                "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" targetNamespace=\"urn:t\">"
                        + "<xs:include schemaLocation=\"../../org/base/base.xsd\"/></xs:schema>");
        trunk.put(
                BASE,
                XSD_TYPE,
                "<schema xmlns=\"http://www.w3.org/2001/XMLSchema\" targetNamespace=\"urn:t\"><!-- " + TYPES
                        + " --></schema>");
        trunk.put(POLICY, "application/policy+xml", "<policy/>");
        trunk.depend(SERVICE, WSDL);
        trunk.depend(SERVICE, POLICY);
        trunk.depend(WSDL, TYPES);
        trunk.depend(TYPES, BASE);
        Resource service = trunk.registry.get(SERVICE);
        service.setProperty("registry.LC.name", "ServiceLifeCycle");
        service.setProperty("registry.lifecycle.ServiceLifeCycle.state", "Development");
        trunk.registry.put(SERVICE, service);
        return trunk;
    }

    public void put(String path, String mediaType, String content) throws RegistryException {
        put(path, mediaType, content.getBytes(StandardCharsets.UTF_8));
    }

    void put(String path, String mediaType, byte[] content) throws RegistryException {
        Resource resource = registry.newResource();
        resource.setMediaType(mediaType);
        resource.setContent(content);
        registry.put(path, resource);
    }

    /** Both ways, as WSO2's handlers write it. */
    void depend(String from, String to) throws RegistryException {
        registry.addAssociation(from, to, "depends");
        registry.addAssociation(to, from, "usedBy");
    }

    byte[] bytes(String path) throws RegistryException {
        return (byte[]) registry.get(path).getContent();
    }

    String content(String path) throws RegistryException {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    /** Those that begin at a path, as {@code type target}. */
    Set<String> associations(String path) throws RegistryException {
        Set<String> found = new TreeSet<>();
        for (Association association : registry.getAllAssociations(path)) {
            if (association.getSourcePath().equals(path)) {
                found.add(association.getAssociationType() + " " + association.getDestinationPath());
            }
        }
        return found;
    }

    /** All that lies below the environments, with its content: what must not change when something is refused. */
    List<String> everything() throws RegistryException {
        List<String> all = new ArrayList<>();
        walk("/_system/governance", all);
        return all;
    }

    private void walk(String path, List<String> all) throws RegistryException {
        Resource resource = registry.get(path);
        if (resource instanceof org.wso2.carbon.registry.core.Collection collection) {
            for (String child : collection.getChildren()) {
                walk(child, all);
            }
        } else {
            all.add(path + " " + resource.getUUID() + " " + content(path) + " " + associations(path));
        }
    }

    // ---- transitions

    public RequestContext context(String path) throws RegistryException {
        RequestContext context = new CarbonRequestContext(registry, registry);
        context.setResourcePath(new ResourcePath(path));
        context.setResource(registry.get(path));
        return context;
    }

    /** With the parameters of a transition. */
    RequestContext context(String path, Map<String, String> parameters) throws RegistryException {
        RequestContext context = context(path);
        parameters.forEach(context::setProperty);
        context.setProperty("parameterNames", Set.copyOf(parameters.keySet()));
        return context;
    }

    static Execution promotion(String... more) {
        return between(CURRENT, TARGET, more);
    }

    static Execution between(String current, String target, String... more) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("currentEnvironment", current);
        parameters.put("targetEnvironment", target);
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        Execution executor = new ServiceVersionExecutor();
        executor.init(parameters);
        return executor;
    }
}
