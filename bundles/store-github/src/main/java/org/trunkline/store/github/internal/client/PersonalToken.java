package org.trunkline.store.github.internal.client;

import java.util.Objects;

/** A token that a person made; there is no other one. */
public final class PersonalToken implements Credentials {

    private final String token;

    public PersonalToken(String token) {
        this.token = Objects.requireNonNull(token, "token");
    }

    @Override
    public String token() {
        return token;
    }

    @Override
    public boolean refused(String refusedToken) {
        return false;
    }

    @Override
    public String toString() {
        return "a personal token";
    }
}
