package org.trunkline.launcher;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Constants;

/** What the framework and the bundles are told, as framework properties. */
final class FrameworkProperties {

    private FrameworkProperties() {}

    static Map<String, String> of(LaunchSettings settings, NodeDirectories directories, List<String> features) {
        Map<String, String> properties = new HashMap<>();
        properties.put(
                Constants.FRAMEWORK_STORAGE, directories.frameworkStorage().toString());
        properties.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        properties.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, Integer.toString(StartLevels.HIGHEST));

        // The framework would print its errors, with stack traces, beside the plain words of the launcher. As events
        // they
        // are in the log all the same.
        properties.put("felix.log.level", "0");
        properties.put("ds.loglevel", "WARN");

        // Configurations hold secrets and are made anew from deployment.toml at each start: none may reach the disk.
        properties.put("felix.cm.pm", "memory");
        // Otherwise Jetty opens port 8080 before it is told which port it shall open.
        properties.put("org.apache.felix.http.require.config", "true");

        String logback = directories.conf("logback.xml").toString();
        properties.put("org.ops4j.pax.logging.property.file", logback);
        properties.put("org.ops4j.pax.logging.logback.config.file", logback);
        properties.put("org.ops4j.pax.logging.DefaultServiceLog.level", "WARN");

        properties.put("trunkline.home", directories.home().toString());
        properties.put("trunkline.base", directories.base().toString());
        properties.put(
                "trunkline.deployment", directories.conf("deployment.toml").toString());
        properties.put("trunkline.profile", settings.profile());
        properties.put("trunkline.features", String.join(",", features));
        settings.portOffset().ifPresent(offset -> properties.put("trunkline.port.offset", Integer.toString(offset)));
        return properties;
    }
}
