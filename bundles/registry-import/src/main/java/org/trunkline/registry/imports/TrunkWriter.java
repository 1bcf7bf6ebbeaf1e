package org.trunkline.registry.imports;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trunkline.registry.Association;
import org.trunkline.registry.ContentInfo;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.RegistryTransaction;
import org.trunkline.registry.Resource;
import org.trunkline.registry.ResourceContent;
import org.trunkline.registry.ResourceDraft;
import org.trunkline.registry.imports.ImportReport.Imported;
import org.trunkline.registry.imports.ImportReport.Outcome;
import org.trunkline.registry.imports.TrunkPlan.Planned;

/** Carries a plan out, as a whole or not at all. */
final class TrunkWriter {

    private static final Set<String> DOCUMENT_TYPES =
            Set.of(XmlDocument.Kind.WSDL.mediaType(), XmlDocument.Kind.SCHEMA.mediaType());

    private final Registry registry;
    private final boolean replaces;

    /** @param replaces whether what is there may be replaced by other content */
    TrunkWriter(Registry registry, boolean replaces) {
        this.registry = registry;
        this.replaces = replaces;
    }

    List<Imported> write(TrunkPlan plan) throws RegistryException {
        try (RegistryTransaction transaction = registry.begin()) {
            Map<Planned, Outcome> outcomes = outcomes(plan);
            for (Map.Entry<Planned, Outcome> entry : outcomes.entrySet()) {
                if (entry.getValue() != Outcome.REUSED) {
                    put(entry.getKey());
                }
                if (entry.getValue() == Outcome.REPLACED && entry.getKey().derived()) {
                    forgetDependencies(entry.getKey().path(), plan.associations());
                }
            }
            for (Association association : plan.associations()) {
                registry.associate(association);
            }
            transaction.commit();
            List<Imported> imported = new ArrayList<>();
            outcomes.forEach((planned, outcome) ->
                    imported.add(new Imported(planned.path(), planned.mediaType(), planned.location(), outcome)));
            return imported;
        }
    }

    private Map<Planned, Outcome> outcomes(TrunkPlan plan) throws RegistryException {
        Map<Planned, Outcome> outcomes = new LinkedHashMap<>();
        List<String> conflicts = new ArrayList<>();
        for (Planned planned : plan.resources()) {
            Optional<Resource> present = registry.find(planned.path());
            if (present.isEmpty()) {
                outcomes.put(planned, Outcome.CREATED);
            } else if (planned.shared() || isSame(present.get(), planned)) {
                outcomes.put(planned, Outcome.REUSED);
            } else {
                conflicts.add(planned.path().toString());
                outcomes.put(planned, Outcome.REPLACED);
            }
        }
        if (!conflicts.isEmpty() && !replaces) {
            throw new RegistryException(
                    RegistryException.Kind.CONFLICT,
                    "Nothing was imported: other content is there already at " + String.join(", ", conflicts)
                            + ". Import it with 'replace' if it is to be replaced, or rename the document.");
        }
        return outcomes;
    }

    private static boolean isSame(Resource present, Planned planned) {
        Optional<String> digest = present.content().map(ContentInfo::sha256);
        return digest.equals(Optional.of(sha256(planned.content())));
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Properties stay: a lifecycle keeps its state in them. */
    private void put(Planned planned) throws RegistryException {
        Optional<Resource> present = registry.find(planned.path());
        if (present.filter(Resource::isCollection).isPresent()) {
            throw Refusal.of("A collection is at " + planned.path() + ", where a document is to be. Move it first.");
        }
        ResourceDraft draft = present.map(ResourceDraft::of).orElseGet(ResourceDraft::resource);
        registry.put(
                planned.path(), draft.mediaType(planned.mediaType()).content(ResourceContent.of(planned.content())));
    }

    /** The older content needed documents that the newer one may not need. What others associated stays. */
    private void forgetDependencies(RegistryPath path, Set<Association> kept) throws RegistryException {
        for (Association association :
                registry.associations(path, Association.Direction.OUTGOING, Optional.of(Association.DEPENDS))) {
            Optional<RegistryPath> target = association.targetPath();
            if (target.isPresent() && !kept.contains(association) && isDocument(target.get())) {
                registry.dissociate(association);
                registry.dissociate(new Association(target.get(), path, Association.USED_BY));
            }
        }
    }

    private boolean isDocument(RegistryPath path) throws RegistryException {
        return registry.find(path)
                .flatMap(Resource::mediaType)
                .filter(DOCUMENT_TYPES::contains)
                .isPresent();
    }
}
