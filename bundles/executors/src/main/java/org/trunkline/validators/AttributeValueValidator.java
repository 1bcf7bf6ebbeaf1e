package org.trunkline.validators;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.trunkline.executors.internal.Parameters;
import org.wso2.carbon.registry.core.exceptions.RegistryException;
import org.wso2.carbon.registry.core.jdbc.handlers.RequestContext;

/**
 * Holds if each value of an artifact's {@code attribute}, or with {@code atLeastOne} one of them, is as the regular expression
 * {@code pattern} says.
 */
public final class AttributeValueValidator extends Validation {

    @Override
    void check(Parameters given) {
        try {
            given.text("pattern").ifPresent(Pattern::compile);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("the pattern is no regular expression: " + e.getMessage(), e);
        }
    }

    @Override
    Optional<String> fault(RequestContext context, Parameters parameters) throws RegistryException {
        Optional<String> attribute = parameters.text("attribute");
        Optional<String> pattern = parameters.text("pattern");
        if (attribute.isEmpty() || pattern.isEmpty()) {
            return Optional.empty();
        }
        List<String> values = ArtifactAttributes.of(context.getResource()).getOrDefault(attribute.get(), List.of());
        Predicate<String> fits = Pattern.compile(pattern.get()).asMatchPredicate();
        boolean holds = parameters.flag("atLeastOne", false)
                ? values.stream().anyMatch(fits)
                : !values.isEmpty() && values.stream().allMatch(fits);
        return unless(
                holds,
                "The attribute " + attribute.get() + " is " + values + ", which does not match " + pattern.get());
    }
}
