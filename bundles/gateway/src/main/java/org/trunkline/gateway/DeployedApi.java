package org.trunkline.gateway;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.Revision;

/**
 * An API that the gateway holds.
 *
 * @param label the gateway label that it is served from: of several that carry it, the first in the configured order
 * @param otherLabels the gateway's other labels that carry the same API, in the configured order
 * @param context what its paths begin with, version included, for example {@code /pizza/1.0.0}; empty if it brought no
 *     API definition
 * @param defaultContext what the paths of its default version begin with, for example {@code /pizza}
 * @param revision the store's revision that its artifact came with
 * @param deployedAt when this node took it over
 * @param notPreviewed what the preview front does not implement of it, each named; not empty means that the preview
 *     front answers 501 for the API or for the resources named
 * @param ignoredHandlers class names of its handlers that the preview front leaves out because the configuration says so
 */
public record DeployedApi(
        String label,
        List<String> otherLabels,
        String apiId,
        ApiIdentity identity,
        Optional<String> context,
        Optional<String> defaultContext,
        Revision revision,
        Instant deployedAt,
        List<String> notPreviewed,
        List<String> ignoredHandlers) {

    public DeployedApi {
        Objects.requireNonNull(label, "label");
        otherLabels = List.copyOf(otherLabels);
        Objects.requireNonNull(apiId, "apiId");
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(defaultContext, "defaultContext");
        Objects.requireNonNull(revision, "revision");
        Objects.requireNonNull(deployedAt, "deployedAt");
        notPreviewed = List.copyOf(notPreviewed);
        ignoredHandlers = List.copyOf(ignoredHandlers);
    }
}
