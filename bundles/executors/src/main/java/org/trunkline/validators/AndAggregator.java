package org.trunkline.validators;

import java.util.Map;
import org.trunkline.executors.internal.Parameters;
import org.wso2.carbon.governance.registry.extensions.interfaces.CustomValidations;
import org.wso2.carbon.registry.core.jdbc.handlers.RequestContext;

/** Holds if both of {@code inputA} and {@code inputB} hold. */
public final class AndAggregator implements CustomValidations {

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
        return first.validate(context) && second.validate(context);
    }
}
