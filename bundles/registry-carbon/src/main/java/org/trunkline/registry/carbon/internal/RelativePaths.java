package org.trunkline.registry.carbon.internal;

import java.util.ArrayDeque;
import java.util.Deque;

/** Paths as they are seen from a resource, for the associations of a dump. */
final class RelativePaths {

    private RelativePaths() {}

    /** How a path is reached from the collection that a resource lies in. */
    static String relative(String path, String resource) {
        String[] to = path.split("/");
        String[] from = resource.split("/");
        int same = 0;
        while (same < from.length - 1 && same < to.length - 1 && from[same].equals(to[same])) {
            same++;
        }
        StringBuilder way = new StringBuilder("../".repeat(Math.max(0, from.length - 1 - same)));
        for (int i = same; i < to.length; i++) {
            way.append(to[i]).append(i < to.length - 1 ? "/" : "");
        }
        return way.toString();
    }

    /** The path that is reached from the collection that a resource lies in. */
    static String absolute(String way, String resource) {
        Deque<String> names = new ArrayDeque<>();
        for (String name : resource.split("/")) {
            if (!name.isEmpty()) {
                names.addLast(name);
            }
        }
        names.pollLast();
        for (String name : way.split("/")) {
            if (name.equals("..")) {
                names.pollLast();
            } else if (!name.isEmpty()) {
                names.addLast(name);
            }
        }
        return "/" + String.join("/", names);
    }
}
