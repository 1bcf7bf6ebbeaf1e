package org.trunkline.registry;

import java.util.List;

/**
 * A part of a list. Immutable.
 *
 * @param items in the order of the list
 * @param start the position of the first item in the list, from 0
 * @param total how many the list has
 */
public record Page<T>(List<T> items, long start, long total) {

    public Page {
        items = List.copyOf(items);
    }

    /** Whether the list goes on behind this page. */
    public boolean hasMore() {
        return start + items.size() < total;
    }

    /**
     * Which part of a list is asked for. Immutable.
     *
     * @param start from 0; behind the end of the list the page is empty
     * @param length at most so many items
     */
    public record Request(long start, int length) {

        /** The most items that a page has. */
        public static final int MAX_LENGTH = 10_000;

        /** The first page, as long as a page may be. */
        public static final Request FIRST = new Request(0, MAX_LENGTH);

        public Request {
            if (start < 0 || length < 1 || length > MAX_LENGTH) {
                throw new IllegalArgumentException("there is no page of " + length + " from " + start
                        + ": a page has 1 to " + MAX_LENGTH + " items, counted from 0");
            }
        }

        /** The page behind this one. */
        public Request next() {
            return new Request(start + length, length);
        }
    }
}
