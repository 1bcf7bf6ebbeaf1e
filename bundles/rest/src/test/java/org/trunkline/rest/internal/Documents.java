package org.trunkline.rest.internal;

/** API artifacts as WSO2's publisher writes them, cut down to what matters here. */
final class Documents {

    private Documents() {}

    static String pizza(String apiId) {
        return pizza(apiId, "1");
    }

    /** @param marker something that tells one version of the artifact from another */
    static String pizza(String apiId, String marker) {
        return """
            {"name":"PizzaShackAPI","version":"1.0.0","provider":"admin","tenantDomain":"carbon.super","apiId":"%s",
             "apiDefinition":"<api xmlns=\\"http://ws.apache.org/ns/synapse\\" name=\\"admin--PizzaShackAPI\\" context=\\"/pizza/1.0.0\\"><!-- %s --></api>",
             "override":true,
             "sequenceToBeAdd":[{"name":"log","content":"<sequence xmlns=\\"http://ws.apache.org/ns/synapse\\" name=\\"log\\"/>"}]}
            """.formatted(apiId, marker);
    }
}
