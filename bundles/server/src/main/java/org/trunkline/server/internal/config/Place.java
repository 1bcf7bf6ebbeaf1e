package org.trunkline.server.internal.config;

import org.tomlj.TomlPosition;

/** Where something stands in deployment.toml, both counted from 1. */
record Place(int line, int column) {

    /** For what is missing and so stands nowhere. */
    static final Place NOWHERE = new Place(0, 0);

    static Place of(TomlPosition position) {
        return position == null ? NOWHERE : new Place(position.line(), position.column());
    }

    @Override
    public String toString() {
        return line == 0 ? "missing" : "line " + line + ", column " + column;
    }
}
