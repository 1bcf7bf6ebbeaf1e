package org.trunkline.itests.osgi;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import java.io.StringReader;
import java.io.StringWriter;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.wso2.carbon.registry.core.Comment;
import org.wso2.carbon.registry.core.Registry;
import org.wso2.carbon.registry.core.Resource;
import org.wso2.carbon.registry.core.session.CurrentSession;
import org.wso2.carbon.registry.core.utils.RegistryUtils;

/** WSO2's registry as a service, used as code written for a WSO2 server uses it. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class CarbonRegistryIT {

    @Inject
    private BundleContext context;

    private ServiceReference<Registry> reference;
    private Registry registry;

    @Configuration
    public static Option[] registry() {
        return new Option[] {Features.server("""
                    [management]
                    port = %d
                    """.formatted(Features.freePorts(1).get(0)))};
    }

    @Before
    public void aRegistry() {
        Framework.await(
                () -> context.getServiceReference(Registry.class) != null, () -> "WSO2's registry to be a service");
        reference = context.getServiceReference(Registry.class);
        registry = context.getService(reference);
    }

    @After
    public void noRegistry() {
        context.ungetService(reference);
    }

    @Test
    public void codeWrittenForWso2sRegistryFindsWhatItNeeds() throws Exception {
        CurrentSession.setUser("ann");
        try {
            Resource resource = registry.newResource();
            resource.setContent("hello");
            resource.setProperty("k", "v");
            registry.put("/a/b", resource);
            registry.addComment("/a/b", new Comment("good"));
            registry.copy("/a", "/c");
        } finally {
            CurrentSession.removeUser();
        }

        Resource copy = registry.get("/c/b");
        assertEquals("hello", RegistryUtils.decodeBytes((byte[]) copy.getContent()));
        assertEquals("v", copy.getProperty("k"));
        assertEquals("ann", registry.getComments("/c/b")[0].getUser());
        assertArrayEquals(new String[] {"/c/b"}, (String[]) registry.get("/c").getContent());
    }

    @Test
    public void aRolledBackTransactionLeavesNothing() throws Exception {
        registry.beginTransaction();
        registry.put("/gone", registry.newCollection());
        registry.rollbackTransaction();

        assertFalse(registry.resourceExists("/gone"));
    }

    @Test
    public void aTreeGoesThroughADumpWithWhatBelongsToIt() throws Exception {
        Resource resource = registry.newResource();
        resource.setContent("x");
        registry.put("/a/b", resource);
        registry.applyTag("/a/b", "tag");
        StringWriter dump = new StringWriter();
        registry.dump("/a", dump);
        registry.restore("/restored", new StringReader(dump.toString()));

        assertEquals("tag", registry.getTags("/restored/b")[0].getTagName());
    }
}
