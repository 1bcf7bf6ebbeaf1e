package org.trunkline.gateway.internal.synapse;

import java.util.Set;

/** The handlers of WSO2 that the preview front implements itself. */
public final class Handlers {

    /** Runs the API's own sequences on the way in and out. */
    public static final String EXTENSION = "org.wso2.carbon.apimgt.gateway.handlers.ext.APIManagerExtensionHandler";

    /** Tells the mediators the gateway's own ports. */
    public static final String SYNAPSE_PROPERTIES =
            "org.wso2.carbon.apimgt.gateway.handlers.common.SynapsePropertiesHandler";

    private static final Set<String> IMPLEMENTED = Set.of(EXTENSION, SYNAPSE_PROPERTIES);

    private Handlers() {}

    public static boolean isImplemented(String className) {
        return IMPLEMENTED.contains(className);
    }
}
