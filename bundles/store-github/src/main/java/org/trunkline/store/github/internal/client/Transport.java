package org.trunkline.store.github.internal.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.trunkline.sync.ArtifactStoreException;

/** Carries requests to GitHub: with credentials, within the budget, and again where that is safe. Thread-safe. */
final class Transport {

    private static final String API_VERSION = "2022-11-28";
    private static final int MOST_TRIES = 4;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    /** An answer may take so many times the longest silence, however slowly it trickles. */
    private static final int SILENCES = 10;

    /** GitHub's largest answer is a file of 100 MB. */
    private static final long MOST_BYTES = 110_000_000;

    private final OkHttpClient http;
    private final Credentials credentials;
    private final RequestBudget budget;
    private final RequestBudget.Pause pause;
    private final Clock clock;
    private final String repository;
    private final String userAgent;
    private final Set<Call> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Transport(
            OkHttpClient http,
            Credentials credentials,
            RequestBudget budget,
            RequestBudget.Pause pause,
            Clock clock,
            String repository,
            String userAgent) {
        // a redirect would carry the token to another host; and a retry is decided here, where its effect is known
        this.http = http.newBuilder()
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .build();
        this.credentials = credentials;
        this.budget = budget;
        this.pause = pause;
        this.clock = clock;
        this.repository = repository;
        this.userAgent = userAgent;
    }

    /** What is done with an answer while its body still streams. */
    interface StreamReader {
        void read(ResponseBody body) throws IOException, ArtifactStoreException;
    }

    Clock clock() {
        return clock;
    }

    /** Breaks off what is under way; nothing is sent any more. */
    void close() {
        closed = true;
        underWay.forEach(Call::cancel);
    }

    ArtifactStoreException refusal(Reply reply) {
        return reply.refusal(clock.instant(), repository);
    }

    void awaitWriteTurn(String asked) throws ArtifactStoreException {
        budget.awaitWriteTurn(asked);
    }

    /**
     * Sends a request that has no effect, or the same effect however often it is sent, until an answer below 500 comes or
     * the tries are used up.
     */
    Reply repeatable(String asked, Request request, boolean write) throws ArtifactStoreException {
        for (int tried = 1; ; tried++) {
            try {
                Reply reply = once(asked, request, write);
                boolean again = reply.status() >= 500
                        || reply.limitedFor(clock.instant()).isPresent() && !reply.usesUp("graphql");
                if (!again || tried == MOST_TRIES) {
                    return reply;
                }
            } catch (IOException e) {
                if (tried == MOST_TRIES) {
                    throw unanswered(asked, e);
                }
            }
            rest(asked, tried);
        }
    }

    /** No answer came, and it is not known whether the request had its effect. */
    static ArtifactStoreException unanswered(String asked, IOException e) {
        return ArtifactStoreException.unavailable(
                "Asked GitHub to " + asked + ", no whole answer came back ("
                        + e.getClass().getSimpleName() + ": " + e.getMessage()
                        + "). Asked again later; check network, proxy and certificate in [store.github] if it stays so.",
                e);
    }

    /** Sends a request a single time; a refused token is replaced once where that is possible. */
    Reply once(String asked, Request request, boolean write) throws ArtifactStoreException, IOException {
        String token = credentials.token();
        Reply reply = send(asked, request, write, Optional.of(token));
        return reply.status() == 401 && credentials.refused(token)
                ? send(asked, request, write, Optional.of(credentials.token()))
                : reply;
    }

    /**
     * Sends a request that must not be done twice, and again only where GitHub said that a limit kept it from doing
     * anything.
     */
    Reply untilTaken(String asked, Request request, boolean write) throws ArtifactStoreException, IOException {
        for (int tried = 1; ; tried++) {
            Reply reply = once(asked, request, write);
            boolean limited = reply.status() < 500
                    && !reply.usesUp("graphql")
                    && reply.limitedFor(clock.instant()).isPresent();
            if (!limited || tried == MOST_TRIES) {
                return reply;
            }
            // the budget waits for as long as GitHub asked for, or refuses
        }
    }

    private Reply send(String asked, Request request, boolean write, Optional<String> token)
            throws ArtifactStoreException, IOException {
        budget.admit(asked, write);
        Call call = http.newCall(dressed(request, token));
        call.timeout().timeout(SILENCES * (long) http.readTimeoutMillis(), TimeUnit.MILLISECONDS);
        return answered(asked, call, response -> {
            Reply reply = new Reply(asked, response.code(), response.headers(), whole(response.body()));
            budget.learn(reply);
            return reply;
        });
    }

    private static byte[] whole(ResponseBody body) throws IOException {
        if (body.source().request(MOST_BYTES + 1)) {
            throw new IOException("the answer is larger than " + MOST_BYTES + " bytes");
        }
        return body.bytes();
    }

    private interface ResponseReader<T> {
        T read(Response response) throws IOException, ArtifactStoreException;
    }

    private <T> T answered(String asked, Call call, ResponseReader<T> reader)
            throws ArtifactStoreException, IOException {
        underWay.add(call);
        try {
            requireOpen(asked);
            try (Response response = call.execute()) {
                return reader.read(response);
            }
        } catch (IOException e) {
            requireOpen(asked);
            throw e;
        } finally {
            underWay.remove(call);
        }
    }

    private void requireOpen(String asked) throws ArtifactStoreException {
        if (closed) {
            throw ArtifactStoreException.unavailable(
                    "The GitHub store was closed while it asked GitHub to " + asked
                            + ". Ask again once it is there again.",
                    null);
        }
    }

    /** Streams an answer from another host, without credentials. */
    void stream(String asked, Request request, StreamReader reader) throws ArtifactStoreException, IOException {
        budget.admit(asked, false);
        Call call = http.newCall(dressed(request, Optional.empty()));
        answered(asked, call, response -> {
            if (response.code() != 200) {
                throw refusal(new Reply(asked, response.code(), response.headers(), new byte[0]));
            }
            reader.read(response.body());
            return response;
        });
    }

    private Request dressed(Request request, Optional<String> token) {
        Request.Builder dressed = request.newBuilder().header("User-Agent", userAgent);
        if (token.isPresent()) {
            dressed.header("Authorization", "Bearer " + token.get()).header("X-GitHub-Api-Version", API_VERSION);
            if (request.header("Accept") == null) {
                dressed.header("Accept", "application/vnd.github+json");
            }
        }
        return dressed.build();
    }

    /** Waits longer after each try, and not the same time on every node. */
    void rest(String asked, int tried) throws ArtifactStoreException {
        long most = FIRST_PAUSE.toMillis() << (tried - 1);
        try {
            pause.sleep(Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unanswered(asked, new InterruptedIOException("interrupted between two tries"));
        }
    }
}
