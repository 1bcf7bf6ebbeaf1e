package org.trunkline.github.fake;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Which requests go wrong, and how. Thread-safe. */
public final class Faults {

    private record Planned(Predicate<FakeRequest> when, Fault fault, boolean stays) {}

    private final List<Planned> planned = new ArrayList<>();
    private final Map<String, Integer> injected = new TreeMap<>();
    private Random random = new Random(0);
    private double probability;
    private List<Fault> atRandom = List.of();

    /** The next request that matches goes wrong; several are used up in the order in which they were planned. */
    public synchronized Faults next(Predicate<FakeRequest> when, Fault fault) {
        planned.add(new Planned(when, fault, false));
        return this;
    }

    /** Each request that matches goes wrong, until {@link #off()}. */
    public synchronized Faults each(Predicate<FakeRequest> when, Fault fault) {
        planned.add(new Planned(when, fault, true));
        return this;
    }

    public synchronized Faults next(Fault fault) {
        return next(request -> true, fault);
    }

    /** From now on each request goes wrong with a probability, in one of these ways. */
    public synchronized void atRandom(long seed, double newProbability, List<Fault> faults) {
        random = new Random(seed);
        probability = newProbability;
        atRandom = List.copyOf(faults);
    }

    /** Nothing goes wrong any more. */
    public synchronized void off() {
        planned.clear();
        probability = 0;
    }

    /** How often each kind of fault was injected so far. */
    public synchronized Map<String, Integer> injected() {
        return new TreeMap<>(injected);
    }

    synchronized Optional<Fault> take(FakeRequest request) {
        for (Iterator<Planned> i = planned.iterator(); i.hasNext(); ) {
            Planned plan = i.next();
            if (plan.when().test(request)) {
                if (!plan.stays()) {
                    i.remove();
                }
                return counted(plan.fault());
            }
        }
        if (probability > 0 && random.nextDouble() < probability) {
            Fault fault = atRandom.get(random.nextInt(atRandom.size()));
            return happensTo(request, fault) ? counted(fault) : Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean happensTo(FakeRequest request, Fault fault) {
        return !(fault instanceof Fault.GraphQlError) || request.rawPath().endsWith("/graphql");
    }

    private Optional<Fault> counted(Fault fault) {
        String kind = fault instanceof Fault.Status status
                ? "HTTP " + status.status()
                : fault.getClass().getSimpleName();
        injected.merge(kind, 1, Integer::sum);
        return Optional.of(fault);
    }
}
