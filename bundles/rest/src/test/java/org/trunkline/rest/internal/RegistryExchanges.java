package org.trunkline.rest.internal;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.ResourceContent;
import org.trunkline.registry.ResourceDraft;
import org.trunkline.rest.internal.Exchanges.Exchange;

/** What has to be asked of the registry to get a certain answer. */
final class RegistryExchanges {

    private static final String REGISTRY = "/api/v1/registry";
    private static final String ONE = "/_system/governance/trunk/one";
    private static final String NONE = "/_system/governance/trunk/none";
    private static final String SCHEMA =
            "<s:schema xmlns:s='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:a'/>";
    private static final String[] FORM = {"Content-Type", "multipart/form-data; boundary=xYx"};
    private static final String LARGE = " ".repeat((int) TestNode.MAX_BODY_SIZE + 1);

    private static final Map<String, Exchange> ALL = new TreeMap<>();

    /** A request that the registry carries out, for a resource that is there or for any other. */
    private interface Ask {
        Client.Reply of(Client client, String path) throws Exception;
    }

    static {
        read("readRegistryContent", 200, (client, path) -> client.get(REGISTRY + "/content" + path));
        ALL.put("readRegistryContent 206", node -> filled(node).get(REGISTRY + "/content" + ONE, "Range", "bytes=1-2"));
        ALL.put("readRegistryContent 304", node -> notModified(node, "/content"));
        ALL.put(
                "readRegistryContent 416",
                node -> filled(node).get(REGISTRY + "/content" + ONE, "Range", "bytes=100-"));
        ALL.put("readRegistryContent 422", node -> filled(node).get(REGISTRY + "/content/_system"));

        read("readRegistryMetadata", 200, (client, path) -> client.get(REGISTRY + "/metadata" + path));
        ALL.put("readRegistryMetadata 304", node -> notModified(node, "/metadata"));

        for (String form : List.of("Content", "Metadata")) {
            String operation = "writeRegistry" + form;
            String url = REGISTRY + "/" + form.toLowerCase(Locale.ROOT);
            done(operation, 200, (client, path) -> client.put(url + path, "{}"));
            ALL.put(operation + " 201", node -> filled(node).put(url + NONE, "{}"));
            ALL.put(operation + " 412", node -> filled(node).put(url + ONE, "{}", "If-None-Match", "*"));
            ALL.put(operation + " 413", node -> filled(node).put(url + ONE, LARGE));
            ALL.put(operation + " 422", node -> filled(node).put(url + ONE + "/below", "{}"));
        }
        ALL.put(
                "writeRegistryMetadata 415",
                node -> filled(node).send("PUT", REGISTRY + "/metadata" + ONE, body("{}")));

        read("deleteRegistryResource", 204, (client, path) -> client.delete(REGISTRY + "/content" + path));
        ALL.put(
                "deleteRegistryResource 412",
                node -> filled(node).delete(REGISTRY + "/content" + ONE, "If-Match", "\"1234567\""));
        ALL.put("deleteRegistryResource 422", node -> filled(node).delete(REGISTRY + "/content/"));

        trees();
        versions();
        associations();
        opinions();

        ALL.put("searchRegistry 200", node -> filled(node).get(REGISTRY + "/search"));
        ALL.put("searchRegistry 404", node -> filled(node).get(REGISTRY + "/search?within=" + NONE));
        ALL.put("searchRegistry 503", node -> without(node).get(REGISTRY + "/search"));
        ALL.put("listRegistryActivities 200", node -> filled(node).get(REGISTRY + "/activities"));
        ALL.put("listRegistryActivities 503", node -> without(node).get(REGISTRY + "/activities"));
        ALL.put("listRegistryEnvironments 200", node -> filled(node).get(REGISTRY + "/environments"));
        ALL.put("listRegistryEnvironments 503", node -> without(node).get(REGISTRY + "/environments"));

        ALL.put("importIntoRegistry 200", node -> importing(filled(node), SCHEMA));
        ALL.put("importIntoRegistry 409", node -> {
            importing(filled(node), SCHEMA);
            return importing(filled(node), SCHEMA.replace("/>", "><!-- other --></s:schema>"));
        });
        ALL.put("importIntoRegistry 413", node -> importing(filled(node), LARGE));
        ALL.put("importIntoRegistry 415", node -> filled(node).post(REGISTRY + "/import", "{}"));
        ALL.put("importIntoRegistry 422", node -> importing(filled(node), "<html/>"));
        ALL.put("importIntoRegistry 503", node -> importing(without(node), SCHEMA));
    }

