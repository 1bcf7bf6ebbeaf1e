package org.trunkline.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class RelativeReferenceTest {

    @Test
    void itClimbsOnlyAsFarAsThePathsDiffer() {
        assertEquals("b.xsd", RelativeReference.of("/x/a.xsd", "/x/b.xsd"));
        assertEquals("../y/1.0.0/b.xsd", RelativeReference.of("/x/a.xsd", "/y/1.0.0/b.xsd"));
        assertEquals("../../b.xsd", RelativeReference.of("/x/y/z/a.xsd", "/x/b.xsd"));
        assertEquals("a%20b%25.xsd", RelativeReference.of("/x/a.xsd", "/x/a b%.xsd"));
        assertEquals("./a:b.xsd", RelativeReference.of("/x/a.xsd", "/x/a:b.xsd"));
    }

    @Test
    void itLeadsBack() {
        for (String to : new String[] {"/x/y/b.xsd", "/b", "/x/ü b%.xsd", "/x/a:b", "/y/z/c"}) {
            assertEquals(
                    Optional.of(to), RelativeReference.resolve("/x/y/a.wsdl", RelativeReference.of("/x/y/a.wsdl", to)));
        }
    }

    @Test
    void whatIsNoEncodingIsTakenAsItStands() {
        assertEquals(Optional.of("/x/a b%.xsd"), RelativeReference.resolve("/x/y.wsdl", " ./a b%.xsd#part "));
    }

    @Test
    void whatIsNotRelativeLeadsNowhere() {
        for (String reference : new String[] {"", "#a", "/a", "http://h/a", "urn:a", "a?b", "../../a", ".."}) {
            assertEquals(Optional.empty(), RelativeReference.resolve("/x/a.wsdl", reference), reference);
        }
    }
}
