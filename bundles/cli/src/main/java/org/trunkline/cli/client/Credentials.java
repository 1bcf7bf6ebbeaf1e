package org.trunkline.cli.client;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** A user's name and password. Its text form shows the name only. */
public final class Credentials {

    private final String user;
    private final char[] password;

    public Credentials(String user, char[] password) {
        this.user = user;
        this.password = password.clone();
    }

    public String user() {
        return user;
    }

    String authorization() {
        var name = (user + ":").getBytes(StandardCharsets.UTF_8);
        ByteBuffer secret = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
        var both = Arrays.copyOf(name, name.length + secret.remaining());
        secret.get(both, name.length, secret.remaining());
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    @Override
    public String toString() {
        return user;
    }
}
