package org.trunkline.lifecycle.engine;

import java.util.Set;

/** Which roles a user has. Safe for use by many threads. */
@FunctionalInterface
public interface Roles {

    /** None for a user who is not known. */
    Set<String> of(String user);
}
