package org.trunkline.rest.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.trunkline.server.Account;
import org.trunkline.server.Accounts;
import org.trunkline.server.TooManyAttemptsException;

/** Basic authentication (RFC 7617) with the node's accounts. The password is wiped as soon as it was checked. */
final class Authentication {

    private static final String SCHEME = "Basic ";

    private final Accounts accounts;

    Authentication(Accounts accounts) {
        this.accounts = accounts;
    }

    /** @throws ProblemException 401, or 429 after too many failures */
    Account of(HttpServletRequest request) throws ProblemException {
        String header = request.getHeader("Authorization");
        if (header == null) {
            throw refused("This needs an account: send its name and password with Basic authentication.");
        }
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw refused("Only Basic authentication is known here.");
        }
        CharBuffer credentials = decode(header.substring(SCHEME.length()).trim());
        try {
            return check(credentials, request.getRemoteAddr());
        } finally {
            Arrays.fill(credentials.array(), '\0');
        }
    }

    private Account check(CharBuffer credentials, String client) throws ProblemException {
        int colon = 0;
        while (colon < credentials.length() && credentials.charAt(colon) != ':') {
            colon++;
        }
        if (colon == credentials.length()) {
            throw refused("The Authorization header holds no colon between name and password.");
        }
        String name = credentials.subSequence(0, colon).toString();
        char[] password = new char[credentials.length() - colon - 1];
        credentials.duplicate().position(credentials.position() + colon + 1).get(password);
        try {
            Optional<Account> account = accounts.authenticate(name, password, client);
            return account.orElseThrow(() -> refused("The name or the password is wrong."));
        } catch (TooManyAttemptsException e) {
            long seconds = Math.max(1, e.retryAfter().toSeconds());
            HttpProblem problem = HttpProblem.of(429, "Too many attempts", e.getMessage());
            throw new ProblemException(problem.with("Retry-After", Long.toString(seconds)), e);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private static CharBuffer decode(String base64) throws ProblemException {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw refused("The Authorization header is not Base64.");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            throw refused("The name and the password must be in UTF-8.");
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(HttpProblem.of(401, "Not authenticated", detail)
                .with("WWW-Authenticate", "Basic realm=\"Trunkline\", charset=\"UTF-8\""));
    }
}
