package org.trunkline.validators;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.trunkline.executors.internal.Parameters;
import org.wso2.carbon.registry.core.exceptions.RegistryException;
import org.wso2.carbon.registry.core.jdbc.handlers.RequestContext;

/** Holds if an artifact's {@code attribute} has as many values as {@code expression} and {@code count} say; never with none. */
public final class AttributeValueCountValidator extends Validation {

    /** By the sign of the number of values minus the count. */
    private static final Map<String, IntPredicate> EXPRESSIONS = new TreeMap<>(Map.of(
            ">", sign -> sign > 0,
            "<", sign -> sign < 0,
            ">=", sign -> sign >= 0,
            "<=", sign -> sign <= 0,
            "==", sign -> sign == 0,
            "!=", sign -> sign != 0));

    @Override
    void check(Parameters given) {
        String expression = given.text("expression").orElse("");
        if (!EXPRESSIONS.containsKey(expression)) {
            throw new IllegalArgumentException(
                    "the expression '" + expression + "' is none of " + EXPRESSIONS.keySet());
        }
        String count = given.text("count").orElse("");
        if (!count.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("the count '" + count + "' is no number");
        }
    }

    @Override
    Optional<String> fault(RequestContext context, Parameters parameters) throws RegistryException {
        Optional<String> attribute = parameters.text("attribute");
        if (attribute.isEmpty()) {
            return Optional.empty();
        }
        List<String> values = ArtifactAttributes.of(context.getResource()).getOrDefault(attribute.get(), List.of());
        String expression = parameters.text("expression").orElseThrow();
        int count = Integer.parseInt(parameters.text("count").orElseThrow());
        return unless(
                !values.isEmpty() && EXPRESSIONS.get(expression).test(Integer.compare(values.size(), count)),
                "The attribute " + attribute.get() + " has " + values.size() + " values, not " + expression + " "
                        + count + ".");
    }
}