    private static void trees() {
        read("listRegistryChildren", 0, (client, path) -> client.get(REGISTRY + "/children" + path));
        ALL.put("listRegistryChildren 200", node -> filled(node).get(REGISTRY + "/children/_system"));
        ALL.put("listRegistryChildren 422", node -> filled(node).get(REGISTRY + "/children" + ONE));
        for (String verb : List.of("copy", "move")) {
            String operation = verb + "RegistryTree";
            read(operation, 201, (client, path) -> post(client, "/" + verb + path + "?to=" + NONE + "/there"));
            ALL.put(operation + " 422", node -> post(filled(node), "/" + verb + "/_system?to=" + NONE));
        }
        read("showRegistryLink", 0, (client, path) -> client.get(REGISTRY + "/link" + path));
        ALL.put("showRegistryLink 200", node -> {
            node.registry.link(RegistryPath.of(NONE), RegistryPath.of(ONE));
            return filled(node).get(REGISTRY + "/link" + NONE);
        });
        done("makeRegistryLink", 0, (client, path) -> put(client, "/link" + path + "?target=/x"));
        ALL.put("makeRegistryLink 204", node -> put(filled(node), "/link" + NONE + "?target=" + ONE));
        ALL.put("makeRegistryLink 422", node -> put(filled(node), "/link" + ONE + "?target=" + NONE));
        read("dumpRegistryTree", 200, (client, path) -> client.get(REGISTRY + "/dump" + path));
        ALL.put("dumpRegistryTree 403", node -> {
            filled(node);
            return Client.of(node, TestAccounts.VIEWER).get(REGISTRY + "/dump/_system/governance/trunk");
        });
        done("loadRegistryTree", 0, (client, path) -> load(client, path, "no dump"));
        ALL.put("loadRegistryTree 200", node -> {
            byte[] dump = filled(node).get(REGISTRY + "/dump" + ONE).response().body();
            return filled(node).send("POST", REGISTRY + "/load" + NONE, BodyPublishers.ofByteArray(dump));
        });
        ALL.put("loadRegistryTree 413", node -> load(filled(node), NONE, LARGE));
        ALL.put("loadRegistryTree 422", node -> load(filled(node), NONE, "no dump"));
    }

    private static void versions() {
        read("listRegistryVersions", 200, (client, path) -> client.get(REGISTRY + "/versions" + path));
        read("createRegistryVersion", 201, (client, path) -> post(client, "/versions" + path));
        read("deleteRegistryVersion", 0, (client, path) -> client.delete(REGISTRY + "/versions" + path + "?version=1"));
        ALL.put("deleteRegistryVersion 204", node -> {
            filled(node);
            long number = node.registry.createVersion(RegistryPath.of(ONE)).number();
            return filled(node).delete(REGISTRY + "/versions" + ONE + "?version=" + number);
        });
        read("restoreRegistryVersion", 0, (client, path) -> post(client, "/restore" + path + "?version=1"));
        ALL.put("restoreRegistryVersion 200", node -> {
            filled(node);
            long number = node.registry.createVersion(RegistryPath.of(ONE)).number();
            return post(filled(node), "/restore" + ONE + "?version=" + number);
        });
    }

    private static void associations() {
        String url = REGISTRY + "/associations";
        read("listRegistryAssociations", 200, (client, path) -> client.get(url + path));
        String json = "{\"target\":\"http://foo.com\",\"type\":\"depends\"}";
        read("addRegistryAssociation", 204, (client, path) -> client.post(url + path, json));
        jsonBody("addRegistryAssociation", "POST", url + ONE);
        read(
                "removeRegistryAssociation",
                204,
                (client, path) -> client.delete(url + path + "?type=depends&target=" + ONE));
    }

