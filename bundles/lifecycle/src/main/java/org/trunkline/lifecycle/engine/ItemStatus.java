package org.trunkline.lifecycle.engine;

import java.util.Objects;
import org.trunkline.lifecycle.CheckItem;

/**
 * A check item of the state that a resource is in. Immutable.
 *
 * @param index among those of the state, from 0; WSO2's parameter {@code N.item} means it
 */
public record ItemStatus(int index, CheckItem item, boolean ticked) {

    public ItemStatus {
        Objects.requireNonNull(item, "item");
    }
}
