package org.trunkline.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What one operation cost, as GitHub and its caller saw it.
 *
 * @param requests that reached GitHub
 * @param commits that came upon the branch
 * @param fakeMillis what the fake itself worked, without the latency; of several requests at once all are counted
 * @param process what a process of its own says of itself
 * @param times how often it was measured: times are medians then, and counts the largest
 * @param remark what a count does not say
 */
record Cost(
        int requests,
        int commits,
        double millis,
        double fakeMillis,
        Optional<GatewayStart.Result> process,
        int times,
        String remark) {

    Cost remarked(String said) {
        return new Cost(requests, commits, millis, fakeMillis, process, times, said);
    }

    /** The same as the process that did it saw it: without the start of Java. */
    Cost in(GatewayStart.Result result) {
        return new Cost(requests, commits, result.millis(), fakeMillis, Optional.of(result), times, remark);
    }

    /** Of several runs of one operation the median times, and the most of everything else. */
    static Cost ofAll(List<Cost> runs) {
        return new Cost(
                runs.stream().mapToInt(Cost::requests).max().orElseThrow(),
                runs.stream().mapToInt(Cost::commits).max().orElseThrow(),
                runs.stream()
                        .mapToDouble(Cost::millis)
                        .sorted()
                        .skip(runs.size() / 2)
                        .findFirst()
                        .orElseThrow(),
                runs.stream()
                        .mapToDouble(Cost::fakeMillis)
                        .sorted()
                        .skip(runs.size() / 2)
                        .findFirst()
                        .orElseThrow(),
                runs.stream()
                        .flatMap(run -> run.process().stream())
                        .max(Comparator.comparing(GatewayStart.Result::heapMegabytes)),
                runs.size(),
                runs.get(runs.size() - 1).remark());
    }
}
