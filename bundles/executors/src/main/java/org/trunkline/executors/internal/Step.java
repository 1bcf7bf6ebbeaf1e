package org.trunkline.executors.internal;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.wso2.carbon.registry.core.Registry;
import org.wso2.carbon.registry.core.exceptions.RegistryException;
import org.wso2.carbon.registry.core.jdbc.handlers.RequestContext;

/** Something that is done as a whole or not at all, in a transaction of its own within that of the transition. */
@FunctionalInterface
interface Step {

    /** Where WSO2's engine looks for the reason of a refusal. */
    String MESSAGE = "executorMessage";

    void run() throws RefusedException, RegistryException;

    /** @return whether it was done; if not, the context says why */
    static boolean done(RequestContext context, Step step) {
        Log log = LogFactory.getLog(Step.class);
        Registry registry = context.getRegistry();
        boolean open = false;
        try {
            registry.beginTransaction();
            open = true;
            step.run();
            open = false;
            registry.commitTransaction();
            return true;
        } catch (RefusedException e) {
            context.setProperty(MESSAGE, e.getMessage());
            return false;
        } catch (RegistryException e) {
            // The engine hears the message only, so the cause goes where an operator finds it.
            log.error(e.getMessage(), e);
            context.setProperty(MESSAGE, "The registry refused: " + e.getMessage());
            return false;
        } finally {
            if (open) {
                rollBack(registry, log);
            }
        }
    }

    private static void rollBack(Registry registry, Log log) {
        try {
            registry.rollbackTransaction();
        } catch (RegistryException e) {
            // Whatever made the step fail is what the caller has to hear.
            log.error("The transaction cannot be rolled back: " + e.getMessage(), e);
        }
    }
}
