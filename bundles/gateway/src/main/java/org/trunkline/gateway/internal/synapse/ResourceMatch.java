package org.trunkline.gateway.internal.synapse;

import java.util.Map;
import java.util.SortedSet;

/** What an API has for a method and a path. */
public sealed interface ResourceMatch {

    /** @param variables those of the path's template, decoded */
    record Found(SynapseResource resource, Map<String, String> variables) implements ResourceMatch {}

    /** There is the path, but not with this method. */
    record WrongMethod(SortedSet<String> allowed) implements ResourceMatch {}

    /** There is no such path. */
    record Nothing() implements ResourceMatch {}
}
