package org.trunkline.rest.internal.github;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;

/**
 * What this node and GitHub share to know each other's webhook by; there where one is configured. Signatures are
 * HMAC-SHA256 over the body as it came, as GitHub's page "Validating webhook deliveries" has it. Thread-safe.
 */
@Component(
        service = WebhookSecret.class,
        configurationPid = WebhookSecret.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = WebhookConfig.class)
public final class WebhookSecret {

    static final String PID = "org.trunkline.rest.github.webhook";

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "sha256=";

    private final SecretKeySpec key;

    @Activate
    public WebhookSecret(WebhookConfig config) {
        this(config._secret());
    }

    /** @throws IllegalArgumentException if the secret is empty: everybody could sign with it */
    public WebhookSecret(String secret) {
        if (secret == null || secret.isEmpty()) {
            throw new IllegalArgumentException("[store.github.webhook] secret must not be empty");
        }
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** A signature over a body that comes in pieces. */
    Signature begin() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return new Signature(mac);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }

    /** Used by one thread, for one body. */
    static final class Signature {

        private final Mac mac;

        private Signature(Mac mac) {
            this.mac = mac;
        }

        void update(byte[] bytes, int length) {
            mac.update(bytes, 0, length);
        }

        /**
         * Whether the header {@code X-Hub-Signature-256} proves the body. How long it takes tells nothing about how much
         * of a wrong one is right.
         */
        boolean isProvenBy(Optional<String> header) {
            byte[] expected = (PREFIX + HexFormat.of().formatHex(mac.doFinal())).getBytes(StandardCharsets.US_ASCII);
            return MessageDigest.isEqual(expected, header.orElse("").getBytes(StandardCharsets.UTF_8));
        }
    }
}
