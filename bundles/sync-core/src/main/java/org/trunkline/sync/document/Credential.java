package org.trunkline.sync.document;

import java.util.Objects;

/** The password of a back end, which WSO2's publisher puts into the document in clear text. Immutable. */
public final class Credential {

    private final String alias;
    private final String password;

    public Credential(String alias, String password) {
        this.alias = Objects.requireNonNull(alias, "alias");
        this.password = Objects.requireNonNull(password, "password");
    }

    public String alias() {
        return alias;
    }

    public String password() {
        return password;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Credential
                && alias.equals(((Credential) other).alias)
                && password.equals(((Credential) other).password);
    }

    @Override
    public int hashCode() {
        return alias.hashCode();
    }

    /** The alias; never the password. */
    @Override
    public String toString() {
        return alias;
    }
}
