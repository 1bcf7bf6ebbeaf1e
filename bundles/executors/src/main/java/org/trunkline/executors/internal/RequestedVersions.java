package org.trunkline.executors.internal;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.wso2.carbon.registry.core.jdbc.handlers.RequestContext;

/** The versions that come with a transition: parameters that are paths. Immutable. */
final class RequestedVersions {

    /** WSO2's pop-up sends it for what lies outside of the environment. */
    static final String STAYS = "0.0.0";

    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+(-[a-zA-Z0-9]+)?");

    private final boolean asked;
    private final Map<String, String> versions;

    private RequestedVersions(boolean asked, Map<String, String> versions) {
        this.asked = asked;
        this.versions = versions;
    }

    static RequestedVersions of(RequestContext context) throws RefusedException {
        Object names = context.getProperty("parameterNames");
        if (!(names instanceof Set)) {
            return new RequestedVersions(false, Map.of());
        }
        Map<String, String> versions = new TreeMap<>();
        for (Object name : (Set<?>) names) {
            // The others are preserveOriginal, ticked items, votes and inputs.
            if (name instanceof String && ((String) name).startsWith("/")) {
                Object version = context.getProperty((String) name);
                if (version == null || version.toString().isBlank()) {
                    throw new RefusedException("No version is given for " + name + ".");
                }
                versions.put((String) name, version.toString().trim());
            }
        }
        return new RequestedVersions(true, Collections.unmodifiableMap(versions));
    }

    /** Whether the transition was asked for with parameters, be it none of them. */
    boolean wereAsked() {
        return asked;
    }

    Map<String, String> all() {
        return versions;
    }

    Optional<String> of(String path) {
        return Optional.ofNullable(versions.get(path));
    }

    /** @throws RefusedException if it is no version; the first words are WSO2's */
    static void check(String path, String version) throws RefusedException {
        if (!VERSION.matcher(version).matches()) {
            throw new RefusedException("Invalid version found for " + path + ": '" + version
                    + "'. A version is three numbers, for example 2.0.0 or 2.0.0-beta1.");
        }
    }
}
