package org.trunkline.server.internal.node;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.trunkline.server.Node;
import org.trunkline.server.Problem;

/** This node, with its problems gathered from wherever they show. */
final class RunningNode implements Node {

    private final String name;
    private final String version;
    private final String profile;
    private final Instant startedAt;
    private final URI managementAddress;
    private final List<Supplier<List<Problem>>> sources;

    RunningNode(
            String name,
            String version,
            String profile,
            Instant startedAt,
            URI managementAddress,
            List<Supplier<List<Problem>>> sources) {
        this.name = name;
        this.version = version;
        this.profile = profile;
        this.startedAt = startedAt;
        this.managementAddress = managementAddress;
        this.sources = List.copyOf(sources);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public String profile() {
        return profile;
    }

    @Override
    public Instant startedAt() {
        return startedAt;
    }

    @Override
    public URI managementAddress() {
        return managementAddress;
    }

    @Override
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        sources.forEach(source -> problems.addAll(source.get()));
        return problems;
    }
}
