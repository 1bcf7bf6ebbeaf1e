package org.trunkline.itests.process;

import com.google.gson.Gson;
import java.util.LinkedHashMap;
import java.util.Map;

/** An API that answers by itself, as the publisher of WSO2 API Manager writes one. */
final class HelloApi {

    private HelloApi() {}

    static String answering(String apiId, String answer) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", "Hello");
        document.put("version", "1.0.0");
        document.put("provider", "admin");
        document.put("tenantDomain", "carbon.super");
        document.put("apiId", apiId);
        document.put("apiDefinition", """
                <api xmlns="http://ws.apache.org/ns/synapse" name="admin--Hello" context="/hello/1.0.0" version="1.0.0">
                  <resource url-mapping="/*" methods="GET">
                    <inSequence>
                      <payloadFactory media-type="json">
                        <format>{"answer":"%s"}</format>
                        <args/>
                      </payloadFactory>
                      <property name="messageType" value="application/json" scope="axis2"/>
                      <respond/>
                    </inSequence>
                  </resource>
                </api>
                """.formatted(answer));
        document.put("override", true);
        return new Gson().toJson(document);
    }
}
