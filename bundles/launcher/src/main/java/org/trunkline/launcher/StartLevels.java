package org.trunkline.launcher;

import org.osgi.framework.Bundle;

/**
 * When a bundle starts: logging before all others, the node's configuration before those that it configures. They stop in
 * the opposite order.
 */
final class StartLevels {

    static final int LOGGING = 1;
    static final int CONFIGURATION = 2;
    static final int NODE = 3;
    static final int PLUGINS = 10;
    static final int LIB = 20;
    static final int DROPINS = 30;
    static final int HIGHEST = 30;

    /** A bundle with this header starts at {@link #NODE}, and the node ends when it does not. */
    static final String ESSENTIAL_HEADER = "Trunkline-Essential";

    private StartLevels() {}

    static int ofPlugin(Bundle bundle) {
        String name = bundle.getSymbolicName();
        if (name != null && name.startsWith("org.ops4j.pax.logging.")) {
            return LOGGING;
        }
        if ("org.apache.felix.configadmin".equals(name)) {
            return CONFIGURATION;
        }
        return isEssential(bundle) ? NODE : PLUGINS;
    }

    static boolean isEssential(Bundle bundle) {
        return Boolean.parseBoolean(bundle.getHeaders("").get(ESSENTIAL_HEADER));
    }
}
