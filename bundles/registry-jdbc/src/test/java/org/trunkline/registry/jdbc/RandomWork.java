package org.trunkline.registry.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.trunkline.registry.Association;
import org.trunkline.registry.Association.Direction;
import org.trunkline.registry.Page;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.Resource;
import org.trunkline.registry.ResourceComment;
import org.trunkline.registry.ResourceContent;
import org.trunkline.registry.ResourceDraft;
import org.trunkline.registry.ResourceProperties;
import org.trunkline.registry.ResourceQuery;
import org.trunkline.registry.ResourceVersion;

/** Steps that depend on a seed only, so that two registries can take the same, and all that a registry shows afterwards. */
final class RandomWork {

    private static final List<String> NAMES = List.of("a", "b", "c");

    private RandomWork() {}

    /** @return what came of it, without what may differ from one registry to the next */
    static String step(Registry registry, long seed) throws IOException {
        Random random = new Random(seed);
        Registry acting = registry.actingAs(random.nextBoolean() ? "anna" : Registry.SYSTEM_USER);
        try {
            return step(acting, random, path(random), path(random));
        } catch (RegistryException e) {
            return e.kind().toString();
        }
    }

    private static RegistryPath path(Random random) {
        RegistryPath path = RegistryPath.of("/w");
        for (int depth = 1 + random.nextInt(3); depth > 0; depth--) {
            path = path.child(NAMES.get(random.nextInt(NAMES.size())));
        }
        return path;
    }

    private static String step(Registry registry, Random random, RegistryPath one, RegistryPath other)
            throws RegistryException, IOException {
        int choice = random.nextInt(24);
        switch (choice) {
            case 0, 1, 2, 3, 4, 5, 6 -> registry.put(one, draft(random));
            case 7, 8 -> registry.put(one, ResourceDraft.collection().description("d" + random.nextInt(5)));
            case 9 -> registry.delete(one);
            case 10, 11 -> registry.move(one, other);
            case 12, 13 -> registry.copy(one, other);
            case 14 -> registry.createVersion(one);
            case 15, 16 -> {
                List<ResourceVersion> versions = registry.versions(one);
                if (!versions.isEmpty()) {
                    registry.restore(
                            one, versions.get(random.nextInt(versions.size())).number());
                }
            }
            case 17 -> {
                List<ResourceVersion> versions = registry.versions(one);
                if (versions.size() > 3) {
                    registry.deleteVersion(one, versions.get(0).number());
                }
            }
            case 18 -> registry.link(one, other);
            case 19 -> registry.associate(new Association(one, other, "t" + random.nextInt(2)));
            case 20 -> registry.dissociate(new Association(one, other, "t" + random.nextInt(2)));
            case 21 -> registry.comment(one, "said " + random.nextInt(100));
            case 22 -> registry.tag(one, "tag" + random.nextInt(3));
            default -> registry.rate(one, 1 + random.nextInt(5));
        }
        return choice + " done";
    }

    private static ResourceDraft draft(Random random) {
        byte[] content = new byte[random.nextInt(20) == 0 ? 150_000 : random.nextInt(200)];
        random.nextBytes(content);
        return ResourceDraft.resource()
                .mediaType("type" + random.nextInt(3))
                .properties(ResourceProperties.NONE.with("p", "v" + random.nextInt(4)))
                .content(ResourceContent.of(content));
    }

    /** Everything below the work's top that two registries must have in common. */
    static List<String> shown(Registry registry) throws RegistryException, IOException {
        List<String> shown = new ArrayList<>();
        if (registry.find(RegistryPath.of("/w")).isEmpty()) {
            return shown;
        }
        ResourceQuery all = ResourceQuery.within(RegistryPath.of("/w"));
        for (Resource resource : registry.search(all, Page.Request.FIRST).items()) {
            shown.add(shown(registry, resource));
        }
        for (int value = 0; value < 4; value++) {
            shown.add("having v" + value + ": " + paths(registry, all.property("p", "v" + value)));
        }
        shown.add("tagged: " + paths(registry, all.tag("tag1")));
        return shown;
    }

    private static List<RegistryPath> paths(Registry registry, ResourceQuery query) throws RegistryException {
        return registry.search(query, Page.Request.FIRST).items().stream()
                .map(Resource::path)
                .toList();
    }

    private static String shown(Registry registry, Resource resource) throws RegistryException, IOException {
        RegistryPath path = resource.path();
        List<Object> parts = new ArrayList<>(List.of(
                path,
                resource.kind(),
                resource.mediaType(),
                resource.description(),
                resource.properties(),
                resource.content(),
                resource.createdBy(),
                resource.modifiedBy(),
                registry.taggings(path),
                registry.ratings(path),
                registry.associations(path, Direction.BOTH, Optional.empty()),
                registry.comments(path).stream().map(ResourceComment::text).toList()));
        if (resource.isCollection()) {
            parts.add(registry.children(path, Page.Request.FIRST).items().stream()
                    .map(child -> child.path() + " at " + child.realPath())
                    .toList());
        } else {
            parts.add(digest(registry.content(path)));
        }
        for (ResourceVersion version : registry.versions(path)) {
            parts.add(version.createdBy() + " kept "
                    + registry.get(path, version.number()).content());
        }
        return parts.toString();
    }

    private static String digest(InputStream content) throws IOException {
        try (content) {
            return HexFormat.of().formatHex(Spool.sha256().digest(content.readAllBytes()));
        }
    }

    static ResourceDraft counter(long number) {
        return ResourceDraft.resource()
                .content(ResourceContent.of(Long.toString(number).getBytes(StandardCharsets.UTF_8)));
    }
}
