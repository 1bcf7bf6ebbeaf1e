package org.trunkline.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class RequestPathTest {

    @Test
    void encodesIdsAndLabelsWhateverTheyHold() {
        var path = RequestPath.of("artifacts", "../../etc/passwd", "body").with("label", "Production & Sandbox+ü");

        assertEquals(
                "/api/v1/artifacts/..%2F..%2Fetc%2Fpasswd/body?label=Production%20%26%20Sandbox%2B%C3%BC",
                path.toString());
    }

    @Test
    void repeatsAParameterAndLeavesOutThoseWithoutAValue() {
        var path = RequestPath.of("artifacts")
                .withEach("label", List.of("a", "b"))
                .with("after", "")
                .with("name", null);

        assertEquals("/api/v1/artifacts?label=a&label=b", path.toString());
    }
}
