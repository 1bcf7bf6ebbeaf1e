package org.trunkline.gateway.internal.preview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trunkline.gateway.internal.testing.Documents.resource;
import static org.trunkline.gateway.internal.testing.Documents.sendTo;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.gateway.internal.TestGateway;
import org.trunkline.gateway.internal.testing.Await;
import org.trunkline.gateway.internal.testing.BackEndServer;
import org.trunkline.gateway.internal.testing.Documents;
import org.trunkline.gateway.internal.testing.RawHttp;
import org.trunkline.sync.testkit.InMemoryArtifactStore;

/** The front against a real back end, with APIs that come through a store. */
class PreviewServesApisTest {

    private static final String HANDLERS = "org.wso2.carbon.apimgt.gateway.handlers.";

    @TempDir
    Path cache;

    private BackEndServer backEnd;
    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        backEnd = new BackEndServer();
        gateway = new TestGateway(
                new InMemoryArtifactStore(),
                cache,
                Map.of(),
                Map.of(
                        "ignore_handlers",
                        new String[] {
                            HANDLERS + "common.APIMgtLatencyStatsHandler",
                            HANDLERS + "security.CORSRequestHandler",
                            HANDLERS + "security.APIAuthenticationHandler",
                            HANDLERS + "throttling.ThrottleHandler",
                            HANDLERS + "analytics.APIMgtUsageHandler",
                            HANDLERS + "analytics.APIMgtGoogleAnalyticsTrackingHandler",
                            HANDLERS + "analytics.APIMgtResponseHandler"
                        },
                        "max_body_size",
                        100_000L,
                        "timeout",
                        2_000L));
    }

    @AfterEach
    void stop() {
        gateway.close();
        backEnd.close();
    }

    private HttpRequest.Builder request(String path) throws Exception {
        return HttpRequest.newBuilder(URI.create(gateway.address() + path));
    }

    private static JsonObject json(HttpResponse<String> response) {
        assertEquals(
                "application/problem+json",
                response.headers().firstValue("Content-Type").orElse(""));
        return JsonParser.parseString(response.body()).getAsJsonObject();
    }

    @Nested
    class AnApiOfWso2 {

        @BeforeEach
        void publish() throws Exception {
            gateway.publish(Documents.file("pizzashack-1.0.0.json", backEnd.address()));
        }

        @Test
        void isServedAtItsContextWithTheRestOfThePathBehindTheEndpoint() throws Exception {
            HttpResponse<String> response = gateway.get("/pizzashack/1.0.0/menu?size=large&topping=%C3%A9");

            assertEquals(200, response.statusCode());
            assertEquals(
                    "/pizza/api/menu?size=large&topping=%C3%A9",
                    backEnd.lastAsked().target().toString());
        }

        @Test
        void saysInEachAnswerThatThisIsAPreviewAndWhatItLeavesOut() throws Exception {
            HttpResponse<String> response = gateway.get("/pizzashack/1.0.0/menu");

            assertEquals(
                    "for development and integration tests only",
                    response.headers().firstValue("X-Trunkline-Preview").orElse(""));
            assertTrue(response.headers()
                    .firstValue("X-Trunkline-Ignored-Handlers")
                    .orElse("")
                    .contains(HANDLERS + "security.APIAuthenticationHandler"));
            assertTrue(gateway.status()
                    .apis()
                    .get(0)
                    .ignoredHandlers()
                    .contains(HANDLERS + "security.APIAuthenticationHandler"));
        }

        @Test
        void runsTheSequencesOfItsOwnerOnTheWayInAndOut() throws Exception {
            HttpResponse<String> response = gateway.get("/pizzashack/1.0.0/menu");

            assertEquals("stone", backEnd.lastAsked().header("X-Oven"));
            assertEquals(
                    "max-age=60", response.headers().firstValue("Cache-Control").orElse(""));
        }

        @Test
        void takesAVariablePathAndABody() throws Exception {
            HttpResponse<String> response = gateway.send(request("/pizzashack/1.0.0/order/47")
                    .PUT(BodyPublishers.ofString("{\"quantity\":2}"))
                    .header("Content-Type", "application/json"));

            assertEquals(200, response.statusCode());
            assertEquals("PUT", backEnd.lastAsked().method());
            assertEquals("/pizza/api/order/47", backEnd.lastAsked().target().toString());
            assertEquals("{\"quantity\":2}", backEnd.lastAsked().text());
        }

        @Test
        void answers405WithTheMethodsOfThatPath() throws Exception {
            HttpResponse<String> response =
                    gateway.send(request("/pizzashack/1.0.0/order/47").POST(BodyPublishers.noBody()));

            assertEquals(405, response.statusCode());
            assertEquals(
                    "DELETE, GET, PUT", response.headers().firstValue("Allow").orElse(""));
        }

        @ParameterizedTest
        @CsvSource({
            "/pizzashack/1.0.0/nothing, The API PizzaShackAPI:1.0.0@carbon.super has no resource for the path /nothing",
            "/pizzashack2/1.0.0/menu, No API is deployed for the path /pizzashack2/1.0.0/menu",
            "/pizzashack/1.0.00/menu, The API PizzaShackAPI:1.0.0@carbon.super has no resource for the path /1.0.00/menu",
            "/, No API is deployed for the path /"
        })
        void answers404ThatTellsAnApiFromAResource(String path, String detail) throws Exception {
            HttpResponse<String> response = gateway.get(path);

            assertEquals(404, response.statusCode());
            assertEquals(detail, json(response).get("detail").getAsString());
        }

        @Test
        void isServedWithoutItsVersionWhereItIsTheDefaultOne() throws Exception {
            HttpResponse<String> response = gateway.send(request("/pizzashack/order/3?now=1")
                    .PUT(BodyPublishers.ofString("more cheese"))
                    .header("Content-Type", "text/plain"));

            assertEquals(200, response.statusCode());
            assertEquals(
                    "/pizza/api/order/3?now=1", backEnd.lastAsked().target().toString());
            assertEquals("more cheese", backEnd.lastAsked().text());
            assertEquals(
                    "/pizzashack",
                    gateway.status().apis().get(0).defaultContext().orElse(""));
        }

        @Test
        void isGoneAfterItsRemoval() throws Exception {
            assertEquals(200, gateway.get("/pizzashack/1.0.0/menu").statusCode());

            gateway.remove(Documents.api("PizzaShackAPI", "/any", "<respond/>")
                    .withId("53002210-f0c8-4e86-97db-b6a31092ba2a"));

            assertEquals(404, gateway.get("/pizzashack/1.0.0/menu").statusCode());
            assertEquals(404, gateway.get("/pizzashack/menu").statusCode());
        }
    }

    @Nested
    class ABackEnd {

        @Test
        void getsNoHeaderThatSpeaksOfTheConnectionAndLearnsWhoAsked() throws Exception {
            gateway.publish(Documents.api("Echo", "/echo", sendTo(backEnd.address())));

            RawHttp.exchange(
                    gateway.address(),
                    "GET /echo/1.0.0/x HTTP/1.0\r\nHost: gw.example:8280\r\nConnection: x-other, X-Secret-Hop\r\n"
                            + "X-Secret-Hop: 1\r\nKeep-Alive: 5\r\nTE: trailers\r\nProxy-Authorization: Basic x\r\n"
                            + "X-Forwarded-For: 192.0.2.7\r\nX-Kept: yes\r\n\r\n");

            BackEndServer.Asked asked = backEnd.lastAsked();
            assertEquals("yes", asked.header("X-Kept"));
            assertNull(asked.header("X-Secret-Hop"));
            assertNull(asked.header("Keep-Alive"));
            assertNull(asked.header("TE"));
            assertNull(asked.header("Proxy-Authorization"));
            assertEquals("192.0.2.7, 127.0.0.1", asked.header("X-Forwarded-For"));
            assertEquals("gw.example:8280", asked.header("X-Forwarded-Host"));
            assertEquals("http", asked.header("X-Forwarded-Proto"));
            assertEquals("127.0.0.1:" + backEnd.address().getPort(), asked.header("Host"));
        }

        @Test
        void mayAnswerWithAnyStatusAndItsHeadersArrive() throws Exception {
            gateway.publish(Documents.api("Echo", "/echo", sendTo(backEnd.address())));
            backEnd.answers(exchange -> {
                exchange.getResponseHeaders().add("Set-Cookie", "a=1");
                exchange.getResponseHeaders().add("Set-Cookie", "b=2");
                exchange.getResponseHeaders().add("Location", "https://elsewhere.example/");
                BackEndServer.answer(exchange, 302, "text/plain", "moved");
            });

            HttpResponse<String> response = gateway.get("/echo/1.0.0/x");

            assertEquals(302, response.statusCode());
            assertEquals("moved", response.body());
            assertEquals(2, response.headers().allValues("Set-Cookie").size());
            assertEquals(
                    "https://elsewhere.example/",
                    response.headers().firstValue("Location").orElse(""));
        }

        @Test
        void thatCannotBeReachedIsAnswered502() throws Exception {
            URI gone = backEnd.address();
            gateway.publish(Documents.api("Echo", "/echo", sendTo(gone + "/secret-path?key=secret")));
            backEnd.close();

            HttpResponse<String> response = gateway.get("/echo/1.0.0/x");

            assertEquals(502, response.statusCode());
            assertEquals(
                    "The back end " + gone + " cannot be reached",
                    json(response).get("detail").getAsString());
            assertFalse(response.body().contains("secret"));
            Await.until("it is counted", () -> gateway.status().counters().backEndFailures() == 1);
        }

        @Test
        void thatDoesNotAnswerInTheTimeOfItsEndpointIsAnswered504() throws Exception {
            gateway.publish(Documents.api(
                    "Slow",
                    "/slow",
                    "<send><endpoint><http uri-template=\"" + backEnd.address()
                            + "\"><timeout><duration>100</duration></timeout></http></endpoint></send>"));
            backEnd.answers(exchange -> {
                // never answers: the exchange is left open
            });

            HttpResponse<String> response = gateway.get("/slow/1.0.0/x");

            assertEquals(504, response.statusCode());
            assertTrue(json(response).get("detail").getAsString().contains("did not answer within 100 ms"));
        }

        @Test
        void thatBreaksOffInTheMiddleDoesNotLookLikeAWholeAnswer() throws Exception {
            gateway.publish(Documents.api("Echo", "/echo", sendTo(backEnd.address())));
            backEnd.answers(exchange -> {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(new byte[60_000]);
                exchange.getResponseBody().flush();
                throw new IOException("broken on purpose");
            });

            String answer = RawHttp.get(gateway.address(), "/echo/1.0.0/x");

            assertTrue(answer.startsWith("HTTP/1.1 200"), answer.substring(0, 20));
            assertFalse(answer.endsWith("0\r\n\r\n"), "the last chunk must not be there");
        }

        @Test
        void thatStallsInTheMiddleIsCutOff() throws Exception {
            gateway.publish(Documents.api(
                    "Slow",
                    "/slow",
                    "<send><endpoint><http uri-template=\"" + backEnd.address()
                            + "\"><timeout><duration>300</duration></timeout></http></endpoint></send>"));
            backEnd.answers(exchange -> {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write('x');
                exchange.getResponseBody().flush();
            });

            String answer = RawHttp.get(gateway.address(), "/slow/1.0.0/x");

            assertFalse(answer.endsWith("0\r\n\r\n"), "the last chunk must not be there");
        }

        @Test
        void getsALargeBodyWithoutThatItIsHeldInMemoryAndNoneOverTheLimit() throws Exception {
            gateway.publish(Documents.api("Echo", "/echo", sendTo(backEnd.address())));

            HttpResponse<String> fits =
                    gateway.send(request("/echo/1.0.0/x").POST(BodyPublishers.ofByteArray(new byte[100_000])));
            HttpResponse<String> declared =
                    gateway.send(request("/echo/1.0.0/x").POST(BodyPublishers.ofByteArray(new byte[100_001])));

            assertEquals(200, fits.statusCode());
            assertEquals(100_000, backEnd.lastAsked().body().length);
            assertEquals(413, declared.statusCode());
        }

        @Test
        void getsNoneOverTheLimitEvenIfItsLengthIsNotDeclared() throws Exception {
            gateway.publish(Documents.api("Echo", "/echo", sendTo(backEnd.address())));

            String answer = RawHttp.exchange(
                    gateway.address(),
                    "POST /echo/1.0.0/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + "1ffff\r\n" + "y".repeat(0x1ffff) + "\r\n0\r\n\r\n");

            assertTrue(answer.startsWith("HTTP/1.1 413"), answer);
            assertEquals(0, backEnd.count());
        }

        @Test
        void isAskedWithTheMethodOfItsEndpointAndAnAddressMadeOfVariables() throws Exception {
            String send = "<property name=\"uri.var.kind\" expression=\"fn:concat('a b/', $url:kind)\"/>"
                    + "<property name=\"REST_URL_POSTFIX\" scope=\"axis2\" action=\"remove\"/>"
                    + "<send><endpoint><http method=\"post\" uri-template=\"" + backEnd.address()
                    + "/x/{uri.var.kind}/{uri.var.id}?from={uri.var.id}\"/></endpoint></send>";
            gateway.publish(Documents.resources(
                    "Vars",
                    "/vars",
                    "<resource methods=\"GET\" uri-template=\"/of/{id}\"><inSequence>" + send
                            + "</inSequence><outSequence><send/></outSequence></resource>"));

            gateway.get("/vars/1.0.0/of/4%207?kind=%C3%BC");

            assertEquals("POST", backEnd.lastAsked().method());
            assertEquals(
                    "/x/a%20b%2F%C3%BC/4%207?from=4%207",
                    backEnd.lastAsked().target().toString());
        }

        @Test
        void isNotAskedForAPathOutsideOfItsAddress() throws Exception {
            gateway.publish(Documents.api(
                    "Vars",
                    "/vars",
                    "<property name=\"uri.var.kind\" expression=\"$url:kind\"/>"
                            + sendTo(backEnd.address() + "/inside/{+uri.var.kind}/x")));

            HttpResponse<String> response = gateway.get("/vars/1.0.0/y?kind=../../admin");

            assertEquals(400, response.statusCode());
            assertEquals(0, backEnd.count());
        }
    }

    @Nested
    class Mediators {

        private HttpResponse<String> call(String mediators) throws Exception {
            gateway.publish(Documents.api("Made", "/made", mediators));
            return gateway.send(request("/made/1.0.0/x?name=%22%3E%3C%26")
                    .POST(BodyPublishers.ofString("{\"a\":{\"b\":[1,{\"c\":\"d\\\"e\"}]}}"))
                    .header("Content-Type", "application/json")
                    .header("X-Client-Secret", "do not echo"));
        }

        @Test
        void aPayloadInJsonEscapesWhatIsPutIn() throws Exception {
            HttpResponse<String> response = call("<payloadFactory media-type=\"json\"><format>"
                    + "{\"name\":\"$1\",\"free\":$1,\"number\":$2,\"list\":$3,\"text\":\"$4\"}</format><args>"
                    + "<arg expression=\"$url:name\"/><arg value=\"42\"/>"
                    + "<arg evaluator=\"json\" expression=\"$.a.b\"/>"
                    + "<arg evaluator=\"json\" expression=\"$.a.b[1].c\"/></args></payloadFactory><respond/>");

            assertEquals(200, response.statusCode());
            JsonObject json = JsonParser.parseString(response.body()).getAsJsonObject();
            assertEquals("\"><&", json.get("name").getAsString());
            assertEquals("\"><&", json.get("free").getAsString());
            assertEquals(42, json.get("number").getAsInt());
            assertEquals(2, json.get("list").getAsJsonArray().size());
            assertEquals("d\"e", json.get("text").getAsString());
        }

        @Test
        void aPayloadInXmlEscapesWhatIsPutIn() throws Exception {
            HttpResponse<String> response = call("<payloadFactory media-type=\"xml\"><format>"
                    + "<am:fault xmlns:am=\"http://wso2.org/apimanager\"><am:name kind=\"$1\">$1</am:name></am:fault>"
                    + "</format><args><arg expression=\"$url:name\"/></args></payloadFactory><respond/>");

            assertEquals(
                    "<am:fault xmlns:am=\"http://wso2.org/apimanager\"><am:name kind=\"&quot;&gt;&lt;&amp;\">"
                            + "&quot;&gt;&lt;&amp;</am:name></am:fault>",
                    response.body());
        }

        @Test
        void aResponseCarriesNoHeaderOfTheRequest() throws Exception {
            HttpResponse<String> response =
                    call("<header name=\"X-Set\" scope=\"transport\" value=\"yes\"/><respond/>");

            assertEquals("yes", response.headers().firstValue("X-Set").orElse(""));
            assertTrue(response.headers().firstValue("X-Client-Secret").isEmpty());
        }

        @Test
        void propertiesSteerStatusContentTypeAndBody() throws Exception {
            HttpResponse<String> response = call("<property name=\"HTTP_SC\" scope=\"axis2\" value=\"202\"/>"
                    + "<property name=\"NO_ENTITY_BODY\" scope=\"axis2\" value=\"true\" type=\"BOOLEAN\"/><respond/>");

            assertEquals(202, response.statusCode());
            assertEquals("", response.body());
        }

        @Test
        void aHeaderNeverGetsASecondLine() throws Exception {
            gateway.publish(Documents.api(
                    "Inject",
                    "/inject",
                    "<header name=\"X-Name\" scope=\"transport\" expression=\"$url:name\"/>"
                            + sendTo(backEnd.address())));

            HttpResponse<String> response = gateway.get("/inject/1.0.0/x?name=a%0d%0aX-Admin:%20true");

            assertEquals(400, response.statusCode());
            assertEquals(0, backEnd.count());
        }

        @Test
        void aHeaderOfTheAnswerNeverGetsASecondLineEither() throws Exception {
            gateway.publish(Documents.api(
                    "Inject",
                    "/inject",
                    "<property name=\"X-Name\" scope=\"transport\" expression=\"$url:name\"/><respond/>"));

            assertEquals(
                    400, gateway.get("/inject/1.0.0/x?name=a%0aX-Admin:%20true").statusCode());
        }

        @Test
        void aFilterServesProduction() throws Exception {
            HttpResponse<String> response = call("<filter source=\"$ctx:AM_KEY_TYPE\" regex=\"PRODUCTION\"><then>"
                    + sendTo(backEnd.address() + "/production") + "</then><else>"
                    + sendTo(backEnd.address() + "/sandbox") + "</else></filter>");

            assertEquals(200, response.statusCode());
            assertEquals("/production/x", backEnd.lastAsked().target().getPath());
        }

        @Test
        void anApiWithoutProductionEndpointSaysSo() throws Exception {
            HttpResponse<String> response = call("<filter source=\"$ctx:AM_KEY_TYPE\" regex=\"PRODUCTION\"><then>"
                    + "<sequence key=\"_production_key_error_\"/></then><else>" + sendTo(backEnd.address())
                    + "</else></filter>");

            assertEquals(403, response.statusCode());
        }

        @Test
        void aCallGoesOnWithTheAnswer() throws Exception {
            HttpResponse<String> response =
                    call(sendTo(backEnd.address()).replace("<send>", "<call>").replace("</send>", "</call>")
                            + "<payloadFactory media-type=\"json\"><format>{\"said\":$1}</format><args>"
                            + "<arg evaluator=\"json\" expression=\"$.you\"/></args></payloadFactory><respond/>");

            assertEquals("{\"said\":\"/x?name=%22%3E%3C%26\"}", response.body());
        }

        @Test
        void aLoopbackTakesTheWayOut() throws Exception {
            gateway.publish(Documents.resources(
                    "Loop",
                    "/loop",
                    resource(
                            "/*",
                            "<loopback/>",
                            "<payloadFactory media-type=\"text\"><format>out</format><args/></payloadFactory>"
                                    + "<send/>")));

            assertEquals("out", gateway.get("/loop/1.0.0/").body());
        }

        @Test
        void aDropAndAnEndWithoutAnswerSay202() throws Exception {
            assertEquals(202, call("<drop/>").statusCode());
            assertEquals(202, call("<log level=\"full\"/>").statusCode());
        }

        @Test
        void aConversionBetweenJsonAndXmlIsRefusedByName() throws Exception {
            HttpResponse<String> response =
                    call("<property name=\"messageType\" scope=\"axis2\" value=\"text/xml\"/><respond/>");

            assertEquals(501, response.statusCode());
            assertTrue(json(response).get("detail").getAsString().contains("application/json to text/xml"));
        }
    }

    @Nested
    class AFaultSequence {

        @Test
        void ofTheApiSpeaksWhenTheBackEndIsGone() throws Exception {
            Documents weather = Documents.resources(
                            "Weather",
                            "/weather",
                            "<resource methods=\"GET\" uri-template=\"/of/{city}\" faultSequence=\"admin--Weather--Fault\">"
                                    + "<inSequence>" + sendTo(backEnd.address())
                                    + "</inSequence><outSequence><send/></outSequence></resource>")
                    .withSequence(
                            "admin--Weather--Fault",
                            "<payloadFactory media-type=\"json\"><format>{\"city\":\"$1\",\"code\":\"$2\"}</format>"
                                    + "<args><arg expression=\"get-property('uri.var.city')\"/>"
                                    + "<arg expression=\"get-property('ERROR_CODE')\"/></args></payloadFactory>"
                                    + "<property name=\"HTTP_SC\" value=\"503\" scope=\"axis2\"/><respond/>");
            gateway.publish(weather);
            backEnd.close();

            HttpResponse<String> response = gateway.get("/weather/1.0.0/of/Z%C3%BCrich");

            assertEquals(503, response.statusCode());
            assertEquals("{\"city\":\"Zürich\",\"code\":\"502\"}", response.body());
        }
    }

    @Nested
    class Refusals {

        @Test
        void aHandlerThatIsNotImplementedIsNamed() throws Exception {
            gateway.publish(Documents.api("Safe", "/safe", sendTo(backEnd.address()))
                    .withHandlers("com.example.TokenHandler", HANDLERS + "security.APIAuthenticationHandler"));

            HttpResponse<String> response = gateway.get("/safe/1.0.0/x");

            assertEquals(501, response.statusCode());
            assertEquals(
                    "[\"handler com.example.TokenHandler\"]",
                    json(response).get("notImplemented").toString());
            assertEquals(0, backEnd.count());
            assertTrue(gateway.status().apis().get(0).notPreviewed().contains("handler com.example.TokenHandler"));
            Await.until("it is counted", () -> gateway.status().counters().refusals() == 1);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "<script language=\"js\">1</script><respond/> | mediator <script>",
                    "<class name=\"com.example.Spy\"/><respond/> | class mediator com.example.Spy",
                    "<send><endpoint><loadbalance/></endpoint></send> | endpoint kind <loadbalance>",
                    "<send><endpoint key=\"gone\"/></send> | endpoint 'gone', which the artifact does not bring",
                    "<sequence key=\"gone\"/><respond/> | sequence 'gone', which the artifact does not bring",
                    "<property name=\"x\" expression=\"//order/id\"/><respond/> | the expression //order/id",
                    "<property name=\"OUT_ONLY\" value=\"true\"/><respond/> | property OUT_ONLY",
                    "<property name=\"SECURITY\" value=\"x\" scope=\"axis2\"/><respond/> | property SECURITY in scope axis2",
                    "<send/> | mediator <send> without an endpoint on the way in",
                    "<call blocking=\"true\"/><respond/> | mediator <call> without an endpoint",
                    "<filter xpath=\"//a\"><then><respond/></then></filter> | attribute xpath of <filter>",
                    "<send receive=\"next\"><endpoint><address uri=\"http://127.0.0.1/\"/></endpoint></send> | attribute receive of <send>",
                    "<send><endpoint><address uri=\"jms:/queue\"/></endpoint></send> | endpoint address jms:/queue (only http and https are)"
                })
        void whatAMediatorAsksForIsNamed(String mediators, String missing) throws Exception {
            gateway.publish(Documents.api("Odd", "/odd", mediators));

            HttpResponse<String> response = gateway.get("/odd/1.0.0/x");

            assertEquals(501, response.statusCode());
            assertTrue(
                    json(response).get("notImplemented").getAsJsonArray().contains(new JsonPrimitive(missing)),
                    response.body());
        }

        @Test
        void oneResourceDoesNotTakeTheOthersDown() throws Exception {
            gateway.publish(Documents.resources(
                    "Half",
                    "/half",
                    resource("/good", sendTo(backEnd.address()), "<send/>")
                            + resource("/bad", "<script/><respond/>", "<send/>")));

            assertEquals(200, gateway.get("/half/1.0.0/good").statusCode());
            assertEquals(501, gateway.get("/half/1.0.0/bad").statusCode());
            assertEquals(
                    "[mediator <script> (resource DELETE GET HEAD POST PUT /bad)]",
                    gateway.status().apis().get(0).notPreviewed().toString());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/echo/1.0.0/../../other/1.0.0/x",
                    "/other/../echo/1.0.0/x",
                    "/echo/1.0.0/%2e%2e/x",
                    "/echo/1.0.0/.%2E/x",
                    "/echo/1.0.0/a%2fb",
                    "/echo/1.0.0/a%5Cb",
                    "/echo/1.0.0/..;v=1/x",
                    "/echo/1.0.0/a%00b",
                    "/echo/1.0.0/a%0d%0ab",
                    "/echo/1.0.0/a%ff",
                    "//echo/1.0.0/x",
                    "http://elsewhere.example/echo/1.0.0/x"
                })
        void aPathThatCouldMeanAnotherOneIs400(String target) throws Exception {
            gateway.publish(Documents.api("Echo", "/echo", sendTo(backEnd.address())));

            String answer = RawHttp.get(gateway.address(), target);

            assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
            assertEquals(0, backEnd.count());
        }

        @Test
        void apisThatCallEachOtherWithoutEndAreStopped() throws Exception {
            gateway.publish(Documents.api("Snake", "/snake", sendTo(gateway.address() + "/snake/1.0.0")));

            assertEquals(508, gateway.get("/snake/1.0.0/x").statusCode());
        }
    }
}
