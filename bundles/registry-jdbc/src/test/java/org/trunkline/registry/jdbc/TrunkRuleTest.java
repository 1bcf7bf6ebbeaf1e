package org.trunkline.registry.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.registry.Environment;
import org.trunkline.registry.Environments;
import org.trunkline.registry.PathTemplate;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryException.Kind;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.ResourceContent;
import org.trunkline.registry.ResourceDraft;

class TrunkRuleTest {

    private static final RegistryPath TRUNK = RegistryPath.of("/_system/governance/trunk/services");
    private static final RegistryPath OUTSIDE = RegistryPath.of("/elsewhere");

    @TempDir
    Path directory;

    private JdbcRegistry registry;

    @BeforeEach
    void open() {
        registry = H2.open(directory);
    }

    @AfterEach
    void close() {
        registry.close();
    }

    private static ResourceDraft service(String namespace, String name, String version) {
        String xml = "<metadata xmlns='http://www.wso2.org/governance/metadata'><overview><name>" + name
                + "</name><namespace>" + namespace + "</namespace><version>" + version
                + "</version></overview></metadata>";
        return of(xml);
    }

    private static ResourceDraft of(String xml) {
        return ResourceDraft.resource()
                .mediaType("application/vnd.wso2-service+xml")
                .content(ResourceContent.of(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static void refused(Executable call) {
        RegistryException e = assertThrows(RegistryException.class, call);
        assertEquals(Kind.REFUSED, e.kind(), e.getMessage());
        assertTrue(e.getMessage().contains("same name and namespace"), e.getMessage());
    }

    @Test
    void twoServicesOfOneNameAndNamespaceAreRefusedInTrunk() throws Exception {
        registry.put(TRUNK.child("one"), service("http://a", "Svc", "1.0.0"));
        refused(() -> registry.put(TRUNK.child("two"), service("http://a", "Svc", "2.0.0")));
        assertFalse(registry.find(TRUNK.child("two")).isPresent());

        registry.put(TRUNK.child("one"), service("http://a", "Svc", "2.0.0"));
        registry.put(TRUNK.child("other"), service("http://b", "Svc", "1.0.0"));
        registry.put(OUTSIDE.child("same"), service("http://a", "Svc", "1.0.0"));
        registry.delete(TRUNK.child("one"));
        registry.put(TRUNK.child("two"), service("http://a", "Svc", "1.0.0"));
    }

    @Test
    void copyMoveLoadAndRestoreKeepTheRuleToo() throws Exception {
        registry.put(TRUNK.child("one"), service("http://a", "Svc", "1.0.0"));
        registry.put(OUTSIDE.child("deep").child("same"), service("http://a", "Svc", "1.0.0"));
        ByteArrayOutputStream dump = new ByteArrayOutputStream();
        registry.dump(OUTSIDE, dump);

        refused(() -> registry.copy(OUTSIDE, TRUNK.child("copied")));
        refused(() -> registry.copy(TRUNK.child("one"), TRUNK.child("two")));
        refused(() -> registry.move(OUTSIDE, TRUNK.child("moved")));
        refused(() -> registry.load(TRUNK.child("loaded"), new ByteArrayInputStream(dump.toByteArray())));
        registry.move(TRUNK.child("one"), TRUNK.child("renamed"));

        RegistryPath changing = TRUNK.child("changing");
        registry.put(changing, service("http://c", "Svc", "1.0.0"));
        long version = registry.createVersion(changing).number();
        registry.put(changing, service("http://d", "Svc", "1.0.0"));
        registry.put(TRUNK.child("newcomer"), service("http://c", "Svc", "1.0.0"));
        refused(() -> registry.restore(changing, version));
    }

    @Test
    void whatBecomesAServiceIsOne() throws Exception {
        registry.put(TRUNK.child("one"), service("http://a", "Svc", "1.0.0"));
        registry.put(TRUNK.child("two"), service("http://a", "Svc", "1.0.0").mediaType("text/xml"));
        refused(() -> registry.put(
                TRUNK.child("two"), ResourceDraft.resource().mediaType("application/vnd.wso2-service+xml")));
    }

    @Test
    void whatIsNoReadableServiceIsKeptAsItIs() throws Exception {
        String bomb = "<!DOCTYPE m [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><metadata"
                + " xmlns='http://www.wso2.org/governance/metadata'><overview><name>&b;</name></overview></metadata>";
        String outside = "<!DOCTYPE m [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><metadata"
                + " xmlns='http://www.wso2.org/governance/metadata'><overview><name>&a;</name></overview></metadata>";
        int number = 0;
        for (String xml : List.of(bomb, outside, "<a><b", "", "no xml", "<a/>")) {
            registry.put(TRUNK.child("x" + number), of(xml));
            registry.put(TRUNK.child("y" + number++), of(xml));
        }
    }

    @Test
    void withAVersionInTrunksLayoutItIsPartOfWhatAServiceIs() throws Exception {
        registry.close();
        Environment trunk = new Environment(
                "trunk", PathTemplate.of("/_system/governance/trunk/{@resourcePath}/{@version}/{@resourceName}"));
        registry = new JdbcRegistry(H2.in(directory).environments(new Environments(trunk, List.of())), H2.DRIVERS);

        registry.put(TRUNK.child("1.0.0").child("Svc"), service("http://a", "Svc", "1.0.0"));
        registry.put(TRUNK.child("2.0.0").child("Svc"), service("http://a", "Svc", "2.0.0"));
        refused(() -> registry.put(TRUNK.child("x").child("Svc"), service("http://a", "Svc", "2.0.0")));
    }
}
