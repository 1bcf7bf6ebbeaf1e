package org.trunkline.launcher;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;

/** The framework with the node's bundles in it, from its start to its end. */
final class NodeFramework {

    private static final System.Logger LOG = System.getLogger(NodeFramework.class.getName());

    private final Framework framework;
    private final LaunchProblems problems;
    private List<Bundle> installed = List.of();

    private NodeFramework(Framework framework, LaunchProblems problems) {
        this.framework = framework;
        this.problems = problems;
    }

    static NodeFramework create(Map<String, String> properties, LaunchProblems problems) throws LaunchException {
        FrameworkFactory factory = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow(
                        () -> new LaunchException(
                                "No OSGi framework is on the class path: felix-framework.jar must lie beside launcher.jar in bin."));
        Framework framework = factory.newFramework(properties);
        try {
            framework.init();
        } catch (BundleException e) {
            throw new LaunchException(
                    "The framework cannot use its storage " + properties.get(Constants.FRAMEWORK_STORAGE) + ": "
                            + e.getMessage(),
                    e);
        }
        return new NodeFramework(framework, problems);
    }

    /** Installs plugins, then lib, then dropins; each later group finds the earlier ones wired already. */
    void install(NodeDirectories directories, List<String> features) throws LaunchException {
        BundleInstaller installer = new BundleInstaller(context(), problems);
        for (String feature : features) {
            installer.plugins(directories.plugins().resolve(feature));
        }
        // A plain jar may carry anything. Wired now, the plugins cannot end up with its packages instead of their own.
        resolve(installer.installed());
        installer.lib(directories.lib(), new PlainJarWrapper(directories.wrapped()));
        installer.dropins(directories.dropins());
        installed = installer.installed();
    }

    private void resolve(Collection<Bundle> bundles) {
        framework.adapt(FrameworkWiring.class).resolveBundles(bundles);
    }

    /**
     * Starts all bundles. One that does not start is a problem, unless it is essential.
     *
     * @throws LaunchException if an essential bundle did not start; the message is its own
     */
    void start() throws LaunchException {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(LaunchProblems.SERVICE_PROPERTY, LaunchProblems.SERVICE_VALUE);
        context().registerService(Supplier.class, problems, properties);
        try {
            framework.start();
        } catch (BundleException e) {
            throw new LaunchException("The framework does not start: " + e.getMessage(), e);
        }
        List<Bundle> inOrder = installed.stream()
                .filter(bundle -> !isFragment(bundle))
                .sorted(Comparator.comparingInt(NodeFramework::startLevel))
                .toList();
        for (Bundle bundle : inOrder) {
            start(bundle);
        }
    }

    /** One by one: the framework would report the failures of a start level to listeners, at some later time. */
    private void start(Bundle bundle) throws LaunchException {
        try {
            bundle.start(Bundle.START_ACTIVATION_POLICY);
        } catch (BundleException e) {
            String reason = reason(bundle, e);
            if (StartLevels.isEssential(bundle)) {
                throw new LaunchException(isOwnMessage(e) ? reason : subject(bundle) + " " + reason, e);
            }
            problems.add(subject(bundle), reason);
            // The node's logging takes what goes to the JDK's; its configuration sends this to the file alone.
            LOG.log(System.Logger.Level.WARNING, subject(bundle) + " " + reason, e);
        }
    }

    private static int startLevel(Bundle bundle) {
        return bundle.adapt(BundleStartLevel.class).getStartLevel();
    }

    private String reason(Bundle bundle, BundleException failure) {
        if (bundle.getState() == Bundle.INSTALLED) {
            return new UnresolvedBundle(
                            framework.adapt(FrameworkWiring.class),
                            List.of(context().getBundles()))
                    .explain(bundle, failure.getMessage());
        }
        if (isOwnMessage(failure)) {
            return failure.getMessage();
        }
        return "did not start: " + (failure.getCause() == null ? failure.getMessage() : failure.getCause());
    }

    /** An activator's own BundleException is meant for the operator, anything else is wrapped by the framework. */
    private static boolean isOwnMessage(BundleException failure) {
        return failure.getCause() == null && failure.getType() == BundleException.UNSPECIFIED;
    }

    private static String subject(Bundle bundle) {
        String location = bundle.getLocation();
        String file = location.substring(location.lastIndexOf('/') + 1);
        return bundle.getSymbolicName() == null ? file : bundle.getSymbolicName() + " (" + file + ")";
    }

    private static boolean isFragment(Bundle bundle) {
        return bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    int bundleCount() {
        return context().getBundles().length;
    }

    /** Waits until somebody stopped the framework. */
    void awaitEnd() throws InterruptedException {
        framework.waitForStop(0);
    }

    boolean isEnded() {
        return (framework.getState() & (Bundle.RESOLVED | Bundle.INSTALLED | Bundle.UNINSTALLED)) != 0;
    }

    /**
     * Stops all bundles.
     *
     * @throws LaunchException if they had not stopped in time; the message names those
     */
    void stop(Duration limit) throws LaunchException {
        BundleContext context = context();
        try {
            framework.stop();
            if (framework.waitForStop(limit.toMillis()).getType() != FrameworkEvent.WAIT_TIMEDOUT) {
                return;
            }
        } catch (BundleException e) {
            throw new LaunchException("The framework does not stop: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new LaunchException("Not stopped within " + limit.toSeconds() + " s: "
                + Arrays.stream(context.getBundles())
                        .filter(bundle -> bundle.getBundleId() != Constants.SYSTEM_BUNDLE_ID)
                        .filter(bundle -> (bundle.getState() & (Bundle.ACTIVE | Bundle.STOPPING)) != 0)
                        .map(Bundle::getSymbolicName)
                        .collect(Collectors.joining(", ")));
    }
}
