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
import org.trunkline.validators.AndAggregator;
import org.trunkline.validators.AttributeExistenceValidator;
import org.trunkline.validators.AttributeValueCountValidator;
import org.trunkline.validators.AttributeValueValidator;
import org.trunkline.validators.CheckItemTickedValidator;
import org.trunkline.validators.IfThenAggregator;
import org.trunkline.validators.NotAggregator;
import org.trunkline.validators.OrAggregator;
import org.trunkline.validators.PropertyValueValidator;
import org.trunkline.validators.TypedAssociationValidator;
import org.wso2.carbon.governance.registry.extensions.interfaces.CustomValidations;
import org.wso2.carbon.governance.registry.extensions.interfaces.Execution;

/**
 * Registers the executors and validators as services. It does so by hand: a component description that a WSO2 server reads (1.2 at most)
 * has no word for services of prototype scope, while its framework has them.
 */
public final class ExecutorsActivator implements BundleActivator {

    /** The names under which lifecycles know an executor; its own is the first. */
    private static final String LIFECYCLE_CLASS = "lifecycle.class";

    private static final String WSO2 = "org.wso2.carbon.governance.registry.extensions.executors.";
    private static final String VALIDATORS = "org.wso2.carbon.governance.registry.extensions.validators.";
    private static final String AGGREGATORS = "aggregators.";

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
        validator(context, AttributeExistenceValidator.class, AttributeExistenceValidator::new, "");
        validator(context, AttributeValueValidator.class, AttributeValueValidator::new, "");
        validator(context, AttributeValueCountValidator.class, AttributeValueCountValidator::new, "");
        validator(context, PropertyValueValidator.class, PropertyValueValidator::new, "");
        validator(context, CheckItemTickedValidator.class, CheckItemTickedValidator::new, "");
        validator(context, TypedAssociationValidator.class, TypedAssociationValidator::new, "");
        validator(context, AndAggregator.class, AndAggregator::new, AGGREGATORS);
        validator(context, OrAggregator.class, OrAggregator::new, AGGREGATORS);
        validator(context, IfThenAggregator.class, IfThenAggregator::new, AGGREGATORS);
        validator(context, NotAggregator.class, NotAggregator::new, AGGREGATORS);
    }

    private static void validator(
            BundleContext context,
            Class<? extends CustomValidations> type,
            Supplier<CustomValidations> maker,
            String folder) {
        String alias = VALIDATORS + folder + type.getSimpleName();
        register(context, CustomValidations.class, type, maker, alias);
    }

    private static void register(
            BundleContext context, Class<? extends Execution> type, Supplier<Execution> maker, String... aliases) {
        register(context, Execution.class, type, maker, aliases);
    }

    private static <S> void register(
            BundleContext context, Class<S> service, Class<? extends S> type, Supplier<S> maker, String... aliases) {
        List<String> names = new ArrayList<>(List.of(aliases));
        names.add(0, type.getName());
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(LIFECYCLE_CLASS, names.toArray(new String[0]));
        context.registerService(new String[] {service.getName(), type.getName()}, new Prototype<S>(maker), properties);
    }

    @Override
    public void stop(BundleContext context) {
        // the framework takes the services away
    }

    private static final class Prototype<S> implements PrototypeServiceFactory<S> {

        private final Supplier<S> maker;

        Prototype(Supplier<S> maker) {
            this.maker = maker;
        }

        @Override
        public S getService(Bundle bundle, ServiceRegistration<S> registration) {
            return maker.get();
        }

        @Override
        public void ungetService(Bundle bundle, ServiceRegistration<S> registration, S service) {
            // it holds nothing
        }
    }
}
