package org.trunkline.launcher;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;

/** The framework with the node's bundles in it, from its start to its end. */
final class NodeFramework {

    private final Framework framework;
    private final LaunchProblems problems;
    private final Map<Bundle, Throwable> startFailures = new ConcurrentHashMap<>();

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
        for (Bundle bundle : installer.installed()) {
            markForStart(bundle);
        }
    }

    private void resolve(Collection<Bundle> bundles) {
        framework.adapt(FrameworkWiring.class).resolveBundles(bundles);
    }

    private void markForStart(Bundle bundle) {
        if (isFragment(bundle)) {
            return;
        }
        try {
            // Only marks it: its start level is not reached yet.
            bundle.start(Bundle.START_ACTIVATION_POLICY);
        } catch (BundleException e) {
            startFailures.put(bundle, e);
        }
    }

    /**
     * Starts all bundles. One that does not start is a problem, unless it is essential.
     *
     * @throws LaunchException if an essential bundle did not start; the message is its own
     */
    void start() throws LaunchException {
        BundleContext context = context();
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(LaunchProblems.SERVICE_PROPERTY, LaunchProblems.SERVICE_VALUE);
        context.registerService(Supplier.class, problems, properties);
        context.addFrameworkListener(event -> {
            if (event.getType() == FrameworkEvent.ERROR && event.getBundle() != null) {
                startFailures.putIfAbsent(event.getBundle(), event.getThrowable());
            }
        });
        try {
            framework.start();
        } catch (BundleException e) {
            throw new LaunchException("The framework does not start: " + e.getMessage(), e);
        }
        requireEssentialBundles(context);
        reach(StartLevels.HIGHEST);
        reportInactiveBundles(context);
    }

    private void requireEssentialBundles(BundleContext context) throws LaunchException {
        for (Bundle bundle : context.getBundles()) {
            if (StartLevels.isEssential(bundle) && bundle.getState() != Bundle.ACTIVE) {
                String reason = reason(bundle, context);
                throw new LaunchException(
                        isOwnMessage(startFailures.get(bundle)) ? reason : subject(bundle) + " " + reason);
            }
        }
    }

    private void reach(int startLevel) throws LaunchException {
        CountDownLatch reached = new CountDownLatch(1);
        framework.adapt(FrameworkStartLevel.class).setStartLevel(startLevel, event -> reached.countDown());
        try {
            reached.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("Interrupted while the bundles started.", e);
        }
    }

    private void reportInactiveBundles(BundleContext context) {
        Arrays.stream(context.getBundles())
                .filter(bundle -> !isFragment(bundle))
                .filter(bundle -> (bundle.getState() & (Bundle.ACTIVE | Bundle.STARTING)) == 0)
                .forEach(bundle -> problems.add(subject(bundle), reason(bundle, context)));
    }

    private String reason(Bundle bundle, BundleContext context) {
        Throwable failure = startFailures.get(bundle);
        if (bundle.getState() == Bundle.INSTALLED) {
            String said = failure == null ? "the framework gave no reason" : failure.getMessage();
            return new UnresolvedBundle(framework.adapt(FrameworkWiring.class), List.of(context.getBundles()))
                    .explain(bundle, said);
        }
        if (failure == null) {
            return "did not start; the framework gave no reason";
        }
        return isOwnMessage(failure) ? failure.getMessage() : "did not start: " + failure.getCause();
    }

    /** An activator's own BundleException is meant for the operator, anything else is wrapped by the framework. */
    private static boolean isOwnMessage(Throwable failure) {
        return failure instanceof BundleException own
                && own.getCause() == null
                && own.getType() == BundleException.UNSPECIFIED;
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
