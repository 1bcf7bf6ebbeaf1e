package org.trunkline.validators;

import java.util.Map;
import org.trunkline.executors.internal.Parameters;
import org.wso2.carbon.governance.registry.extensions.interfaces.CustomValidations;
import org.wso2.carbon.registry.core.jdbc.handlers.RequestContext;

/** Holds if {@code input} does not. */
public final class NotAggregator implements CustomValidations {

    private volatile CustomValidations negated;

    @Override
    @SuppressWarnings("rawtypes")
    public void init(Map parameterMap) {
        negated = ValidatorClasses.of(Parameters.of(parameterMap).text("input").orElse(""));
    }

    @Override
    public boolean validate(RequestContext context) {
        return !negated.validate(context);
    }
}
