package org.trunkline.rest.internal.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Which parts this node is to have by its configuration, whether they are there yet or not. */
@Component(service = ConfiguredParts.class)
public final class ConfiguredParts {

    private final ConfigurationAdmin configurations;

    @Activate
    public ConfiguredParts(@Reference ConfigurationAdmin configurations) {
        this.configurations = configurations;
    }

    public boolean publisher() {
        return has("org.trunkline.sync.publisher");
    }

    public boolean gateway() {
        return has("org.trunkline.gateway");
    }

    private boolean has(String pid) {
        try {
            return configurations.listConfigurations("(service.pid=" + pid + ")") != null;
        } catch (IOException e) {
            throw new UncheckedIOException("The configuration of " + pid + " cannot be read", e);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("No filter: " + pid, e);
        }
    }
}
