package org.trunkline.itests.osgi;

import static org.junit.Assert.fail;

import java.io.IOException;
import java.util.Collection;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** What the tests ask of a running framework: configurations in, services out. */
final class Framework {

    private static final long PATIENCE_SECONDS = 20;

    private final BundleContext context;
    private final ConfigurationAdmin configurations;
    private final Set<String> pids = new TreeSet<>();

    Framework(BundleContext context, ConfigurationAdmin configurations) {
        this.context = context;
        this.configurations = configurations;
    }

    void configure(String pid, Map<String, Object> properties) throws IOException {
        configurations.getConfiguration(pid, "?").update(new Hashtable<>(properties));
        pids.add(pid);
    }

    void delete(String pid) throws IOException {
        configurations.getConfiguration(pid, "?").delete();
        pids.remove(pid);
    }

    /**
     * Deletes the configurations, and waits until these components have seen that. Felix SCR takes a configuration that is
     * deleted and made again in one go for unchanged: it compares nothing but change counts, and both have the same.
     */
    void deleteAllConfigurations(Set<String> configured) throws IOException {
        for (String pid : List.copyOf(pids)) {
            delete(pid);
        }
        await(
                () -> configured.stream()
                        .allMatch(component ->
                                waiting().getOrDefault(component, "nothing").startsWith("configuration")),
                () -> configured + " to wait for a configuration");
    }

    /** Each component of ours that is not satisfied, with the reason. */
    Map<String, String> waiting() {
        return Components.waiting(services(ServiceComponentRuntime.class).get(0));
    }

    <T> List<T> services(Class<T> type) {
        return references(type).stream().map(context::getService).toList();
    }

    <T> Collection<ServiceReference<T>> references(Class<T> type) {
        try {
            return context.getServiceReferences(type, null);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("No filter has no syntax", e);
        }
    }

    /** The only service of a type, once there is one. */
    <T> T only(Class<T> type) {
        await(
                () -> references(type).size() == 1,
                () -> "one service " + type.getSimpleName() + ", there are " + references(type)
                        + "; components wait for " + waiting());
        return services(type).get(0);
    }

    /** Waits for something that comes by itself, and fails if it does not within seconds. */
    static void await(BooleanSupplier condition, Supplier<String> expected) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                fail("Expected was " + expected.get() + " within " + PATIENCE_SECONDS + " s");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }
}
