package org.trunkline.gateway.internal.preview;

import java.util.Locale;
import java.util.Optional;
import org.trunkline.gateway.internal.mediation.Axis2;
import org.trunkline.gateway.internal.mediation.Mediation;
import org.trunkline.gateway.internal.mediation.MediationException;

/**
 * Applies what an API says about the form of a body ({@code messageType}, {@code ContentType}) to a message that is about
 * to leave. Synapse would convert between JSON and XML; that is not implemented here and so refused.
 */
final class ContentKinds {

    private ContentKinds() {}

    static void apply(Mediation mediation) throws MediationException {
        Optional<String> wanted = mediation.axis2(Axis2.MESSAGE_TYPE);
        Optional<String> current = mediation.header("Content-Type");
        if (mediation.body().isEmpty()) {
            return;
        }
        if (wanted.isPresent() && current.isPresent() && !family(wanted.get()).equals(family(current.get()))) {
            throw new MediationException(
                    MediationException.Kind.NOT_IMPLEMENTED,
                    "The API converts a body of " + current.get() + " to " + wanted.get()
                            + ", which the preview front does not implement");
        }
        Optional<String> said = mediation.axis2(Axis2.CONTENT_TYPE).or(() -> wanted);
        if (said.isPresent()
                && !base(said.get()).equals(current.map(ContentKinds::base).orElse(""))) {
            mediation.setHeader("Content-Type", said.get());
        }
    }

    private static String family(String type) {
        String base = base(type);
        if (base.endsWith("/json") || base.endsWith("+json")) {
            return "json";
        }
        return base.endsWith("/xml") || base.endsWith("+xml") ? "xml" : base;
    }

    private static String base(String type) {
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).trim().toLowerCase(Locale.ROOT);
    }
}
