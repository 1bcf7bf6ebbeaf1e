package org.trunkline.executors;

import java.util.Map;
import org.trunkline.executors.internal.Parameters;
import org.trunkline.executors.internal.PlainCopy;
import org.wso2.carbon.governance.registry.extensions.interfaces.Execution;
import org.wso2.carbon.registry.core.jdbc.handlers.RequestContext;

/**
 * A {@link CopyExecutor} whose copy keeps the old state, and whose original takes the new one: what WSO2's executor of that
 * name does since Governance Registry 5.1.
 */
public final class OriginalAdvancingCopyExecutor implements Execution {

    private volatile PlainCopy copy = new PlainCopy(Parameters.NONE);

    @Override
    @SuppressWarnings("rawtypes")
    public void init(Map parameterMap) {
        copy = new PlainCopy(Parameters.of(parameterMap));
    }

    /** @return false if the resource cannot be copied; the context's property {@code executorMessage} says why */
    @Override
    public boolean execute(RequestContext context, String currentState, String targetState) {
        return copy.run(context, (any, original, path) -> {});
    }
}
