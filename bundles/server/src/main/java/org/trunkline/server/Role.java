package org.trunkline.server;

/** What an account may do. */
public enum Role {
    /** Everything, accounts included. */
    ADMIN,
    /** Publish and remove artifacts, and see everything but the accounts. */
    PUBLISHER,
    /** See everything but the accounts. */
    VIEWER;

    /** Whether an account with this role may do what asks for the other one: a role includes those that are declared after it. */
    public boolean includes(Role other) {
        return compareTo(other) <= 0;
    }
}
