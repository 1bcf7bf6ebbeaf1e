package org.trunkline.store.github.internal.layout;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.trunkline.sync.ArtifactKey;

/**
 * Encrypts bodies with AES-256-GCM. A body is bound to its key: an encrypted body that is moved to the place of another
 * artifact does not open there. Thread-safe.
 */
public final class BodyCipher {

    private static final String ALGORITHM = "AES-256-GCM";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final String fingerprint;
    private final SecureRandom random = new SecureRandom();

    /** @throws IllegalArgumentException unless the text is Base64 of 32 bytes; the message does not repeat it */
    public BodyCipher(String base64Key) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64Key.trim());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the encryption key is not Base64; make one with: openssl rand -base64 32");
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("the encryption key must have " + KEY_BYTES + " bytes, it has "
                    + bytes.length + "; make one with: openssl rand -base64 32");
        }
        this.key = new SecretKeySpec(bytes, "AES");
        this.fingerprint = PathName.sha256(bytes).substring(0, 16);
    }

    JsonObject encrypt(ArtifactKey artifact, byte[] body) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        JsonObject sealed = new JsonObject();
        sealed.addProperty("algorithm", ALGORITHM);
        sealed.addProperty("key", fingerprint);
        sealed.addProperty("nonce", Base64.getEncoder().encodeToString(nonce));
        try {
            sealed.add("data", EnvelopeBody.base64(run(Cipher.ENCRYPT_MODE, nonce, artifact, body)));
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES-GCM", e);
        }
    }

    /** @throws IllegalArgumentException if it was sealed with another key, for another artifact, or was changed since */
    byte[] decrypt(ArtifactKey artifact, JsonObject sealed) {
        String algorithm = EnvelopeBody.text(sealed.get("algorithm"), "the algorithm");
        if (!algorithm.equals(ALGORITHM)) {
            throw new IllegalArgumentException(
                    "it is encrypted with " + algorithm + ", this version knows " + ALGORITHM);
        }
        String with = EnvelopeBody.text(sealed.get("key"), "the key's fingerprint");
        if (!with.equals(fingerprint)) {
            throw new IllegalArgumentException("it is encrypted with key " + with + ", and the configured key is "
                    + fingerprint + "; check [store.github] encryption_key");
        }
        byte[] nonce = Base64.getDecoder().decode(EnvelopeBody.text(sealed.get("nonce"), "the nonce"));
        try {
            return run(Cipher.DECRYPT_MODE, nonce, artifact, EnvelopeBody.fromBase64(sealed.get("data")));
        } catch (AEADBadTagException e) {
            throw new IllegalArgumentException("its encrypted body was changed, or belongs to another artifact", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("its encrypted body cannot be opened: " + e.getMessage(), e);
        }
    }

    private byte[] run(int mode, byte[] nonce, ArtifactKey artifact, byte[] input) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        String bound = artifact.kind() + "\0" + artifact.label() + "\0" + artifact.id();
        cipher.updateAAD(bound.getBytes(StandardCharsets.UTF_8));
        return cipher.doFinal(input);
    }

    /** The key's fingerprint; never the key. */
    @Override
    public String toString() {
        return ALGORITHM + " with key " + fingerprint;
    }
}
