package com.acme.format;

/** What a plain jar in lib offers to a bundle in dropins. */
public final class AcmeFormat {

    private AcmeFormat() {}

    public static String line(String label, String instruction, String document) {
        return label + "|" + instruction + "|" + document.length();
    }
}
