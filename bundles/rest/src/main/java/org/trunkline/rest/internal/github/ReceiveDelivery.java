package org.trunkline.rest.internal.github;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;
import org.trunkline.rest.internal.http.Call;
import org.trunkline.rest.internal.http.Handler;
import org.trunkline.rest.internal.http.HttpProblem;
import org.trunkline.rest.internal.http.Parameter;
import org.trunkline.rest.internal.http.ProblemException;
import org.trunkline.rest.internal.http.Reply;
import org.trunkline.rest.internal.node.NodeParts;

/**
 * Takes a delivery of GitHub's webhook, whose proof is its signature. Anybody may send anything, so nothing but the
 * beginning of a body is kept, and nothing is believed before all of it was checked.
 */
final class ReceiveDelivery implements Handler {

    static final Parameter[] HEADERS = {
        Parameter.optional("X-Hub-Signature-256", "sha256= and the HMAC-SHA256 of the body, in hexadecimal digits"),
        Parameter.optional("X-GitHub-Event", "the event: push makes readers look at the branch, all others nothing"),
        Parameter.optional("X-GitHub-Delivery", "the delivery's id; one that came before is not looked at again")
    };

    /** The longest that GitHub sends ("Webhook events and payloads"). */
    private static final int LONGEST = 25 << 20;

    /** Where it happened stands before the commits, well within this. */
    private static final int BEGINNING = 1 << 16;

    private static final int DELIVERIES_KEPT = 1_000;

    private final NodeParts parts;
    private final DeliveryObserver observer;
    private final RecentDeliveries recent = new RecentDeliveries(DELIVERIES_KEPT);
    private final RefusedDeliveries refused;

    ReceiveDelivery(NodeParts parts, DeliveryObserver observer, Clock clock) {
        this.parts = parts;
        this.observer = observer;
        this.refused = new RefusedDeliveries(clock);
    }

    @Override
    public Reply handle(Call call) throws ProblemException, IOException {
        WebhookSecret secret = parts.webhookSecret()
                .orElseThrow(() -> ProblemException.notFound("This node takes no webhook of GitHub."));
        byte[] beginning = proven(call, secret);
        GitHubPart github = parts.github()
                .orElseThrow(() -> new ProblemException(
                        HttpProblem.of(503, "No GitHub store", "The GitHub store of this node is not there now.")
                                .with("Retry-After", "5")));
        DeliveryOutcome outcome = outcome(call, beginning, github);
        if (outcome == DeliveryOutcome.ACCEPTED) {
            github.hint();
        }
        observer.delivered(outcome);
        return Reply.empty(outcome == DeliveryOutcome.ACCEPTED ? 202 : 204);
    }

    /**
     * The beginning of a body that is signed with the secret.
     *
     * @throws ProblemException 401, which does not tell a missing signature from a wrong one
     */
    private byte[] proven(Call call, WebhookSecret secret) throws ProblemException, IOException {
        WebhookSecret.Signature signature = secret.begin();
        ByteArrayOutputStream beginning = new ByteArrayOutputStream();
        byte[] chunk = new byte[1 << 13];
        long length = 0;
        try (InputStream in = call.body()) {
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                length += count;
                if (length > LONGEST) {
                    throw new ProblemException(
                            HttpProblem.of(413, "Body too large", "GitHub delivers at most 25 MB; this is more."));
                }
                signature.update(chunk, count);
                beginning.write(chunk, 0, Math.min(count, BEGINNING - beginning.size()));
            }
        }
        if (!signature.isProvenBy(call.header("X-Hub-Signature-256"))) {
            refused.add();
            observer.delivered(DeliveryOutcome.REFUSED);
            throw new ProblemException(HttpProblem.of(
                            401, "Not authenticated", "The delivery is not signed with the secret of this webhook.")
                    .with("WWW-Authenticate", "X-Hub-Signature-256"));
        }
        return beginning.toByteArray();
    }

    private DeliveryOutcome outcome(Call call, byte[] beginning, GitHubPart github) {
        if (!call.header("X-GitHub-Event").equals(Optional.of("push"))
                || !PushNotice.parse(beginning).mayBeAbout(github.repository(), github.branch())) {
            return DeliveryOutcome.IGNORED;
        }
        boolean first = call.header("X-GitHub-Delivery").map(recent::add).orElse(true);
        return first ? DeliveryOutcome.ACCEPTED : DeliveryOutcome.DUPLICATE;
    }
}
