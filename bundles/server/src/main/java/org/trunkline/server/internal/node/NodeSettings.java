package org.trunkline.server.internal.node;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.trunkline.settings.ConfigurationException;

/**
 * What the launcher tells the node, as framework properties.
 *
 * @param base the directory of this node's own files
 * @param deployment where its deployment.toml is
 */
public record NodeSettings(Path base, Path deployment, String profile, Set<String> features, OptionalInt portOffset) {

    private static final String ALL_FEATURES =
            "server,sync,database,store-jdbc,store-file,store-remote,gateway,management";

    /** @param property asks for a framework property; null if it is not set */
    public static NodeSettings from(UnaryOperator<String> property) throws ConfigurationException {
        String base = property.apply("trunkline.base");
        if (base == null) {
            throw new ConfigurationException(
                    "The framework property trunkline.base is not set: it names the directory of this node's files.");
        }
        String deployment = property.apply("trunkline.deployment");
        String profile = property.apply("trunkline.profile");
        String features = property.apply("trunkline.features");
        String offset = property.apply("trunkline.port.offset");
        Path directory = Path.of(base).toAbsolutePath().normalize();
        return new NodeSettings(
                directory,
                deployment == null ? directory.resolve("repository/conf/deployment.toml") : Path.of(deployment),
                profile == null ? "all" : profile,
                new TreeSet<>(Set.of((features == null ? ALL_FEATURES : features).split(","))),
                offset == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(offset)));
    }
}
