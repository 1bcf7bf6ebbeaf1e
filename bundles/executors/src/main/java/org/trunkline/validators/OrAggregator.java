package org.trunkline.validators;

import java.util.Map;
import org.trunkline.executors.internal.Parameters;
import org.wso2.carbon.governance.registry.extensions.interfaces.CustomValidations;
import org.wso2.carbon.registry.core.jdbc.handlers.RequestContext;

/** Holds if one of {@code inputA} and {@code inputB} holds. */
public final class OrAggregator implements CustomValidations {

    private volatile CustomValidations first;
    private volatile CustomValidations second;

    @Override
    @SuppressWarnings("rawtypes")
    public void init(Map parameterMap) {
        Parameters parameters = Parameters.of(parameterMap);
        first = ValidatorClasses.of(parameters.text("inputA").orElse(""));
        second = ValidatorClasses.of(parameters.text("inputB").orElse(""));
    }

    @Override
    public boolean validate(RequestContext context) {
        return first.validate(context) || second.validate(context);
    }
}
