package org.trunkline.rest.internal.gateway;

import com.google.gson.JsonObject;
import java.util.Map;

/**
 * The gateway of this node as the management API shows it. It names no type of the gateway's bundle, so that a node
 * without that bundle can do without it. Thread-safe.
 */
public interface GatewayPart {

    /** Whether it is the view of this service. */
    boolean isOf(Object service);

    /** All that is to say about it. */
    JsonObject full();

    /** How it is doing, with counts instead of lists. */
    JsonObject summary();

    /** What is measured of it now. */
    Map<GatewayMeasure, Double> measures();
}
