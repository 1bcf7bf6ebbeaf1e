package org.trunkline.validators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trunkline.executors.Trunk.SERVICE;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trunkline.executors.Trunk;
import org.wso2.carbon.governance.registry.extensions.interfaces.CustomValidations;
import org.wso2.carbon.registry.core.Resource;
import org.wso2.carbon.registry.core.exceptions.RegistryException;
import org.wso2.carbon.registry.core.jdbc.handlers.RequestContext;

class ValidatorsTest {

    private static final String WSO2 = "org.wso2.carbon.governance.registry.extensions.validators.";

    private Trunk trunk;

    @BeforeEach
    void fill() throws RegistryException {
        trunk = Trunk.filled();
        trunk.put(
                SERVICE,
                Trunk.SERVICE_TYPE,
                "<metadata><overview><name>Svc</name><version>1.0.0</version><empty/></overview>"
                        + "<contacts><entry>a@x</entry><entry>b@x</entry></contacts></metadata>");
        Resource service = trunk.registry.get(SERVICE);
        service.setProperty("registry.LC.name", "My LC");
        service.setProperty("colour", List.of("red", "blue"));
        service.setProperty(
                "registry.custom_lifecycle.checklist.option.MyLC.0.item",
                List.of("status:A", "name:x", "value:true", "order:0"));
        service.setProperty(
                "registry.custom_lifecycle.checklist.option.MyLC.1.item",
                List.of("status:A", "name:y", "value:false", "order:1"));
        trunk.registry.put(SERVICE, service);
    }

    private boolean holds(CustomValidations validator, String... parameters) throws RegistryException {
        return fault(validator, parameters) == null;
    }

