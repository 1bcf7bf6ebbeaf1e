package org.trunkline.itests.apim.host;

import java.util.List;

/** What a test wants of the host: one of the orders that {@link Orders} knows, and its arguments, which may be null. */
public final class Order {

    private final String name;
    private final List<String> arguments;

    public Order(String name, List<String> arguments) {
        this.name = name;
        this.arguments = arguments;
    }

    String name() {
        return name;
    }

    List<String> arguments() {
        return arguments;
    }
}
