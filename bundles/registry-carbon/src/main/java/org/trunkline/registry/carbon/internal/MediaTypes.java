package org.trunkline.registry.carbon.internal;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The media type of a resource that is put without one, by the ending of its name. WSO2's registry takes it from a file
 * mime.types beside its configuration, which lists these among others.
 */
final class MediaTypes {

    private static final Map<String, String> BY_ENDING = Map.ofEntries(
            Map.entry("css", "text/css"),
            Map.entry("csv", "text/csv"),
            Map.entry("gif", "image/gif"),
            Map.entry("gz", "application/x-gzip"),
            Map.entry("htm", "text/html"),
            Map.entry("html", "text/html"),
            Map.entry("jar", "application/java-archive"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("js", "application/javascript"),
            Map.entry("json", "application/json"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("png", "image/png"),
            Map.entry("rxt", "application/vnd.wso2.registry-ext-type+xml"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("txt", "text/plain"),
            Map.entry("wadl", "application/wadl+xml"),
            Map.entry("wsdl", "application/wsdl+xml"),
            Map.entry("xml", "application/xml"),
            Map.entry("xsd", "application/x-xsd+xml"),
            Map.entry("xsl", "application/xslt+xml"),
            Map.entry("xslt", "application/xslt+xml"),
            Map.entry("zip", "application/zip"));

    private MediaTypes() {}

    static Optional<String> of(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot < 0
                ? Optional.empty()
                : Optional.ofNullable(BY_ENDING.get(name.substring(dot + 1).toLowerCase(Locale.ROOT)));
    }
}
