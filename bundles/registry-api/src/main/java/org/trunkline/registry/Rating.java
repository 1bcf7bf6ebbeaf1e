package org.trunkline.registry;

/**
 * How users rated a resource. Immutable.
 *
 * @param average of all ratings; 0 without any
 * @param users how many rated it
 */
public record Rating(double average, int users) {

    /** The worst rating. */
    public static final int WORST = 1;

    /** The best rating. */
    public static final int BEST = 5;
}
