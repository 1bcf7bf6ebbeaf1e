package org.trunkline.store.remote.internal;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.wire.StoreFault;

/** Says what a failure on the line or an answer other than 200 means to who asked. */
final class Refusals {

    private static final int MAX_PROBLEM_BYTES = 64 * 1024;

    private final RemoteAddress address;
    private final String username;

    Refusals(RemoteAddress address, String username) {
        this.address = address;
        this.username = username;
    }

    ArtifactStoreException unreachable(String what, IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException || cause instanceof CertPathValidatorException) {
                return ArtifactStoreException.rejected(
                        "Could not " + what + " at " + address
                                + ": its certificate is not trusted or is not for this host (" + cause.getMessage()
                                + "). Check url and certificate in [store.remote].",
                        e);
            }
        }
        return ArtifactStoreException.unavailable(
                "Could not " + what + " at " + address + ": " + reason(e)
                        + ". Is the publisher running, and is the url in [store.remote] right?",
                e);
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** The answer as an exception; it is returned rather than thrown where it is one of the store. */
    ArtifactStoreException of(String what, HttpResponse<InputStream> response) throws GoneException {
        String detail = detail(response.body()).orElse("HTTP status " + response.statusCode());
        Optional<String> kind = response.headers().firstValue(StoreFault.KIND_HEADER);
        if (kind.isPresent()) {
            if (kind.get().equals(StoreFault.INVALID)) {
                throw new IllegalArgumentException(detail);
            }
            if (kind.get().equals(StoreFault.GONE)) {
                throw new GoneException(detail);
            }
            Optional<ArtifactStoreException> fault = StoreFault.exception(kind.get(), detail, retryAfter(response));
            if (fault.isPresent()) {
                return fault.get();
            }
        }
        return ofStatus(what, response, detail);
    }

    private ArtifactStoreException ofStatus(String what, HttpResponse<InputStream> response, String detail) {
        int status = response.statusCode();
        String asked = "Could not " + what + " at " + address + ": ";
        if (status == 401) {
            return ArtifactStoreException.rejected(asked + "it does not accept the name and password of '" + username
                    + "'. Check username and password in [store.remote].");
        }
        if (status == 403) {
            return ArtifactStoreException.rejected(asked + "'" + username + "' may not do that (" + detail
                    + "). Reading takes the role viewer, writing the role publisher.");
        }
        if (status / 100 == 3) {
            return ArtifactStoreException.rejected(asked + "it redirects (HTTP " + status
                    + "), which is not followed because it could lead the password elsewhere. Set url in [store.remote]"
                    + " to the final address.");
        }
        if (status == 408 || status == 429 || status >= 500) {
            String message = asked + detail;
            return retryAfter(response)
                    .map(wait -> ArtifactStoreException.unavailable(message, wait, null))
                    .orElseGet(() -> ArtifactStoreException.unavailable(message, null));
        }
        return ArtifactStoreException.rejected(
                asked + detail + ". Is the url in [store.remote] that of a Trunkline publisher of this version?");
    }

    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        Optional<Duration> exact = response.headers()
                .firstValue(StoreFault.RETRY_AFTER_HEADER)
                .filter(text -> text.matches("[0-9]{1,12}"))
                .map(text -> Duration.ofMillis(Long.parseLong(text)));
        return exact.or(() -> response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text))));
    }

    /** The detail of a problem document; empty if the answer is none. */
    private static Optional<String> detail(InputStream body) {
        try (body) {
            String text = new String(body.readNBytes(MAX_PROBLEM_BYTES), StandardCharsets.UTF_8);
            JsonReader json = new JsonReader(new StringReader(text));
            json.setStrictness(Strictness.STRICT);
            json.beginObject();
            while (json.hasNext()) {
                if (json.nextName().equals("detail") && json.peek() == JsonToken.STRING) {
                    return Optional.of(json.nextString());
                }
                json.skipValue();
            }
            return Optional.empty();
        } catch (IOException | IllegalStateException e) {
            // Whatever stands between may answer in HTML: then the status is all there is to tell.
            return Optional.empty();
        }
    }
}
