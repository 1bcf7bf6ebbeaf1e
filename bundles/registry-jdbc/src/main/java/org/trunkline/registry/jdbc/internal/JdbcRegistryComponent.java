package org.trunkline.registry.jdbc.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.jdbc.DatabaseSettings;
import org.trunkline.jdbc.DatabaseType;
import org.trunkline.jdbc.Drivers;
import org.trunkline.registry.Environment;
import org.trunkline.registry.Environments;
import org.trunkline.registry.PathTemplate;
import org.trunkline.registry.Registry;
import org.trunkline.registry.jdbc.JdbcRegistry;
import org.trunkline.registry.jdbc.JdbcRegistrySettings;

/**
 * Registers the registry and its environments as services, with the settings of its configuration. It starts whether the
 * database can be reached or not.
 */
@Component(
        service = JdbcRegistryComponent.class,
        immediate = true,
        configurationPid = JdbcRegistryComponent.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = JdbcRegistryConfig.class)
public final class JdbcRegistryComponent {

    static final String PID = "org.trunkline.registry.jdbc";

    private static final Logger LOG = LoggerFactory.getLogger(JdbcRegistryComponent.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final JdbcRegistry registry;
    private final FirstCollections first;
    private final List<ServiceRegistration<?>> services;

    @Activate
    public JdbcRegistryComponent(JdbcRegistryConfig config, @Reference Drivers drivers, BundleContext context) {
        JdbcRegistrySettings settings = settings(config);
        this.registry = new JdbcRegistry(settings, drivers);
        this.first = new FirstCollections(registry, settings.environments(), PAUSE);
        this.services = List.of(
                context.registerService(Registry.class, registry, null),
                context.registerService(Environments.class, settings.environments(), null));
        LOG.info("The registry is kept in {}: durable={}", settings, settings.durable());
    }

    static JdbcRegistrySettings settings(JdbcRegistryConfig config) {
        try {
            DatabaseSettings database = DatabaseSettings.of(
                    DatabaseType.of(config.type()), config.url(), config.username(), config._password());
            return JdbcRegistrySettings.of(database)
                    .durable(config.durable())
                    .maxContent(config.max_content_size())
                    .environments(environments(config));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("[registry]: " + e.getMessage(), e);
        }
    }

    private static Environments environments(JdbcRegistryConfig config) {
        List<Environment> branches = new ArrayList<>();
        for (String branch : config.branches()) {
            String[] parts = branch.split("=", 2);
            branches.add(
                    parts.length == 1
                            ? Environment.branch(parts[0].strip())
                            : new Environment(parts[0].strip(), PathTemplate.of(parts[1].strip())));
        }
        return new Environments(new Environment("trunk", PathTemplate.of(config.trunk())), branches);
    }

    @Deactivate
    void close() {
        services.forEach(ServiceRegistration::unregister);
        first.close();
        registry.close();
    }
}
