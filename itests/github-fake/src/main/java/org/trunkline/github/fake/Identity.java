package org.trunkline.github.fake;

/** Who a token belongs to and what it may do with the repository. */
public record Identity(String name, boolean mayRead, boolean mayWrite) {

    public static Identity writer(String name) {
        return new Identity(name, true, true);
    }

    public static Identity reader(String name) {
        return new Identity(name, true, false);
    }

    /** Known to GitHub, without access to this repository: a private one looks as if it were not there. */
    public static Identity stranger(String name) {
        return new Identity(name, false, false);
    }
}
