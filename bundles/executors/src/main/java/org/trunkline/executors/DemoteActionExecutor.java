package org.trunkline.executors;

import java.util.Map;
import org.trunkline.executors.internal.Parameters;
import org.wso2.carbon.governance.registry.extensions.interfaces.Execution;
import org.wso2.carbon.registry.core.Resource;
import org.wso2.carbon.registry.core.jdbc.handlers.RequestContext;

/**
 * Keeps services where they are when they are demoted: the copy that was promoted stays in its environment and its state.
 * Other resources are demoted. The parameter {@code service.mediatype} says what a service is.
 */
public final class DemoteActionExecutor implements Execution {

    private static final String SERVICE = "application/vnd.wso2-service+xml";

    private volatile String serviceMediaType = SERVICE;

    @Override
    @SuppressWarnings("rawtypes")
    public void init(Map parameterMap) {
        serviceMediaType = Parameters.of(parameterMap).text("service.mediatype").orElse(SERVICE);
    }

    /**
     * Takes a service out of the context, by which the engine knows that its state stays.
     *
     * @return always true
     */
    @Override
    public boolean execute(RequestContext context, String currentState, String targetState) {
        Resource resource = context.getResource();
        if (resource != null && serviceMediaType.equals(resource.getMediaType())) {
            context.setResource(null);
        }
        return true;
    }
}
