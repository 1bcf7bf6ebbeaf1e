package org.trunkline.sync.carbon.internal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Documents as WSO2's publisher writes them. */
public final class Documents {

    private Documents() {}

    /** An API named Pizza, version 1.0.0, of the tenant carbon.super. */
    public static String pizza(String apiId) {
        return api(apiId, "Pizza", "1.0.0", "carbon.super", "/menu");
    }

    public static String api(String apiId, String name, String version, String tenant, String resource) {
        return "{\"name\":\"" + name + "\",\"version\":\"" + version + "\",\"provider\":\"admin\",\"tenantDomain\":\""
                + tenant + "\",\"apiId\":\"" + apiId
                + "\",\"apiDefinition\":\"<api xmlns=\\\"http://ws.apache.org/ns/synapse\\\""
                + " name=\\\"" + name + "\\\" context=\\\"/pizza\\\"><resource methods=\\\"GET\\\" url-mapping=\\\""
                + resource
                + "\\\"/></api>\",\"override\":true}";
    }

    /** What the publisher saves with Remove: it names what to undeploy and holds nothing else. */
    public static String tombstone(String apiId) {
        return "{\"name\":\"Pizza\",\"version\":\"1.0.0\",\"provider\":\"admin\",\"tenantDomain\":\"carbon.super\",\"apiId\":\""
                + apiId + "\",\"override\":false,\"sequencesToBeRemove\":[\"admin--Pizza:v1.0.0--In\"]}";
    }

    /** A WebSocket API of 3.2.0: published, though there is no definition in it. */
    public static String webSocket(String apiId) {
        return "{\"name\":\"Ticker\",\"version\":\"1.0.0\",\"provider\":\"admin\",\"tenantDomain\":\"carbon.super\",\"apiId\":\""
                + apiId + "\",\"override\":false}";
    }

    /** Labels in the form in which a gateway of API Manager 4.x asks for them. */
    public static String encoded(String... labels) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("|", labels).getBytes(StandardCharsets.UTF_8));
    }
}
