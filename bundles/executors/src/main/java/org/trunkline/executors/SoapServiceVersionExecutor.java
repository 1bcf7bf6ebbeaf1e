package org.trunkline.executors;

import java.util.Map;
import org.trunkline.executors.internal.Parameters;
import org.trunkline.executors.internal.ServicePromotion;
import org.wso2.carbon.governance.registry.extensions.interfaces.Execution;
import org.wso2.carbon.registry.core.jdbc.handlers.RequestContext;

/** A {@link ServiceVersionExecutor} for SOAP services, which have a media type of their own. */
public final class SoapServiceVersionExecutor implements Execution {

    private static final String SERVICE = "application/vnd.wso2-soap-service+xml";

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
