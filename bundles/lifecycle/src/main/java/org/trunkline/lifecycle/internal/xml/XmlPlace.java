package org.trunkline.lifecycle.internal.xml;

import org.trunkline.lifecycle.InvalidLifecycleException.Problem;

/** A place in a document, from 1. */
record XmlPlace(int line, int column) {

    Problem problem(String text) {
        return new Problem(line, column, text);
    }
}
