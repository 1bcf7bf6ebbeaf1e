package org.trunkline.sync.reconcile;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import org.trunkline.sync.Artifact;
import org.trunkline.sync.ArtifactEntry;
import org.trunkline.sync.ArtifactFetch;
import org.trunkline.sync.ArtifactInfo;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactSource;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.Revision;

/**
 * Does the passes: compares what the source has with what is deployed and applies the difference. It waits for nothing
 * and has no thread; {@link #entries()} alone may be asked by others than the one that calls {@link #pass()}.
 */
final class Reconciler {

    private static final System.Logger LOG = System.getLogger(ReconcileLoop.class.getName());

    private final ArtifactSource source;
    private final Deployer deployer;
    private final ArtifactCache cache;
    private final CacheKeeper keeper;
    private final Set<String> labels;
    private final RetryPlan plan;
    private final Clock clock;
    private final DoubleSupplier jitter;
    private final BooleanSupplier cancelled;

    private final Map<ArtifactKey, Slot> slots = new HashMap<>();
    private final Map<ArtifactKey, ReconcileEntry> entries = new ConcurrentHashMap<>();
    private volatile Optional<Revision> held;
    private volatile boolean fetched;
    private volatile boolean ready;
    private boolean restored;
    private boolean everythingDue;
    private int deployedInPass;
    private int undeployedInPass;

    Reconciler(
            ArtifactSource source,
            Deployer deployer,
            ArtifactCache cache,
            Set<String> labels,
            RetryPlan plan,
            Clock clock,
            DoubleSupplier jitter,
            BooleanSupplier cancelled) {
        this.source = source;
        this.deployer = deployer;
        this.cache = cache;
        this.keeper = new CacheKeeper(cache, plan, clock, jitter);
        this.labels = labels;
        this.plan = plan;
        this.clock = clock;
        this.jitter = jitter;
        this.cancelled = cancelled;
        this.held = cache.held();
        cache.artifacts().forEach((key, artifact) -> slots.put(key, Slot.cached(key, artifact)));
    }

    Map<ArtifactKey, ReconcileEntry> entries() {
        return entries;
    }

    Optional<Revision> held() {
        return ready ? held : Optional.empty();
    }

    Optional<String> cacheProblem() {
        return keeper.problem();
    }

    /** Whether everything that is known to be published was tried: at the source or, while it is away, in the cache. */
    boolean ready() {
        return ready;
    }

    /** One pass. What is deployed stays as it is where the source does not answer. */
    PassResult pass() {
        PassResult result;
        try {
            fetchWhatIsDue();
            result = null;
        } catch (ArtifactStoreException e) {
            result = PassResult.refused(e);
        } catch (RuntimeException e) {
            // Behind the source may be anybody's retriever; the gateway outlives its defects.
            LOG.log(System.Logger.Level.WARNING, "The source " + source.name() + " failed with a defect", e);
            result = PassResult.broken(e);
        }
        if (!cancelled.getAsBoolean()) {
            restore();
            retryFromCache();
            ready = ready || fetched || cache.complete();
        }
        report();
        if (result != null) {
            return result;
        }
        return everythingDue ? PassResult.unfinished() : PassResult.done(nextRetry());
    }

    private void fetchWhatIsDue() throws ArtifactStoreException {
        Instant now = clock.instant();
        boolean everything = everythingDue
                || keeper.due(now)
                || slots.values().stream().anyMatch(slot -> slot.remedy() == Slot.Remedy.FETCH && slot.due(now));
        Optional<Revision> from = everything ? Optional.empty() : held;
        if (fetched && from.isPresent() && from.equals(source.head())) {
            return;
        }
        try (ArtifactFetch fetch = source.fetch(labels, from)) {
            apply(fetch);
            everythingDue = false;
        }
    }

    private void apply(ArtifactFetch fetch) throws ArtifactStoreException {
        Set<ArtifactKey> seen = new HashSet<>();
        keeper.beginPass();
        for (Optional<ArtifactEntry> next = fetch.next(); next.isPresent(); next = fetch.next()) {
            requireNotCancelled();
            ArtifactEntry entry = next.get();
            seen.add(entry.key());
            if (entry.readable()) {
                take(entry.artifact());
            } else {
                missing(entry);
            }
        }
        if (fetch.complete()) {
            for (ArtifactKey key : new ArrayList<>(slots.keySet())) {
                if (!seen.contains(key) && !slots.get(key).restsUndeploy(clock.instant())) {
                    remove(key);
                }
            }
        }
        held = fetch.revision();
        fetched = true;
        boolean unreadable = slots.values().stream().anyMatch(slot -> slot.remedy() == Slot.Remedy.FETCH);
        // With an artifact that could not be read, changes from here would not bring it: a restart has to fetch
        // everything.
        keeper.endPass(fetch.complete(), unreadable ? Optional.empty() : held);
    }

    private void requireNotCancelled() throws ArtifactStoreException {
        if (cancelled.getAsBoolean()) {
            throw ArtifactStoreException.unavailable("The gateway is being stopped", null);
        }
    }

    private void take(Artifact artifact) {
        ArtifactInfo info = artifact.info();
        if (info.instruction() == Instruction.REMOVE) {
            remove(info.key());
            return;
        }
        Slot slot = slots.computeIfAbsent(info.key(), Slot::empty);
        if (slot.runs(info)) {
            slot.confirmed(info);
            keeper.keepGood(artifact);
            show(slot);
        } else if (!slot.rests(info, clock.instant())) {
            deploy(slot, artifact);
        }
    }

