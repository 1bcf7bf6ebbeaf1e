package org.trunkline.registry.carbon.internal;

import java.util.Hashtable;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.trunkline.registry.Registry;
import org.trunkline.registry.carbon.AspectEngine;

/**
 * Registers WSO2's registry while there is one to stand behind it. It is registered by hand, so that the engine, which may
 * need it, can come later.
 */
@Component(
        service = {},
        immediate = true)
public final class CarbonRegistryComponent {

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile AspectEngine engine;

    private final ServiceRegistration<org.wso2.carbon.registry.core.Registry> registration;

    @Activate
    public CarbonRegistryComponent(BundleContext context, @Reference Registry registry) {
        this.registration = context.registerService(
                org.wso2.carbon.registry.core.Registry.class,
                new CarbonRegistry(registry, () -> Optional.ofNullable(engine)),
                new Hashtable<>());
    }

    @Deactivate
    public void deactivate() {
        registration.unregister();
    }
}
