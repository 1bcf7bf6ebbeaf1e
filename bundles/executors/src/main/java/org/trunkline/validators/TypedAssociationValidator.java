package org.trunkline.validators;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.trunkline.executors.internal.Parameters;
import org.wso2.carbon.registry.core.Association;
import org.wso2.carbon.registry.core.Registry;
import org.wso2.carbon.registry.core.Resource;
import org.wso2.carbon.registry.core.exceptions.RegistryException;
import org.wso2.carbon.registry.core.jdbc.handlers.RequestContext;

/**
 * Holds if a resource has an association of {@code associationType}, {@code inward} or {@code outward} if
 * {@code associationDirection} says so, with a resource of {@code associatedMediaType} ({@code url} for an address elsewhere),
 * whose property is as for a {@link PropertyValueValidator}.
 */
public final class TypedAssociationValidator extends Validation {

    @Override
    void check(Parameters given) {
        given.text("associationDirection")
                .filter(direction -> !direction.equals("inward") && !direction.equals("outward"))
                .ifPresent(direction -> {
                    throw new IllegalArgumentException(
                            "the associationDirection '" + direction + "' is neither inward nor outward");
                });
    }

    @Override
    Optional<String> fault(RequestContext context, Parameters parameters) throws RegistryException {
        Optional<String> type = parameters.text("associationType");
        if (type.isEmpty()) {
            return Optional.empty();
        }
        String path = context.getResourcePath().getPath();
        Registry registry = context.getSystemRegistry();
        Association[] associations = registry.getAssociations(path, type.get());
        for (Association association : associations == null ? new Association[0] : associations) {
            if (fits(registry, path, association, parameters)) {
                return Optional.empty();
            }
        }
        return Optional.of("There is no association of the type " + type.get()
                + parameters
                        .text("associatedMediaType")
                        .map(media -> " with " + media)
                        .orElse("") + ".");
    }

    private static boolean fits(Registry registry, String path, Association association, Parameters parameters)
            throws RegistryException {
        Optional<String> mediaType = parameters.text("associatedMediaType");
        if (mediaType.equals(Optional.of("url"))) {
            return isAddress(association.getDestinationPath());
        }
        boolean outward = association.getSourcePath().equals(path);
        String wanted = parameters.text("associationDirection").orElse(outward ? "outward" : "inward");
        String other = outward ? association.getDestinationPath() : association.getSourcePath();
        if (!wanted.equals(outward ? "outward" : "inward")
                || !other.startsWith("/")
                || !registry.resourceExists(other)) {
            return false;
        }
        Resource resource = registry.get(other);
        return (mediaType.isEmpty() || mediaType.get().equals(resource.getMediaType()))
                && PropertyValueValidator.fault(resource, parameters).isEmpty();
    }

    private static boolean isAddress(String target) {
        try {
            return new URI(target).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
