package org.trunkline.rest.internal.artifacts;

import org.trunkline.sync.Instruction;

/** Is told of each artifact that was written. Thread-safe. */
@FunctionalInterface
public interface WriteObserver {

    void written(Instruction instruction);
}
