package org.trunkline.registry.jdbc;

import java.util.HashSet;
import java.util.Set;
import org.trunkline.registry.jdbc.NodeCache.Place;

/** What a transaction has written of the tree, so that nobody takes the cache's word for it. Used by one thread. */
final class Touched {

    private static final int MAX = 20_000;

    private final Set<Place> places = new HashSet<>();
    private final Set<Long> ids = new HashSet<>();
    private boolean tooMuch;

    void add(long id, Place place) {
        if (places.size() >= MAX || ids.size() >= MAX) {
            tooMuch = true;
            places.clear();
            ids.clear();
        }
        if (!tooMuch) {
            ids.add(id);
            places.add(place);
        }
    }

    boolean has(Place place) {
        return tooMuch || places.contains(place);
    }

    boolean has(long id) {
        return tooMuch || ids.contains(id);
    }

    /** Whether it was so much that everything counts as written. */
    boolean isTooMuch() {
        return tooMuch;
    }

    Set<Place> places() {
        return places;
    }

    Set<Long> ids() {
        return ids;
    }
}
