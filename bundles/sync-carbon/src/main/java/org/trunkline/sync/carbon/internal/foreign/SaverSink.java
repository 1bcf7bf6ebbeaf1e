package org.trunkline.sync.carbon.internal.foreign;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactKey.Kind;
import org.trunkline.sync.ArtifactSink;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.EventChannel;
import org.trunkline.sync.Revision;
import org.trunkline.sync.SyncEvent;
import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.ArtifactSaver;

/**
 * Publishes through a saver that somebody else wrote: one artifact after the other, with no revision and no protection against
 * a lost race. Safe for use by many threads as far as the saver is.
 */
public final class SaverSink implements ArtifactSink {

    private final String name;
    private final ForeignService<ArtifactSaver> saver;
    private final EventChannel events;

    /** @param name the name that the configuration gives the saver */
    public SaverSink(String name, ForeignService<ArtifactSaver> saver, EventChannel events) {
        this.name = Objects.requireNonNull(name, "name");
        this.saver = Objects.requireNonNull(saver, "saver");
        this.events = Objects.requireNonNull(events, "events");
    }

    /** A third party's saver under this roof. */
    public static ForeignService<ArtifactSaver> foreign(String name, ArtifactSaver saver) {
        return new ForeignService<>(
                "ArtifactSaver '" + name + "'",
                saver,
                service -> {
                    service.init();
                    return null;
                },
                service -> {
                    service.disconnect();
                    return null;
                });
    }

    @Override
    public String name() {
        return name;
    }

    /**
     * {@inheritDoc}
     *
     * @throws ArtifactStoreException also REJECTED, before anything is saved, if a write carries an expectation, is of a
     *     revision archive, or has a body that is not UTF-8: the saver's interface has no place for those
     */
    @Override
    public Optional<Revision> publish(List<ArtifactWrite> batch) throws ArtifactStoreException {
        requireDistinct(batch);
        List<String> texts = new ArrayList<>();
        for (ArtifactWrite write : batch) {
            texts.add(requireExpressible(write));
        }
        List<SyncEvent> saved = new ArrayList<>();
        try {
            for (int i = 0; i < texts.size(); i++) {
                ArtifactWrite write = batch.get(i);
                save(write, texts.get(i), i, texts.size());
                saved.add(new SyncEvent(write.key(), write.instruction(), Optional.empty()));
            }
        } finally {
            // What the saver took is there for the gateways, whatever became of the rest.
            events.publish(saved);
        }
        return Optional.empty();
    }

    private void save(ArtifactWrite write, String text, int taken, int all) throws ArtifactStoreException {
        ArtifactKey key = write.key();
        String what = "save the " + write + ", after it had taken " + taken + " of " + all + " artifacts";
        saver.call(what, service -> {
            service.saveArtifact(text, key.label(), write.instruction().wireName());
            return null;
        });
    }

    private static void requireDistinct(List<ArtifactWrite> batch) {
        Set<ArtifactKey> keys = new HashSet<>();
        for (ArtifactWrite write : batch) {
            if (!keys.add(write.key())) {
                throw new IllegalArgumentException("The batch names the " + write.key() + " twice");
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("The batch is empty");
        }
    }

    private String requireExpressible(ArtifactWrite write) throws ArtifactStoreException {
        if (write.expectsAbsent() || write.expectedRevision().isPresent()) {
            throw ArtifactStoreException.rejected(saver + " cannot save the " + write
                    + " only if nobody else wrote: it knows no revisions. Publish without an expectation.");
        }
        if (write.key().kind() != Kind.SYNAPSE) {
            throw ArtifactStoreException.rejected(
                    saver + " cannot save the " + write + ": it takes artifacts of gateway labels only");
        }
        String text = write.body().asText();
        if (!ArtifactBody.of(text).equals(write.body())) {
            throw ArtifactStoreException.rejected(
                    saver + " cannot save the " + write + ": it takes text, and the body is not UTF-8");
        }
        return text;
    }
}