    private String fault(CustomValidations validator, String... parameters) throws RegistryException {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            all.put(parameters[i], parameters[i + 1]);
        }
        validator.init(all);
        RequestContext context = trunk.context(SERVICE);
        boolean holds = validator.validate(context);
        String message = (String) context.getProperty("validationsMessage");
        return holds ? null : String.valueOf(message);
    }

    @Test
    void anUnconfiguredValidationHolds() throws Exception {
        assertTrue(holds(new AttributeExistenceValidator()));
        assertTrue(holds(new AttributeValueValidator(), "attribute", "overview_name"));
        assertTrue(holds(new PropertyValueValidator(), "propertyName", "x"));
        assertTrue(holds(new TypedAssociationValidator()));
    }

    @Test
    void attributesAreThereOrNot() throws Exception {
        assertTrue(holds(new AttributeExistenceValidator(), "attributes", "overview_name, contacts_entry"));
        assertEquals(
                "These attributes are missing: overview_empty, overview_x.",
                fault(new AttributeExistenceValidator(), "attributes", "overview_empty,overview_name,overview_x"));
    }

    @Test
    void allValuesOrOneAreAsThePatternSays() throws Exception {
        assertTrue(holds(new AttributeValueValidator(), "attribute", "contacts_entry", "pattern", ".@x"));
        assertFalse(holds(new AttributeValueValidator(), "attribute", "contacts_entry", "pattern", "a.*"));
        assertTrue(holds(
                new AttributeValueValidator(), "attribute", "contacts_entry", "pattern", "a.*", "atLeastOne", "true"));
        assertFalse(holds(new AttributeValueValidator(), "attribute", "nothing", "pattern", ".*"));
    }

    @Test
    void valuesAreCountedByEachExpression() throws Exception {
        Map<String, String> about2 = Map.of(">", "010", "<", "001", ">=", "110", "<=", "101", "==", "100", "!=", "011");
        for (Map.Entry<String, String> expression : about2.entrySet()) {
            // two values compared with 2, 1 and 3
            String found = "";
            for (String count : List.of("2", "1", "3")) {
                found += holds(
                                new AttributeValueCountValidator(),
                                "attribute",
                                "contacts_entry",
                                "expression",
                                expression.getKey(),
                                "count",
                                count)
                        ? "1"
                        : "0";
            }
            assertEquals(expression.getValue(), found, expression.getKey());
        }
    }

    @Test
    void propertiesHaveAValueOrHaveItAmongOthers() throws Exception {
        assertTrue(holds(new PropertyValueValidator(), "propertyName", "colour", "propertyValue", "red"));
        assertEquals(
                "The property colour is [red, blue], not blue.",
                fault(new PropertyValueValidator(), "propertyName", "colour", "propertyValue", "blue"));
        assertTrue(holds(
                new PropertyValueValidator(),
                "propertyName",
                "colour",
                "propertyValue",
                "blue",
                "isMultiValued",
                "true"));
        assertFalse(holds(
                new PropertyValueValidator(), "propertyName", "none", "propertyValue", "x", "isMultiValued", "true"));
    }

    @Test
    void checkItemsOfThisLifecycleAreTickedOrNot() throws Exception {
        assertTrue(holds(new CheckItemTickedValidator(), "itemIndex", "0"));
        assertEquals("The check item 1 is not ticked.", fault(new CheckItemTickedValidator(), "itemIndex", "1"));
        assertTrue(holds(new CheckItemTickedValidator(), "itemIndex", "1", "checked", "false"));
        assertEquals(
                "The lifecycle MyLC has no check item 2 in this state.",
                fault(new CheckItemTickedValidator(), "itemIndex", "2"));
    }

    @Test
    void checkItemsOfBeforeGovernanceRegistryFiveAreReadToo() throws Exception {
        Resource service = trunk.registry.get(SERVICE);
        service.setProperty("registry.custom_lifecycle.checklist.option.7.item", List.of("value:true"));
        trunk.registry.put(SERVICE, service);

        assertTrue(holds(new CheckItemTickedValidator(), "itemIndex", "7"));
    }

    @Test
    void associationsHaveATypeADirectionAndSomethingAtTheOtherEnd() throws Exception {
        trunk.registry.addAssociation(SERVICE, "http://example.org/doc", "documentation");

        assertTrue(holds(
                new TypedAssociationValidator(),
                "associationType",
                "depends",
                "associationDirection",
                "outward",
                "associatedMediaType",
                "application/wsdl+xml"));
        assertFalse(
                holds(new TypedAssociationValidator(), "associationType", "depends", "associationDirection", "inward"));
        assertTrue(
                holds(new TypedAssociationValidator(), "associationType", "usedBy", "associationDirection", "inward"));
        assertTrue(holds(
                new TypedAssociationValidator(), "associationType", "documentation", "associatedMediaType", "url"));
        assertEquals(
                "There is no association of the type depends with url.",
                fault(new TypedAssociationValidator(), "associationType", "depends", "associatedMediaType", "url"));
        assertFalse(holds(
                new TypedAssociationValidator(),
                "associationType",
                "depends",
                "propertyName",
                "a",
                "propertyValue",
                "b"));
    }

    @Test
    void validationsAreCombined() throws Exception {
        String yes = "class:" + WSO2 + "PropertyValueValidator, parameters:{propertyName:colour},{propertyValue:red}";
        String no = "class:org.trunkline.validators.CheckItemTickedValidator, parameters:{itemIndex:1}";

        assertTrue(holds(new AndAggregator(), "inputA", yes, "inputB", yes));
        assertFalse(holds(new AndAggregator(), "inputA", yes, "inputB", no));
        assertTrue(holds(new OrAggregator(), "inputA", no, "inputB", yes));
        assertFalse(holds(new OrAggregator(), "inputA", no, "inputB", no));
        assertTrue(holds(new IfThenAggregator(), "inputA", no, "inputB", no));
        assertFalse(holds(new IfThenAggregator(), "inputA", yes, "inputB", no));
        assertTrue(holds(new NotAggregator(), "input", no));
        assertFalse(holds(new NotAggregator(), "input", yes));
    }

    @Test
    void parametersThatMakeNoSenseAreRefusedAtOnce() {
        assertRefused(new AttributeValueValidator(), Map.of("pattern", "("));
        assertRefused(new AttributeValueCountValidator(), Map.of("expression", "=", "count", "1"));
        assertRefused(new AttributeValueCountValidator(), Map.of("expression", "==", "count", "one"));
        assertRefused(new CheckItemTickedValidator(), Map.of());
        assertRefused(new TypedAssociationValidator(), Map.of("associationDirection", "up"));
        assertRefused(new NotAggregator(), Map.of("input", "class:no.such.Class"));
        assertRefused(new NotAggregator(), Map.of("input", "something"));
        assertRefused(new AndAggregator(), Map.of());
    }

    private static void assertRefused(CustomValidations validator, Map<String, String> parameters) {
        assertThrows(IllegalArgumentException.class, () -> validator.init(parameters));
    }

    @Test
    void anArtifactThatIsNoXmlIsToldAndNoEntityIsRead() throws Exception {
        trunk.put(
                SERVICE, Trunk.SERVICE_TYPE, "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a><b>&b;</b></a>");

        String fault = fault(new AttributeExistenceValidator(), "attributes", "b");

        assertTrue(fault.startsWith("The registry refused: " + SERVICE + " has no attributes: line 1"), fault);
        assertNull(fault(new PropertyValueValidator()));
    }
}
