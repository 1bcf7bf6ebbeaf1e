package org.trunkline.rest.internal.metrics;

/** One thing that is measured of a part of the node. */
public interface Measure {

    /** The name that Prometheus knows it by, with dots. */
    String meterName();

    /** Whether it only grows. */
    boolean counter();

    /** A phrase without a full stop. */
    String meaning();
}