    private void deploy(Slot slot, Artifact artifact) {
        try {
            deployer.deploy(artifact);
            slot.deployed(artifact.info(), clock.instant());
            deployedInPass++;
            LOG.log(System.Logger.Level.DEBUG, "Deployed {0}", artifact);
        } catch (DeploymentException | RuntimeException e) {
            slot.want(artifact.info());
            fail(slot, Slot.Remedy.DEPLOY, reason(e), e);
        }
        if (slot.remedy() == Slot.Remedy.NONE) {
            keeper.keepGood(artifact);
        } else {
            keeper.keepWanted(artifact);
        }
        show(slot);
    }

    private void missing(ArtifactEntry entry) {
        Slot slot = slots.computeIfAbsent(entry.key(), Slot::empty);
        String reason;
        try {
            reason = entry.artifact() + " cannot be read";
        } catch (ArtifactStoreException e) {
            reason = e.getMessage();
        }
        fail(slot, Slot.Remedy.FETCH, reason, null);
        show(slot);
    }

    private void remove(ArtifactKey key) {
        Slot slot = slots.get(key);
        if (slot == null) {
            return;
        }
        keeper.remove(key);
        try {
            if (slot.running()) {
                deployer.undeploy(key);
                undeployedInPass++;
                LOG.log(System.Logger.Level.DEBUG, "Undeployed {0}", key);
            }
            slots.remove(key);
            entries.remove(key);
        } catch (DeploymentException | RuntimeException e) {
            fail(slot, Slot.Remedy.UNDEPLOY, "It was removed and could not be undeployed: " + reason(e), e);
            show(slot);
        }
    }

    /** After the first look at the source: takes into service again what was before the restart and was not replaced. */
    private void restore() {
        if (restored) {
            return;
        }
        for (Slot slot : new ArrayList<>(slots.values())) {
            if (!slot.running() && slot.good().isPresent()) {
                restore(slot, slot.good().get());
            }
            boolean untried = slot.wanted().isPresent() && slot.remedy() == Slot.Remedy.NONE;
            if (untried) {
                keeper.read(slot.wanted().get()).ifPresent(artifact -> deploy(slot, artifact));
            }
        }
        restored = true;
    }

    private void restore(Slot slot, ArtifactInfo good) {
        Optional<Artifact> artifact = keeper.read(good);
        if (artifact.isEmpty()) {
            slot.forgetGood();
            everythingDue = true;
            if (slot.remedy() == Slot.Remedy.NONE) {
                fail(slot, Slot.Remedy.FETCH, "Its cached copy is damaged; it is fetched again", null);
            }
            show(slot);
            return;
        }
        try {
            deployer.deploy(artifact.get());
            deployedInPass++;
            if (slot.wanted().isPresent() || slot.remedy() != Slot.Remedy.NONE) {
                slot.restored(clock.instant());
            } else {
                slot.deployed(good, clock.instant());
            }
        } catch (DeploymentException | RuntimeException e) {
            if (slot.remedy() == Slot.Remedy.NONE) {
                slot.want(good);
                fail(slot, Slot.Remedy.DEPLOY, reason(e), e);
            }
        }
        show(slot);
    }

    private void retryFromCache() {
        Instant now = clock.instant();
        List<Slot> due = new ArrayList<>();
        for (Slot slot : slots.values()) {
            if (slot.due(now) && slot.remedy() != Slot.Remedy.FETCH) {
                due.add(slot);
            }
        }
        for (Slot slot : due) {
            if (slot.remedy() == Slot.Remedy.UNDEPLOY) {
                remove(slot.key());
                continue;
            }
            Optional<Artifact> artifact = slot.wanted().flatMap(keeper::read);
            if (artifact.isPresent()) {
                deploy(slot, artifact.get());
            } else {
                everythingDue = true;
            }
        }
    }

    private void fail(Slot slot, Slot.Remedy remedy, String reason, Exception cause) {
        boolean news = slot.remedy() == Slot.Remedy.NONE || slot.failures() == 0;
        Duration wait = plan.artifactDelay(slot.failures() + 1, jitter.getAsDouble());
        slot.failed(remedy, reason, clock.instant(), wait);
        if (news) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    slot.key() + ": " + reason,
                    cause instanceof RuntimeException ? cause : null);
        }
    }

    private void report() {
        if (deployedInPass + undeployedInPass > 0) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "From {0}: {1} deployed, {2} undeployed; revision {3}",
                    source.name(),
                    deployedInPass,
                    undeployedInPass,
                    held.map(Revision::toString).orElse("unknown"));
        }
        deployedInPass = 0;
        undeployedInPass = 0;
    }

    private static String reason(Exception e) {
        return e instanceof DeploymentException ? String.valueOf(e.getMessage()) : "unexpected error: " + e;
    }

    private void show(Slot slot) {
        entries.put(slot.key(), slot.entry());
    }

    private Optional<Duration> nextRetry() {
        Instant now = clock.instant();
        Optional<Instant> earliest = slots.values().stream()
                .map(Slot::retryAt)
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
        Optional<Instant> ofCache = keeper.retryAt();
        if (ofCache.isPresent() && (earliest.isEmpty() || ofCache.get().isBefore(earliest.get()))) {
            earliest = ofCache;
        }
        return earliest.map(at -> at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO);
    }
}
