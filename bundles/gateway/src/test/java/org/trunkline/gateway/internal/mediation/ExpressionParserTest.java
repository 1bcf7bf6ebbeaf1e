package org.trunkline.gateway.internal.mediation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionParserTest {

    private static Mediation mediation() throws Exception {
        HeaderFields headers = new HeaderFields();
        headers.set("X-Trace", "t1");
        Mediation mediation = new Mediation(
                (endpoint, message) -> {},
                "GET",
                "/x?y=1",
                headers,
                Body.of("{\"a\":{\"b c\":[10,{\"d\":null,\"e\":\"f\"}]}}".getBytes(StandardCharsets.UTF_8)));
        mediation.setProperty("name", "Ada");
        mediation.setProperty("query.param.q", "asked");
        return mediation;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "get-property('name') | Ada",
                "get-property( \"name\" ) | Ada",
                "get-property('default', 'name') | Ada",
                "get-property('transport', 'x-trace') | t1",
                "get-property('axis2', 'REST_URL_POSTFIX') | /x?y=1",
                "$ctx:name | Ada",
                "$trp:X-Trace | t1",
                "$axis2:REST_URL_POSTFIX | /x?y=1",
                "$url:q | asked",
                "$ctx:not.set | ``",
                "'text, with (signs)' | text, with (signs)",
                "42 | 42",
                "fn:concat('<', $ctx:name, ' ', fn:concat('a', 'b'), '>') | <Ada ab>",
                "base64Encode(concat('user', ':pw')) | dXNlcjpwdw==",
                "json-eval($.a['b c'][0]) | 10",
                "json-eval($.a['b c'][1].e) | f",
                "json-eval($.a['b c'][1].d) | ``",
                "json-eval($.a['b c'][7]) | ``",
                "json-eval($.a['b c'][1]) | {\"d\":null,\"e\":\"f\"}"
            })
    void readsWhatTheTemplatesOfWso2Use(String expression, String value) throws Exception {
        assertEquals(value, ExpressionParser.parse(expression).evaluate(mediation()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "//order/id",
                "$body//x",
                "$func:a",
                "get-property(name)",
                "get-property('registry', 'gov:/x')",
                "get-property('a') = 'b'",
                "concat('a')",
                "concat('a',",
                "substring('abc', 2)",
                "'open",
                "json-eval(a.b)",
                "json-eval($..b)",
                "json-eval($.a[*])"
            })
    void refusesEverythingElseByName(String expression) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> ExpressionParser.parse(expression));

        assertEquals(true, e.getMessage().startsWith("the "));
    }

    @ParameterizedTest
    @CsvSource({
        "http://h/{uri.var.id}/x, http://h/a%2Fb%20%C3%BC~/x",
        "http://h/{+uri.var.id}, http://h/a/b%20%C3%BC~",
        "http://h/{uri.var.none}/x, http://h//x",
        "{uri.var.id}, a%2Fb%20%C3%BC~"
    })
    void aTemplateEncodesItsVariables(String template, String expanded) {
        UriTemplate parsed = UriTemplate.parse(template);

        assertEquals(
                expanded, parsed.expand(name -> name.equals("uri.var.id") ? Optional.of("a/b ü~") : Optional.empty()));
        assertEquals(template, parsed.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://h/{", "http://h/}", "http://h/{?a}", "http://h/{a,b}"})
    void aTemplateWithAnotherBraceIsRefused(String template) {
        assertThrows(IllegalArgumentException.class, () -> UriTemplate.parse(template));
    }
}
