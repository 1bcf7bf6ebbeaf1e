package org.trunkline.validators;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wso2.carbon.governance.registry.extensions.interfaces.CustomValidations;

/** The validators that others are made of, as {@code class:NAME, parameters:{name:value},{name:value}} says. */
final class ValidatorClasses {

    private static final String WSO2 = "org.wso2.carbon.governance.registry.extensions.validators.";
    private static final Pattern INPUT =
            Pattern.compile("\\s*class:\\s*([^,\\s]+)\\s*(?:,\\s*parameters:\\s*\\{(.*)\\}\\s*)?", Pattern.DOTALL);

    private static final Map<String, Supplier<CustomValidations>> OURS = Map.of(
            "AttributeExistenceValidator", AttributeExistenceValidator::new,
            "AttributeValueValidator", AttributeValueValidator::new,
            "AttributeValueCountValidator", AttributeValueCountValidator::new,
            "PropertyValueValidator", PropertyValueValidator::new,
            "CheckItemTickedValidator", CheckItemTickedValidator::new,
            "TypedAssociationValidator", TypedAssociationValidator::new);

    private ValidatorClasses() {}

    /** @throws IllegalArgumentException if it says something else, or there is no such class */
    static CustomValidations of(String input) {
        Matcher matcher = INPUT.matcher(input);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + input + "' is not of the form class:NAME, parameters:{name:value},{name:value}");
        }
        CustomValidations validator = instance(matcher.group(1));
        Map<String, String> parameters = new HashMap<>();
        if (matcher.group(2) != null) {
            for (String parameter : matcher.group(2).split("\\},\\s*\\{")) {
                int colon = parameter.indexOf(':');
                if (colon < 1) {
                    throw new IllegalArgumentException("the parameter '" + parameter + "' has no name and value");
                }
                parameters.put(parameter.substring(0, colon).trim(), parameter.substring(colon + 1));
            }
        }
        validator.init(parameters);
        return validator;
    }

    private static CustomValidations instance(String name) {
        String own = ValidatorClasses.class.getPackageName() + ".";
        for (String prefix : new String[] {WSO2, own}) {
            if (name.startsWith(prefix) && OURS.containsKey(name.substring(prefix.length()))) {
                return OURS.get(name.substring(prefix.length())).get();
            }
        }
        try {
            return Class.forName(name, true, Thread.currentThread().getContextClassLoader())
                    .asSubclass(CustomValidations.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalArgumentException("there is no validator " + name, e);
        }
    }
}
