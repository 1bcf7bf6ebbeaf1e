package org.trunkline.rest.internal.github;

import java.util.Locale;

/** What becomes of a delivery of GitHub's webhook. */
public enum DeliveryOutcome {
    /** Readers look at the branch now. */
    ACCEPTED,
    /** It tells of nothing that matters here. */
    IGNORED,
    /** It came before. */
    DUPLICATE,
    /** It is not signed with the secret. */
    REFUSED;

    /** For a measure. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
