package org.trunkline.itests.apim.host;

/** What came of an order: a value, or what was thrown. */
public final class Answer {

    private final Object value;
    private final String thrown;
    private final String message;

    private Answer(Object value, String thrown, String message) {
        this.value = value;
        this.thrown = thrown;
        this.message = message;
    }

    static Answer of(Object value) {
        return new Answer(value, null, null);
    }

    static Answer of(Throwable thrown) {
        return new Answer(null, thrown.getClass().getName(), thrown.getMessage());
    }

    /** A string, a boolean, a list of strings, a map of strings, or null. */
    public Object value() {
        return value;
    }

    /** The class of what was thrown; null if nothing was. */
    public String thrown() {
        return thrown;
    }

    public String message() {
        return message;
    }
}
