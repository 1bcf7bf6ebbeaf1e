package org.trunkline.executors;

import java.util.Map;
import org.trunkline.executors.internal.Parameters;
import org.trunkline.executors.internal.ServicePromotion;
import org.wso2.carbon.governance.registry.extensions.interfaces.Execution;
import org.wso2.carbon.registry.core.jdbc.handlers.RequestContext;

/**
 * Promotes a service: copies it and what it depends on into the next environment, each in its own version, with all
 * references between them. Other resources pass through unchanged.
 *
 * <p>Parameters, as WSO2's executor of this name reads them: {@code currentEnvironment} and {@code targetEnvironment}, for
 * example <code>/_system/governance/branches/testing/{&#64;resourcePath}/{&#64;version}/{&#64;resourceName}</code>; the same for
 * resources of one media type as {@code <media type>:currentEnvironment} and {@code <media type>:targetEnvironment};
 * {@code service.mediatype}; {@code copyDependencies} (true), {@code copyComments}, {@code copyTags}, {@code copyRatings},
 * {@code copyAssociations} and {@code override} (false).
 *
 * <p>The versions come with the transition: each parameter that is the path of a resource has its new version. Without one
 * the service keeps the version it has, and what it depends on, directly or through others, takes that of the service. A
 * dependency with the version {@code 0.0.0} outside of the current environment stays where it is.
 *
 * <p>Afterwards the context holds the new service and its path, so that the engine gives the new state to it.
 */
public final class ServiceVersionExecutor implements Execution {

    private static final String SERVICE = "application/vnd.wso2-service+xml";

    private volatile ServicePromotion promotion = new ServicePromotion(Parameters.NONE, SERVICE);

    @Override
    @SuppressWarnings("rawtypes")
    public void init(Map parameterMap) {
        promotion = new ServicePromotion(Parameters.of(parameterMap), SERVICE);
    }

    /** @return false if the service cannot be promoted; the context's property {@code executorMessage} says why */
    @Override
    public boolean execute(RequestContext context, String currentState, String targetState) {
        return promotion.run(context);
    }
}
