package org.trunkline.xml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.xml.sax.helpers.DefaultHandler;

class StrictXmlTest {

    private static String refusal(String text) {
        return assertThrows(
                        InvalidXmlException.class,
                        () -> StrictXml.read(
                                XmlText.decode(text.getBytes(StandardCharsets.UTF_8)), new DefaultHandler()))
                .getMessage();
    }

    @Test
    void aDoctypeIsRefusedWithTheReason() {
        assertTrue(refusal("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>")
                .startsWith("line 1, column 10: it has a DOCTYPE"));
    }

    @Test
    void whatIsNotWellFormedIsRefusedWithThePlace() {
        assertTrue(refusal("<a>\n<b></a>").startsWith("line 2, column "));
    }

    @Test
    void bytesThatAreNotWhatTheyClaimAreRefused() {
        assertEquals(
                "its bytes are not UTF-8, the encoding that it claims",
                assertThrows(InvalidXmlException.class, () -> XmlText.decode(new byte[] {'<', (byte) 0xC3, '('}))
                        .getMessage());
        assertEquals(
                "its encoding none is not known here",
                assertThrows(
                                InvalidXmlException.class,
                                () -> XmlText.decode(
                                        "<?xml version='1.0' encoding='none'?><a/>".getBytes(StandardCharsets.UTF_8)))
                        .getMessage());
    }

    @Test
    void theMarkOfAnEncodingIsKept() throws Exception {
        byte[] bytes = "\uFEFF<a/>".getBytes(StandardCharsets.UTF_16BE);
        XmlText text = XmlText.decode(bytes);

        assertEquals("<a/>", text.withoutMark());
        assertArrayEquals(
                "\uFEFF<b/>".getBytes(StandardCharsets.UTF_16BE),
                text.encode(text.text().replace('a', 'b'), bytes));
    }
}
