package org.trunkline.sync.carbon.internal.foreign;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.sync.ArtifactFetch;
import org.trunkline.sync.ArtifactSource;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.EventChannel;
import org.trunkline.sync.Revision;
import org.trunkline.sync.Subscription;
import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.ArtifactRetriever;

/**
 * Feeds gateways from a retriever that somebody else wrote. It has no revisions, so each fetch returns everything, and the
 * digests tell what changed. Safe for use by many threads as far as the retriever is.
 */
public final class RetrieverSource implements ArtifactSource {

    private static final Logger LOG = LoggerFactory.getLogger(RetrieverSource.class);

    private final String name;
    private final ForeignService<ArtifactRetriever> retriever;
    private final EventChannel events;
    private final Clock clock;
    private final AtomicReference<List<String>> lastFaults = new AtomicReference<>(List.of());
    private volatile Map<String, RetrievedDocument> known = Map.of();

    /**
     * @param name the name that the configuration gives the retriever
     * @param clock for the time of an artifact, which the retriever does not tell: it is when it was fetched
     */
    public RetrieverSource(String name, ForeignService<ArtifactRetriever> retriever, EventChannel events, Clock clock) {
        this.name = Objects.requireNonNull(name, "name");
        this.retriever = Objects.requireNonNull(retriever, "retriever");
        this.events = Objects.requireNonNull(events, "events");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** A third party's retriever under this roof. */
    public static ForeignService<ArtifactRetriever> foreign(String name, ArtifactRetriever retriever) {
        return new ForeignService<>(
                "ArtifactRetriever '" + name + "'",
                retriever,
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

    /** Always empty: only a fetch can tell. */
    @Override
    public Optional<Revision> head() {
        return Optional.empty();
    }

    /**
     * {@inheritDoc}
     *
     * <p>The fetch has no revision. It is complete unless the retriever returned something that is no artifact: then it is
     * not known which API that should have been, and none may be undeployed because it is not among the others.
     *
     * @throws ArtifactStoreException if the retriever failed for any of the labels
     */
    @Override
    public ArtifactFetch fetch(Set<String> labels, Optional<Revision> held) throws ArtifactStoreException {
        RetrievedArtifacts artifacts = new RetrievedArtifacts(clock.instant(), known);
        for (String label : new TreeSet<>(labels)) {
            artifacts.add(label, retrieve(label));
        }
        known = artifacts.documents();
        report(artifacts.faults());
        return artifacts.toFetch();
    }

    private List<String> retrieve(String label) throws ArtifactStoreException {
        List<String> documents = retriever.call(
                "retrieve the artifacts of label '" + label + "'", service -> service.retrieveAllArtifacts(label));
        if (documents == null) {
            throw ArtifactStoreException.unavailable(
                    retriever + " returned null for label '" + label + "', where a list of artifacts is due", null);
        }
        return documents;
    }

    private void report(List<String> faults) {
        if (!lastFaults.getAndSet(faults).equals(faults)) {
            if (faults.isEmpty()) {
                LOG.info("{} returns nothing but artifacts again", retriever);
            } else {
                LOG.warn(
                        "{} returned what is no artifact; no API is undeployed until that ends: {}", retriever, faults);
            }
        }
    }

    /** The hints of the event channel; a retriever gives none. */
    @Override
    public Subscription watch(Runnable listener) {
        return events.subscribe(event -> listener.run());
    }
}
