package org.trunkline.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.trunkline.xml.Markup.Element;

class MarkupTest {

    private static String content(String text, Element element) {
        return text.substring(element.content().start(), element.content().end());
    }

    @Test
    void elementsAndTheirAttributesAreFoundWhatEverIsBetweenThem() {
        String text = "<?pi <x>?><!-- <y a='1'> --><p:a b = '>' c=\"<'\"><![CDATA[<z>]]><d/><e f=''>t</e ></p:a>";

        List<Element> elements = Markup.elements(text.replace("<'", "'"));

        assertEquals(3, elements.size());
        assertEquals("p:a", elements.get(0).name());
        assertEquals("a", elements.get(0).localName());
        assertEquals("p:", elements.get(0).prefix());
        assertEquals(List.of("b", "c"), List.copyOf(elements.get(0).attributes().keySet()));
        assertEquals(List.of(0, 1, 1), elements.stream().map(Element::depth).toList());
        assertEquals("t", content(text.replace("<'", "'"), elements.get(2)));
    }

    @Test
    void contentIsReplacedAndAppendedInElementsOfOneTagToo() {
        String text = "<a><b>1</b><c /><d>2</d></a>";
        List<Element> elements = Markup.elements(text);
        TextEdits edits = new TextEdits();

        elements.get(1).setContent(edits, "<x/>");
        elements.get(2).setContent(edits, "y");
        elements.get(3).append(edits, "z");
        elements.get(0).append(edits, "<e/>");

        assertEquals("<a><b><x/></b><c >y</c><d>2z</d><e/></a>", edits.apply(text));
    }

    @Test
    void noPlaceIsChangedTwice() {
        TextEdits edits = new TextEdits();
        edits.replace(new TextRange(2, 5), "x");

        assertEquals("01x56", edits.apply("0123456"));
        edits.replace(new TextRange(4, 6), "y");
        assertThrows(IllegalStateException.class, () -> edits.apply("0123456"));
    }
}
