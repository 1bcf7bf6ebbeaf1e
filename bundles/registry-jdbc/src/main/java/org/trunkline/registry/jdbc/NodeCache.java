package org.trunkline.registry.jdbc;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Committed rows of the tree as they were at one number of the head. It is emptied when the head turns out to have another
 * one, which is how the writes of other nodes come through. Safe for use by many threads.
 */
final class NodeCache {

    private static final int CAPACITY = 50_000;

    /** Rows with longer texts are read again each time. */
    private static final int MAX_TEXT = 4_000;

    /** Where a row is: a name in a collection. */
    record Place(long parent, String name) {}

    private final Map<Place, NodeRow> byPlace = new ConcurrentHashMap<>();
    private final Map<Long, NodeRow> byId = new ConcurrentHashMap<>();
    private long head = -1;

    /** To be asked with the head as the database has it, before the first row of a piece of work. */
    synchronized void observe(long number) {
        if (number > head) {
            clear();
            head = number;
        }
    }

    Optional<NodeRow> at(Place place) {
        return Optional.ofNullable(byPlace.get(place));
    }

    Optional<NodeRow> withId(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** @param seen the head before the row was read: a row that was read too long ago is left out */
    synchronized void add(NodeRow row, long seen) {
        if (seen == head && size(row) <= MAX_TEXT) {
            if (byId.size() >= CAPACITY) {
                thinOut();
            }
            byId.put(row.id(), row);
            byPlace.put(new Place(row.parent(), row.name()), row);
        }
    }

    private static int size(NodeRow row) {
        int size = row.description() == null ? 0 : row.description().length();
        for (Map.Entry<String, ?> property : row.properties().asMap().entrySet()) {
            size += property.getKey().length() + property.getValue().toString().length();
        }
        return size;
    }

    /** Any tenth makes room as well as the right one, and needs no order of use to be kept at each read. */
    private void thinOut() {
        int left = CAPACITY / 10;
        for (Iterator<NodeRow> rows = byId.values().iterator(); left > 0 && rows.hasNext(); left--) {
            NodeRow row = rows.next();
            rows.remove();
            byPlace.remove(new Place(row.parent(), row.name()));
        }
    }

    /** Takes over what a transaction has done, in the order of the commits. */
    synchronized void committed(long before, long after, Touched touched, Collection<NodeRow> written) {
        if (head != before || touched.isTooMuch()) {
            clear();
        } else {
            for (Place place : touched.places()) {
                byPlace.remove(place);
            }
            for (Long id : touched.ids()) {
                byId.remove(id);
            }
        }
        head = Math.max(head, after);
        for (NodeRow row : written) {
            add(row, after);
        }
    }

    synchronized void clear() {
        byPlace.clear();
        byId.clear();
    }
}
