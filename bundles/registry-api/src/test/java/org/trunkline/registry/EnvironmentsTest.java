package org.trunkline.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentsTest {

    private static final Environment TESTING = Environment.branch("testing");

    /** The pairs are what WSO2's ServiceVersionExecutor makes of the same templates. */
    @ParameterizedTest
    @CsvSource({
        "services/com/foo/Svc, 1.0.0, services/com/foo/1.0.0/Svc",
        "wsdls/com/foo/Svc.wsdl, 1.0.1, wsdls/com/foo/1.0.1/Svc.wsdl",
        "policies/p.xml, 1.0.3, policies/1.0.3/p.xml"
    })
    void aResourceOfTrunkHasItsPlaceInABranch(String inTrunk, String version, String inTesting) {
        assertEquals(
                Optional.of(RegistryPath.of("/_system/governance/branches/testing/" + inTesting)),
                Environment.TRUNK.map(
                        RegistryPath.of("/_system/governance/trunk/" + inTrunk), TESTING, Optional.of(version)));
    }

    @Test
    void aVersionOfThePathIsReplacedOrKept() {
        RegistryPath path = RegistryPath.of("/_system/governance/branches/testing/services/com/foo/1.0.0/Svc");
        Environment production = Environment.branch("production");
        String branch = "/_system/governance/branches/production/services/com/foo/";
        assertEquals(
                Optional.of(RegistryPath.of(branch + "2.0.0/Svc")),
                TESTING.map(path, production, Optional.of("2.0.0")));
        assertEquals(
                Optional.of(RegistryPath.of(branch + "1.0.0/Svc")), TESTING.map(path, production, Optional.empty()));
        assertEquals(
                Optional.of(RegistryPath.of("/_system/governance/trunk/services/com/foo/Svc")),
                TESTING.map(path, Environment.TRUNK, Optional.empty()));
    }

    @Test
    void aVersionThatIsNotKnownIsAnError() {
        RegistryPath path = RegistryPath.of("/_system/governance/trunk/services/com/foo/Svc");
        assertThrows(IllegalArgumentException.class, () -> Environment.TRUNK.map(path, TESTING, Optional.empty()));
    }

    @Test
    void whatLiesElsewhereIsNotOfTheEnvironment() {
        assertEquals(
                Optional.empty(),
                Environment.TRUNK.map(
                        RegistryPath.of("/_system/governance/trunk2/a/b"), TESTING, Optional.of("1.0.0")));
        assertEquals(
                Optional.empty(),
                Environment.TRUNK.map(RegistryPath.of("/_system/governance/trunk/a"), TESTING, Optional.of("1.0.0")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a/b",
                "/{@resourcePath}/{@resourceName}",
                "/a/{@resourceName}",
                "/a/{@resourcePath}/{@resourcePath}",
                "/a/{@namespace}/{@resourcePath}",
                "a/{@resourcePath}"
            })
    void whatIsNoTemplateIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> PathTemplate.of(text));
    }

    @Test
    void namesBetweenTheVariablesMustMatch() {
        PathTemplate template = PathTemplate.of("/dev/{@resourcePath}/released/{@version}/{@resourceName}");
        assertEquals(
                Optional.of(new PathTemplate.Place(List.of("x", "y"), Optional.of("n"), Optional.of("1.0.0"))),
                template.match(RegistryPath.of("/dev/x/y/released/1.0.0/n")));
        assertEquals(Optional.empty(), template.match(RegistryPath.of("/dev/x/y/draft/1.0.0/n")));
        assertTrue(template.hasVersion());
    }

    @Test
    void environmentsThatOverlapOrShareANameAreRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Environments(Environment.TRUNK, List.of(Environment.branch("trunk"))));
        Environment inside = new Environment(
                "inside", PathTemplate.of("/_system/governance/trunk/x/{@resourcePath}/{@resourceName}"));
        assertThrows(IllegalArgumentException.class, () -> new Environments(Environment.TRUNK, List.of(inside)));
    }

    @Test
    void aPathTellsItsEnvironment() {
        assertEquals(
                Optional.of(TESTING),
                Environments.DEFAULT.of(RegistryPath.of("/_system/governance/branches/testing/services/x")));
        assertEquals(Optional.empty(), Environments.DEFAULT.of(RegistryPath.of("/_system/config/x")));
        assertEquals(Optional.of(TESTING), Environments.DEFAULT.named("testing"));
    }
}
