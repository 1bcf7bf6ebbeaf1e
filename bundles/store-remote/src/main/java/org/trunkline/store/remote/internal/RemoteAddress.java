package org.trunkline.store.remote.internal;

import java.net.URI;
import java.net.URISyntaxException;

/** Where the store is: an HTTPS address with nothing in it that does not belong there. */
final class RemoteAddress {

    private static final String STORE_PATH = "/api/v1/store";

    private final URI publisher;

    private RemoteAddress(URI publisher) {
        this.publisher = publisher;
    }

    /** @throws IllegalArgumentException if it is no HTTPS address, or holds credentials, a query or a fragment */
    static RemoteAddress of(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(refusal("it is no address: " + e.getReason()), e);
        }
        if (!"https".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    refusal("it must begin with https:// and name a host, because it carries a password"));
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    refusal("it must hold no credentials, no query and no fragment; set username and password"));
        }
        String text = uri.toString();
        return new RemoteAddress(URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text));
    }

    private static String refusal(String reason) {
        // The address is not repeated: it may hold the password that it must not hold.
        return "The url in [store.remote] cannot be used: " + reason + ". Example: https://publisher.example.com:9443";
    }

    /** @param query encoded, empty for none */
    URI of(String operation, String query) {
        return URI.create(publisher + STORE_PATH + operation + (query.isEmpty() ? "" : "?" + query));
    }

    @Override
    public String toString() {
        return publisher.toString();
    }
}
