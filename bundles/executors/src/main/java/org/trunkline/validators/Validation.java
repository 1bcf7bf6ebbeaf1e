package org.trunkline.validators;

import java.util.Map;
import java.util.Optional;
import org.trunkline.executors.internal.Parameters;
import org.wso2.carbon.governance.registry.extensions.interfaces.CustomValidations;
import org.wso2.carbon.registry.core.exceptions.RegistryException;
import org.wso2.carbon.registry.core.jdbc.handlers.RequestContext;

/** A validation that says why it does not hold. */
abstract class Validation implements CustomValidations {

    private static final String MESSAGE = "validationsMessage";

    private volatile Parameters parameters = Parameters.NONE;

    @Override
    @SuppressWarnings("rawtypes")
    public void init(Map parameterMap) {
        Parameters given = Parameters.of(parameterMap);
        check(given);
        parameters = given;
    }

    /** @throws IllegalArgumentException if the parameters make no sense */
    void check(Parameters given) {}

    /** @return false if it does not hold, or cannot be told; the context's property {@code validationsMessage} says why */
    @Override
    public final boolean validate(RequestContext context) {
        Optional<String> fault;
        try {
            fault = fault(context, parameters);
        } catch (RegistryException e) {
            fault = Optional.of("The registry refused: " + e.getMessage());
        }
        fault.ifPresent(why -> context.setProperty(MESSAGE, why));
        return fault.isEmpty();
    }

    /** Why it does not hold; empty if it does. */
    abstract Optional<String> fault(RequestContext context, Parameters parameters) throws RegistryException;

    static Optional<String> unless(boolean holds, String fault) {
        return holds ? Optional.empty() : Optional.of(fault);
    }
}
