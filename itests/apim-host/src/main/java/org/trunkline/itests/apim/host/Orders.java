package org.trunkline.itests.apim.host;

import com.google.gson.Gson;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wso2.carbon.apimgt.api.gateway.GatewayAPIDTO;
import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.ArtifactRetriever;
import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.ArtifactSaver;
import org.wso2.carbon.apimgt.impl.internal.ServiceReferenceHolder;

/** Carries out what a test orders. */
final class Orders {

    private static final Logger LOG = LoggerFactory.getLogger(Orders.class);

    private final BundleContext framework;
    private final DataSources dataSources;
    private ServiceRegistration<HostConfiguration> configuration;

    Orders(BundleContext framework, DataSources dataSources) {
        this.framework = framework;
        this.dataSources = dataSources;
    }

    Answer carryOut(Order order) {
        try {
            return Answer.of(carryOut(order.name(), order.arguments()));
        } catch (InvocationTargetException e) {
            LOG.info("{} threw", order.arguments(), e.getCause());
            return Answer.of(e.getCause());
        } catch (Exception | LinkageError e) {
            LOG.error("The order {} failed", order.name(), e);
            return Answer.of(e);
        }
    }

    private Object carryOut(String name, List<String> arguments) throws Exception {
        switch (name) {
            case "configure":
                configure(arguments.get(0), arguments.get(1), arguments.subList(2, arguments.size()));
                return null;
            case "withdraw configuration":
                withdrawConfiguration();
                return null;
            case "bind data source":
                dataSources.bindPostgreSql(arguments.get(0), arguments.get(1), arguments.get(2), arguments.get(3));
                return null;
            case "install":
                framework.installBundle(arguments.get(0)).start();
                return null;
            case "start":
                bundle(arguments.get(0)).start();
                return null;
            case "stop":
                bundle(arguments.get(0)).stop();
                return null;
            case "uninstall":
                bundle(arguments.get(0)).uninstall();
                return null;
            case "ready":
                return service(Ready.class) != null;
            case "services":
                return services();
            case "write":
                return new Gson().toJson(new Gson().fromJson(arguments.get(0), GatewayAPIDTO.class));
            case "bound":
                return bound();
            case "threads":
                return Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .sorted()
                        .collect(Collectors.toList());
            case "saver":
                return call(
                        ArtifactSaver.class,
                        ServiceReferenceHolder.getInstance().getArtifactSaver(),
                        arguments);
            case "retriever":
                return call(ArtifactRetriever.class, retriever(), arguments);
            default:
                throw new IllegalArgumentException("There is no order '" + name + "'");
        }
    }

    private synchronized void configure(String saver, String retriever, List<String> labels) {
        HostConfiguration service = new HostConfiguration(framework, saver, retriever, labels);
        configuration = framework.registerService(HostConfiguration.class, service, null);
    }

    private synchronized void withdrawConfiguration() {
        configuration.unregister();
    }

    private Bundle bundle(String symbolicName) throws BundleException {
        for (Bundle bundle : framework.getBundles()) {
            if (symbolicName.equals(bundle.getSymbolicName())) {
                return bundle;
            }
        }
        throw new BundleException("There is no bundle " + symbolicName);
    }

    /** What is registered, bound or not: the interface and the name of each. */
    private List<String> services() throws InvalidSyntaxException {
        List<String> services = new ArrayList<>();
        for (ServiceReference<ArtifactSaver> reference : framework.getServiceReferences(ArtifactSaver.class, null)) {
            services.add("saver " + framework.getService(reference).getName());
            framework.ungetService(reference);
        }
        Collection<ServiceReference<ArtifactRetriever>> retrievers =
                framework.getServiceReferences(ArtifactRetriever.class, null);
        for (ServiceReference<ArtifactRetriever> reference : retrievers) {
            services.add("retriever " + framework.getService(reference).getName());
            framework.ungetService(reference);
        }
        return services;
    }

    /** What is bound, in the form of {@link #services()}. Equinox binds in a thread of its own, so that it takes a moment. */
    private List<String> bound() {
        List<String> bound = new ArrayList<>();
        ArtifactSaver saver = ServiceReferenceHolder.getInstance().getArtifactSaver();
        if (saver != null) {
            bound.add("saver " + saver.getName());
        }
        ArtifactRetriever retriever = retriever();
        if (retriever != null) {
            bound.add("retriever " + retriever.getName());
        }
        return bound;
    }

    private ArtifactRetriever retriever() {
        RetrieverBinding binding = service(RetrieverBinding.class);
        return binding == null ? null : binding.bound();
    }

    /** Null as long as Equinox has not built the component. */
    private <T> T service(Class<T> type) {
        ServiceReference<T> reference = framework.getServiceReference(type);
        if (reference == null) {
            return null;
        }
        try {
            return framework.getService(reference);
        } finally {
            framework.ungetService(reference);
        }
    }

    /**
     * Calls through the interface of the host's own version, which need not be the one that this was compiled for. What the
     * interface has not is called on the class, as the interface of a later version would.
     *
     * @param call the method and its arguments; a method that takes a file takes its path here
     * @throws InvocationTargetException if the method threw
     */
    private static Object call(Class<?> type, Object service, List<String> call) throws Exception {
        if (service == null) {
            throw new IllegalStateException("No " + type.getSimpleName() + " is bound");
        }
        List<String> arguments = call.subList(1, call.size());
        for (Class<?> declaring : List.of(type, service.getClass())) {
            for (Method method : declaring.getMethods()) {
                if (method.getName().equals(call.get(0)) && method.getParameterCount() == arguments.size()) {
                    return method.invoke(service, converted(method.getParameterTypes(), arguments));
                }
            }
        }
        throw new NoSuchMethodException(type.getSimpleName() + " has no " + call.get(0) + " of " + arguments.size());
    }

    private static Object[] converted(Class<?>[] types, List<String> arguments) {
        Object[] converted = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            boolean file = types[i] == File.class && arguments.get(i) != null;
            converted[i] = file ? new File(arguments.get(i)) : arguments.get(i);
        }
        return converted;
    }
}
