package org.trunkline.registry.imports;

import java.util.Objects;
import java.util.Optional;

/**
 * What is to be imported. Immutable.
 *
 * @param main the location of the document to begin with
 * @param namespace where an OpenAPI document belongs, which does not say so itself; a WSDL or a schema does
 * @param version of the services that are made
 * @param services whether a service is made of each one that the document describes
 * @param replaces whether what is in trunk already may be replaced by other content
 */
public record ImportRequest(
        String main, Optional<String> namespace, Optional<String> version, boolean services, boolean replaces) {

    /** The version of a service where none is given. WSO2's. */
    static final String FIRST_VERSION = "1.0.0";

    public ImportRequest {
        Objects.requireNonNull(main, "main");
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(version, "version");
    }

    /** A document and what it needs, without a service, replacing nothing. */
    public static ImportRequest of(String main) {
        return new ImportRequest(main, Optional.empty(), Optional.empty(), false, false);
    }

    public ImportRequest namespace(String value) {
        return new ImportRequest(main, Optional.of(value), version, services, replaces);
    }

    public ImportRequest version(String value) {
        return new ImportRequest(main, namespace, Optional.of(value), services, replaces);
    }

    public ImportRequest withServices() {
        return new ImportRequest(main, namespace, version, true, replaces);
    }

    public ImportRequest replacing() {
        return new ImportRequest(main, namespace, version, services, true);
    }
}
