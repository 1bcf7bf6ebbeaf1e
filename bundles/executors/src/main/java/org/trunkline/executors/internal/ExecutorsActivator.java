package org.trunkline.executors.internal;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.PrototypeServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.trunkline.executors.CopyExecutor;
import org.trunkline.executors.DemoteActionExecutor;
import org.trunkline.executors.OriginalAdvancingCopyExecutor;
import org.trunkline.executors.ServiceVersionExecutor;
import org.trunkline.executors.SoapServiceVersionExecutor;
import org.wso2.carbon.governance.registry.extensions.interfaces.Execution;

/**
 * Registers the executors as services. It does so by hand: a component description that a WSO2 server reads (1.2 at most)
 * has no word for services of prototype scope, while its framework has them.
 */
public final class ExecutorsActivator implements BundleActivator {

    /** The names under which lifecycles know an executor; its own is the first. */
    private static final String LIFECYCLE_CLASS = "lifecycle.class";

    private static final String WSO2 = "org.wso2.carbon.governance.registry.extensions.executors.";

    @Override
    public void start(BundleContext context) {
        register(context, ServiceVersionExecutor.class, ServiceVersionExecutor::new, WSO2 + "ServiceVersionExecutor");
        register(
                context,
                SoapServiceVersionExecutor.class,
                SoapServiceVersionExecutor::new,
                WSO2 + "SOAPServiceVersionExecutor");
        register(context, DemoteActionExecutor.class, DemoteActionExecutor::new, WSO2 + "DemoteActionExecutor");
        register(context, CopyExecutor.class, CopyExecutor::new);
        register(
                context,
                OriginalAdvancingCopyExecutor.class,
                OriginalAdvancingCopyExecutor::new,
                WSO2 + "CopyExecutor");
    }

    private static void register(
            BundleContext context, Class<? extends Execution> type, Supplier<Execution> maker, String... aliases) {
        List<String> names = new ArrayList<>(List.of(aliases));
        names.add(0, type.getName());
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(LIFECYCLE_CLASS, names.toArray(new String[0]));
        context.registerService(
                new String[] {Execution.class.getName(), type.getName()}, new Prototype(maker), properties);
    }

    @Override
    public void stop(BundleContext context) {
        // the framework takes the services away
    }

    private static final class Prototype implements PrototypeServiceFactory<Execution> {

        private final Supplier<Execution> maker;

        Prototype(Supplier<Execution> maker) {
            this.maker = maker;
        }

        @Override
        public Execution getService(Bundle bundle, ServiceRegistration<Execution> registration) {
            return maker.get();
        }

        @Override
        public void ungetService(Bundle bundle, ServiceRegistration<Execution> registration, Execution service) {
            // it holds nothing
        }
    }
}
