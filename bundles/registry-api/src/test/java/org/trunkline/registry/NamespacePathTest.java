package org.trunkline.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamespacePathTest {

    /** The pairs come from WSO2's own class. */
    @ParameterizedTest
    @CsvSource({
        "http://foo.com, com/foo",
        "https://www.wso2.com/greg/store, com/wso2/www/greg/store",
        "http://example.org:8080/x-y/v1.0/, org/example/x_y/v1_0",
        "urn:foo:bar, bar/foo",
        "com.foo.bar, bar/foo/com",
        "sns, sns",
        "http://127.0.0.1/x, _1/_0/_0/_127/x"
    })
    void aNamespaceBecomesTheCollectionsThatWso2Makes(String namespace, String path) {
        assertEquals(path, String.join("/", NamespacePath.of(namespace)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "..."})
    void aNamespaceThatNamesNothingIsRefused(String namespace) {
        assertThrows(IllegalArgumentException.class, () -> NamespacePath.of(namespace));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a.b/../../etc", "urn:..:..:etc", "http://x/%2e%2e/;drop"})
    void aHostileNamespaceStaysAmongNames(String namespace) {
        RegistryPath path = RegistryPath.ROOT;
        for (String name : NamespacePath.of(namespace)) {
            path = path.child(name);
        }
        assertEquals(NamespacePath.of(namespace), path.names());
    }
}
