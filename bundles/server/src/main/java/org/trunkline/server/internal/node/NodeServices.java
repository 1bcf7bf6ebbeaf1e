package org.trunkline.server.internal.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.server.AccountException;
import org.trunkline.server.Accounts;
import org.trunkline.server.Node;
import org.trunkline.server.Problem;
import org.trunkline.server.Role;
import org.trunkline.server.internal.account.FirstPassword;
import org.trunkline.server.internal.account.NodeAccounts;
import org.trunkline.server.internal.config.Deployment;
import org.trunkline.server.internal.config.DeploymentReader;
import org.trunkline.server.internal.config.NodeRole;
import org.trunkline.server.internal.tls.Keystores;
import org.trunkline.server.internal.tls.TlsException;
import org.trunkline.server.internal.tls.TlsMaterial;
import org.trunkline.settings.ConfigurationException;

/**
 * Puts the node together: configuration, certificate, accounts, and what others learn of it. Whatever can be wrong is
 * found before the first component is configured, so a node that does not start has opened and changed nothing.
 */
public final class NodeServices implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NodeServices.class);

    private final BundleContext context;
    private final Deployment deployment;
    private final Node node;
    private final TlsMaterial tls;
    private final RunState runState;
    private final List<ServiceTracker<?, ?>> trackers = new ArrayList<>();

    private NodeServices(BundleContext context, Deployment deployment, Node node, TlsMaterial tls, RunState runState) {
        this.context = context;
        this.deployment = deployment;
        this.node = node;
        this.tls = tls;
        this.runState = runState;
    }

    public static NodeServices start(BundleContext context)
            throws ConfigurationException, TlsException, AccountException, IOException {
        NodeSettings settings = NodeSettings.from(context::getProperty);
        NodeRole role = new NodeRole(settings.profile(), settings.features());
        Deployment deployment = new DeploymentReader(
                        settings.base(), role, settings.portOffset(), System.getenv(), System.getProperties())
                .read(settings.deployment());
        requireFreePorts(deployment);

        List<String> warnings = new ArrayList<>();
        deployment.warnings().forEach(warning -> warnings.add(settings.deployment() + ", " + warning));
        TlsMaterial tls = new Keystores(settings.base(), Clock.systemUTC()).open(deployment, warnings);
        NodeAccounts accounts = accounts(settings, deployment, tls);

        LOG.info("Profile {}: configured by {}", settings.profile(), settings.deployment());
        deployment.remarks().forEach(remark -> LOG.info("{}: {}", settings.deployment(), remark));
        warnings.forEach(LOG::warn);

        Problems problems = new Problems(context, warnings);
        Node node = new RunningNode(
                name(deployment),
                version(context),
                settings.profile(),
                Instant.now(),
                managementAddress(deployment),
                List.of(problems::ofBundles, problems::ofComponents, problems::ofConfiguration));
        NodeServices services = new NodeServices(context, deployment, node, tls, new RunState(settings.base()));
        services.runState.delete();
        context.registerService(Accounts.class, accounts, null);
        context.registerService(Node.class, node, null);
        services.track(problems.runtime());
        services.track(services.configurationAdmin());
        services.track(services.managementListener());
        return services;
    }

    private static void requireFreePorts(Deployment deployment) throws ConfigurationException {
        Ports ports = new Ports(deployment);
        ports.requireFree("management");
        if (deployment.isSwitchedOn("preview")) {
            ports.requireFree("preview");
        }
    }

    private static NodeAccounts accounts(NodeSettings settings, Deployment deployment, TlsMaterial tls)
            throws IOException, AccountException {
        NodeAccounts accounts = NodeAccounts.open(settings.base().resolve("repository/database/users.json"));
        String name = deployment.text("super_admin", "username").orElseThrow();
        Optional<String> password = deployment.text("super_admin", "password");
        if (password.isPresent()) {
            accounts.govern(name, password.get().toCharArray());
        } else if (!accounts.hasAdmin()) {
            char[] made = FirstPassword.make(new SecureRandom());
            accounts.add(name, made, Set.of(Role.ADMIN));
            // Not to the log: that is a file. The console is where somebody who starts a node for the first time looks.
            System.out.println("The administrator of this node is '" + name + "', with the password " + new String(made)
                    + "\nIt is shown this once. Change it with: bin/trunkline users passwd " + name
                    + "\nThe certificate for clients to trust is " + tls.certificate());
            Arrays.fill(made, '\0');
        }
        return accounts;
    }

    private static String name(Deployment deployment) {
        return deployment.text("server", "node_name").orElseGet(() -> {
            String machine;
            try {
                machine = deployment
                        .text("server", "hostname")
                        .orElse(InetAddress.getLocalHost().getHostName());
            } catch (UnknownHostException e) {
                LOG.debug("The machine does not know its own name", e);
                machine = "localhost";
            }
            return machine + ":" + deployment.number("management", "port").orElseThrow();
        });
    }

    private static String version(BundleContext context) {
        var version = context.getBundle().getVersion();
        String numbers = version.getMajor() + "." + version.getMinor() + "." + version.getMicro();
        return version.getQualifier().isEmpty() ? numbers : numbers + "-" + version.getQualifier();
    }

    /** Where others reach the management API, as far as this node knows. */
    private static URI managementAddress(Deployment deployment) {
        return deployment
                .text("server", "hostname")
                .map(hostname -> address(hostname, deployment))
                .orElseGet(() -> localAddress(deployment));
    }

    /** A name that others use for this machine need not lead to the address on which it listens. */
    private static URI localAddress(Deployment deployment) {
        String host = deployment.text("management", "host").orElseThrow();
        return address(host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host, deployment);
    }

    private static URI address(String host, Deployment deployment) {
        return URI.create("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + deployment.number("management", "port").orElseThrow());
    }

    private void track(ServiceTracker<?, ?> tracker) {
        tracker.open();
        trackers.add(tracker);
    }

    private ServiceTracker<?, ?> configurationAdmin() {
        return new ServiceTracker<ConfigurationAdmin, ConfigurationAdmin>(context, ConfigurationAdmin.class, null) {
            @Override
            public ConfigurationAdmin addingService(ServiceReference<ConfigurationAdmin> reference) {
                ConfigurationAdmin admin = super.addingService(reference);
                Map<String, Dictionary<String, Object>> configurations =
                        new LinkedHashMap<>(deployment.configurations());
                introduceToPublisher(configurations);
                configurations.put(ManagementHttp.PID, ManagementHttp.configuration(deployment, tls));
                configurations.forEach((pid, configuration) -> deliver(admin, pid, configuration));
                return admin;
            }
        };
    }

    /** A publisher lists who reads from it: with the name that this node has and the labels that it serves. */
    private void introduceToPublisher(Map<String, Dictionary<String, Object>> configurations) {
        Dictionary<String, Object> remoteStore = configurations.get("org.trunkline.store.remote");
        if (remoteStore != null) {
            remoteStore.put("node.name", node.name());
            Dictionary<String, Object> gateway = configurations.get("org.trunkline.sync.gateway");
            if (gateway != null) {
                remoteStore.put("labels", gateway.get("gateway.labels"));
            }
        }
    }

    private static void deliver(ConfigurationAdmin admin, String pid, Dictionary<String, Object> configuration) {
        try {
            // "?" lets every bundle have it, not only the one that asks first.
            admin.getConfiguration(pid, "?").updateIfDifferent(configuration);
        } catch (IOException e) {
            LOG.error("The configuration of {} was not delivered: what it configures does not work", pid, e);
        }
    }

    /** Felix HTTP registers its runtime, with the addresses, each time that it has opened its port. */
    private ServiceTracker<?, ?> managementListener() throws IOException {
        try {
            return new ServiceTracker<Object, Object>(
                    context,
                    context.createFilter("(&(objectClass=org.osgi.service.servlet.runtime.HttpServiceRuntime)"
                            + "(osgi.http.endpoint=https://*))"),
                    null) {
                @Override
                public Object addingService(ServiceReference<Object> reference) {
                    try {
                        runState.write(node, localAddress(deployment), tls.certificate());
                        LOG.info("The management API listens at {}", node.managementAddress());
                    } catch (IOException e) {
                        LOG.error("The state file for bin/trunkline was not written", e);
                    }
                    return reference;
                }
            };
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("the filter is a constant", e);
        }
    }

    @Override
    public void close() throws IOException {
        for (int i = trackers.size() - 1; i >= 0; i--) {
            trackers.get(i).close();
        }
        runState.delete();
    }

    /** Where the node's problems show. */
    private static final class Problems {

        private static final String LAUNCHER =
                "(&(objectClass=java.util.function.Supplier)(trunkline.launch=problems))";

        private final BundleContext context;
        private final List<Problem> ofConfiguration;
        private final ServiceTracker<ServiceComponentRuntime, ServiceComponentRuntime> runtime;

        Problems(BundleContext context, List<String> warnings) {
            this.context = context;
            this.ofConfiguration = warnings.stream()
                    .map(warning -> new Problem(Problem.Kind.CONFIGURATION, "deployment.toml", warning))
                    .toList();
            this.runtime = new ServiceTracker<>(context, ServiceComponentRuntime.class, null);
        }

        ServiceTracker<?, ?> runtime() {
            return runtime;
        }

        List<Problem> ofConfiguration() {
            return ofConfiguration;
        }

        List<Problem> ofComponents() {
            ServiceComponentRuntime now = runtime.getService();
            return now == null ? List.of() : new ComponentProblems(now).list();
        }

        /** The launcher's map from bundle to reason; its type is all that is shared with the launcher. */
        List<Problem> ofBundles() {
            List<Problem> problems = new ArrayList<>();
            try {
                ServiceReference<?>[] references = context.getServiceReferences((String) null, LAUNCHER);
                if (references != null
                        && context.getService(references[0]) instanceof Supplier<?> launcher
                        && launcher.get() instanceof Map<?, ?> reasons) {
                    reasons.forEach((bundle, reason) -> problems.add(
                            new Problem(Problem.Kind.BUNDLE, String.valueOf(bundle), String.valueOf(reason))));
                    context.ungetService(references[0]);
                }
            } catch (InvalidSyntaxException e) {
                throw new IllegalStateException("the filter is a constant", e);
            }
            return problems;
        }
    }
}