    private static void opinions() {
        String comments = REGISTRY + "/comments";
        String text = "{\"text\":\"good\"}";
        String long0 = "{\"text\":\"" + "x".repeat(10_001) + "\"}";
        read("listRegistryComments", 200, (client, path) -> client.get(comments + path));
        read("addRegistryComment", 201, (client, path) -> client.post(comments + path, text));
        ALL.put("addRegistryComment 422", node -> filled(node).post(comments + ONE, long0));
        jsonBody("addRegistryComment", "POST", comments + ONE);
        read("editRegistryComment", 0, (client, path) -> client.put(comments + path + "?id=1", text));
        ALL.put("editRegistryComment 200", node -> filled(node).put(comments + ONE + "?id=" + comment(node), text));
        ALL.put("editRegistryComment 422", node -> filled(node).put(comments + ONE + "?id=" + comment(node), long0));
        jsonBody("editRegistryComment", "PUT", comments + ONE + "?id=1");
        read("deleteRegistryComment", 0, (client, path) -> client.delete(comments + path + "?id=1"));
        ALL.put("deleteRegistryComment 204", node -> filled(node).delete(comments + ONE + "?id=" + comment(node)));
        read("listRegistryTags", 200, (client, path) -> client.get(REGISTRY + "/tags" + path));
        read("addRegistryTag", 204, (client, path) -> put(client, "/tags" + path + "?tag=new"));
        ALL.put("addRegistryTag 422", node -> put(filled(node), "/tags" + ONE + "?tag=" + "x".repeat(101)));
        read("removeRegistryTag", 204, (client, path) -> client.delete(REGISTRY + "/tags" + path + "?tag=new"));
        read("showRegistryRating", 200, (client, path) -> client.get(REGISTRY + "/rating" + path));
        read("rateRegistryResource", 204, (client, path) -> put(client, "/rating" + path + "?stars=5"));
        ALL.put("rateRegistryResource 422", node -> put(filled(node), "/rating" + ONE + "?stars=6"));
    }

    private RegistryExchanges() {}

    static Map<String, Exchange> all() {
        return ALL;
    }

    /** An operation that answers so for what is there, and 404 for what is not. */
    private static void read(String operation, int status, Ask ask) {
        done(operation, status, ask);
        ALL.put(operation + " 404", node -> ask.of(filled(node), NONE));
    }

    /** An operation that answers so, if it is not 0, and 503 without a registry. */
    private static void done(String operation, int status, Ask ask) {
        if (status > 0) {
            ALL.put(operation + " " + status, node -> ask.of(filled(node), ONE));
        }
        ALL.put(operation + " 503", node -> ask.of(without(node), ONE));
    }

    private static void jsonBody(String operation, String method, String url) {
        ALL.put(operation + " 413", node -> filled(node).sendJson(method, url, LARGE));
        ALL.put(operation + " 415", node -> filled(node).send(method, url, body("{}")));
    }

    private static Client filled(TestNode node) throws RegistryException {
        if (node.registry.find(RegistryPath.of(ONE)).isEmpty()) {
            node.registry.put(
                    RegistryPath.of(ONE),
                    ResourceDraft.resource().content(ResourceContent.of("content".getBytes(StandardCharsets.UTF_8))));
        }
        return Client.of(node, TestAccounts.ADMIN);
    }

    private static Client without(TestNode node) {
        node.parts.unbindRegistry(node.registry);
        return Client.of(node, TestAccounts.ADMIN);
    }

    private static long comment(TestNode node) throws RegistryException {
        filled(node);
        return node.registry
                .actingAs(TestAccounts.ADMIN)
                .comment(RegistryPath.of(ONE), "fine")
                .id();
    }

    private static Client.Reply notModified(TestNode node, String form) throws Exception {
        String tag = filled(node).get(REGISTRY + form + ONE).header("ETag").orElseThrow();
        return filled(node).get(REGISTRY + form + ONE, "If-None-Match", tag);
    }

    private static BodyPublisher body(String text) {
        return BodyPublishers.ofString(text);
    }

    private static Client.Reply post(Client client, String path) throws Exception {
        return client.send("POST", REGISTRY + path, BodyPublishers.noBody());
    }

    private static Client.Reply put(Client client, String path) throws Exception {
        return client.send("PUT", REGISTRY + path, BodyPublishers.noBody());
    }

    private static Client.Reply load(Client client, String path, String dump) throws Exception {
        return client.send("POST", REGISTRY + "/load" + path, body(dump));
    }

    private static Client.Reply importing(Client client, String document) throws Exception {
        String form = "--xYx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.xsd\"\r\n\r\n" + document
                + "\r\n--xYx--\r\n";
        return client.send("POST", REGISTRY + "/import", body(form), FORM);
    }
}
