package org.trunkline.gateway.internal.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmlParserTest {

    private final XmlParser parser = new XmlParser();

    private String refusal(String xml) {
        return assertThrows(InvalidXmlException.class, () -> parser.parse("The thing", xml))
                .getMessage();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a><a/>",
                "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/never-fetched\"><a/>",
                "<!DOCTYPE a [<!ENTITY e \"x\">]><a>&e;</a>",
                "<!DOCTYPE a [<!ENTITY % p SYSTEM \"file:///etc/passwd\"> %p;]><a/>"
            })
    void refusesEveryDoctype(String xml) {
        assertEquals("The thing holds a DOCTYPE, which is refused: remove it", refusal(xml));
    }

    @Test
    void refusesAnEntityThatXmlDoesNotDefine() {
        assertTrue(refusal("<a>&other;</a>").startsWith("The thing "));
    }

    @Test
    void saysWhereItIsNotWellFormed() {
        assertTrue(refusal("<a>\n<b></a>").startsWith("The thing is not well-formed XML at line 2"));
    }

    @Test
    void refusesWhatIsNestedTooDeep() {
        assertEquals("The thing nests elements deeper than 100", refusal("<a>".repeat(101) + "</a>".repeat(101)));
    }

    @Test
    void refusesTooManyElementsAndAttributes() {
        assertTrue(refusal("<a>" + "<b c=\"d\"/>".repeat(50_001) + "</a>").contains("more than 100000"));
    }

    @Test
    void refusesTooMuchText() {
        assertTrue(refusal("<a>" + "x".repeat(9_000_000) + "</a>").contains("the limit is 8388608"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a/> | <a/>",
                "<a xmlns=\"u:1\"><b c=\"1\"/></a> | <a xmlns=\"u:1\"><b c=\"1\"/></a>",
                "<a xmlns=\"u:1\"><b xmlns=\"\">x</b></a> | <a xmlns=\"u:1\"><b xmlns=\"\">x</b></a>",
                "<p:a xmlns:p=\"u:1\" p:q=\"2\"><p:b/></p:a> | <p:a xmlns:p=\"u:1\" p:q=\"2\"><p:b/></p:a>",
                "<a><![CDATA[<&>]]>&#65;<!-- gone --></a> | <a>&lt;&amp;&gt;A</a>",
                "<a b='&quot;&lt;'/> | <a b=\"&quot;&lt;\"/>"
            })
    void whatIsReadCanBeWrittenAgain(String xml, String written) throws Exception {
        assertEquals(written, XmlWriter.write(parser.parse("The thing", xml)));
    }
}
