package org.trunkline.executors;

import java.util.Map;
import org.trunkline.executors.internal.Parameters;
import org.trunkline.executors.internal.PlainCopy;
import org.wso2.carbon.governance.registry.extensions.interfaces.Execution;
import org.wso2.carbon.registry.core.jdbc.handlers.RequestContext;

/**
 * Copies a resource or a collection of any kind into the next environment. The copy takes the new state; the original keeps
 * the old one. {@link OriginalAdvancingCopyExecutor} does it the other way round.
 *
 * <p>Parameters: {@code currentEnvironment} and {@code targetEnvironment}, two collections, in which <code>{&#64;version}</code>
 * stands for the version that comes with the transition, as a parameter that is the resource's path; {@code copyComments},
 * {@code copyTags}, {@code copyRatings} and {@code copyAssociations} (false). What is not in the current environment is not
 * copied, and its own state changes.
 */
public final class CopyExecutor implements Execution {

    private volatile PlainCopy copy = new PlainCopy(Parameters.NONE);

    @Override
    @SuppressWarnings("rawtypes")
    public void init(Map parameterMap) {
        copy = new PlainCopy(Parameters.of(parameterMap));
    }

    /** @return false if the resource cannot be copied; the context's property {@code executorMessage} says why */
    @Override
    public boolean execute(RequestContext context, String currentState, String targetState) {
        return copy.run(context, copy::handOver);
    }
}
