package org.trunkline.lifecycle.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.trunkline.lifecycle.InvalidLifecycleException;
import org.trunkline.lifecycle.LifecycleConfiguration;
import org.trunkline.lifecycle.LifecycleDefinition;
import org.trunkline.lifecycle.LifecycleReader;
import org.trunkline.lifecycle.LifecycleState;
import org.trunkline.registry.ContentInfo;
import org.trunkline.registry.Page;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryException.Kind;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.RegistryTransaction;
import org.trunkline.registry.Resource;
import org.trunkline.registry.ResourceContent;
import org.trunkline.registry.ResourceDraft;
import org.trunkline.registry.ResourceProperties;
import org.trunkline.registry.ResourceQuery;

/**
 * The lifecycles that there are, kept in the registry where WSO2 keeps them, as WSO2's configuration. One that is put there
 * by other means is checked and taken up when it is used next. Versions that resources go by are kept apart until the
 * lifecycle is deleted. Safe for use by many threads.
 *
 * <p>Every method acts through the registry that it is given, and is a part of the transaction that the thread has there;
 * the definitions themselves are read whoever asks.
 */
public final class LifecycleDefinitions {

    /** Where the configurations are. */
    public static final RegistryPath HOME =
            RegistryPath.of("/_system/config/repository/components/org.wso2.carbon.governance/lifecycles");

    private static final RegistryPath VERSIONS =
            RegistryPath.of("/_system/config/repository/components/org.trunkline.lifecycle/versions");
    private static final String MEDIA_TYPE = "application/xml";
    private static final int MOST_CACHED = 200;
    private static final int SHOWN = 5;

    private final Registry system;
    private final LifecycleReader reader = new LifecycleReader();
    private final Map<String, Known> byAspect = cache();
    private final Map<String, StoredLifecycle> byVersion = cache();

    /** @param system the registry as the system uses it */
    public LifecycleDefinitions(Registry system) {
        this.system = Objects.requireNonNull(system, "system");
    }

    private static <T> Map<String, T> cache() {
        return Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
                return size() > MOST_CACHED;
            }
        });
    }

    /** @param charts the digests of the resources that the state chart came from, by path */
    private record Known(StoredLifecycle lifecycle, Map<String, String> charts) {}

    /** The system's view of what a user's registry shows, inside of the same transaction. */
    Registry system(Registry registry) {
        return GatedRegistry.like(registry, system).orElse(system);
    }

    // ---- for administrators

    /**
     * Reads a configuration without keeping it.
     *
     * @throws InvalidLifecycleException if it is none, or cannot be kept as properties of a resource
     * @throws RegistryException if the registry cannot be asked for the state chart
     */
    public LifecycleConfiguration check(Registry registry, String xml)
            throws InvalidLifecycleException, RegistryException {
        return parse(system(registry), xml, new HashMap<>());
    }

    /**
     * Keeps a new lifecycle.
     *
     * @throws RegistryException CONFLICT if there is one of its name
     */
    public StoredLifecycle add(Registry registry, String xml) throws InvalidLifecycleException, RegistryException {
        String name = check(registry, xml).definition().name();
        if (system(registry).find(place(name)).isPresent()) {
            throw new RegistryException(
                    Kind.CONFLICT, "there is a lifecycle '" + name + "' already; update it or choose another name");
        }
        registry.put(place(name), draft(xml).expectingNothing());
        return get(registry, name);
    }

    /**
     * Keeps a new version of a lifecycle. Resources that have the lifecycle go on with the version they have.
     *
     * @throws RegistryException NOT_FOUND if there is none of its name
     */
    public StoredLifecycle update(Registry registry, String xml) throws InvalidLifecycleException, RegistryException {
        String name = check(registry, xml).definition().name();
        try (RegistryTransaction transaction = registry.begin()) {
            Resource before = stored(system(registry), name);
            registry.put(
                    place(name),
                    ResourceDraft.of(before)
                            .content(ResourceContent.of(xml.getBytes(StandardCharsets.UTF_8)))
                            .expecting(before.revision()));
            StoredLifecycle now = get(registry, name);
            transaction.commit();
            return now;
        }
    }

    private static ResourceDraft draft(String xml) {
        return ResourceDraft.resource()
                .mediaType(MEDIA_TYPE)
                .content(ResourceContent.of(xml.getBytes(StandardCharsets.UTF_8)));
    }

    /** The names of all lifecycles, those whose configuration is broken among them, in order. */
    public List<String> names(Registry registry) throws RegistryException {
        Registry all = system(registry);
        if (all.find(HOME).isEmpty()) {
            return List.of();
        }
        return all.children(HOME, Page.Request.FIRST).items().stream()
                .filter(resource -> !resource.isCollection())
                .map(resource -> resource.path().name())
                .toList();
    }

    /**
     * A lifecycle as a resource would get it now.
     *
     * @throws RegistryException NOT_FOUND if there is none of that name, REFUSED if its configuration is broken
     */
    public StoredLifecycle get(Registry registry, String name) throws RegistryException {
        return known(system(registry), name).lifecycle();
    }

    /** The resources that have a lifecycle. */
    public Page<Resource> uses(Registry registry, String name, Page.Request page) throws RegistryException {
        return system(registry)
                .search(ResourceQuery.within(RegistryPath.ROOT).property(StateProperties.stateKey(name)), page);
    }

    /**
     * Deletes a lifecycle with all its versions.
     *
     * @throws RegistryException NOT_FOUND if there is none of that name, REFUSED if a resource has it
     */
    public void delete(Registry registry, String name) throws RegistryException {
        try (RegistryTransaction transaction = registry.begin()) {
            Registry all = system(registry);
            stored(all, name);
            Page<Resource> uses = uses(registry, name, new Page.Request(0, SHOWN));
            if (uses.total() > 0) {
                throw new RegistryException(
                        Kind.REFUSED,
                        "the lifecycle '" + name + "' cannot be deleted: " + uses.total()
                                + (uses.total() == 1 ? " resource has it: " : " resources have it: ")
                                + String.join(
                                        ", ",
                                        uses.items().stream()
                                                .map(resource -> resource.path().toString())
                                                .toList())
                                + (uses.hasMore() ? ", ..." : "") + "; detach it there first");
            }
            registry.delete(place(name));
            if (all.find(VERSIONS.child(name)).isPresent()) {
                all.delete(VERSIONS.child(name));
            }
            transaction.commit();
        }
    }

    // ---- versions

    /** The lifecycle as a resource gets it now; this version of it is kept from now on. */
    StoredLifecycle keepCurrent(Registry registry, String name) throws RegistryException {
        Registry all = system(registry);
        Known known = known(all, name);
        RegistryPath kept = VERSIONS.child(name).child(known.lifecycle().version());
        if (all.find(kept).isEmpty()) {
            RegistryPath charts = charts(name, known.lifecycle().version());
            for (String chart : known.charts().keySet()) {
                all.copy(RegistryPath.of(chart), charts.child(HistoryFile.sha256(chart)));
            }
            all.put(kept, draft(known.lifecycle().xml()));
        }
        return known.lifecycle();
    }

    private static RegistryPath charts(String name, String version) {
        return VERSIONS.child(name).child(version + "-charts");
    }

    /** The version that a resource goes by. */
    StoredLifecycle version(Registry registry, String name, String version) throws RegistryException {
        StoredLifecycle cached = byVersion.get(name + " " + version);
        if (cached != null) {
            return cached;
        }
        Registry all = system(registry);
        RegistryPath kept;
        try {
            kept = VERSIONS.child(name).child(version);
        } catch (IllegalArgumentException e) {
            throw lost(name, version, e);
        }
        if (all.find(kept).isEmpty()) {
            throw lost(name, version, null);
        }
        RegistryPath charts = charts(name, version);
        try {
            String xml = text(all, kept);
            LifecycleConfiguration configuration = reader.read(xml, path -> {
                try {
                    return Optional.of(text(all, charts.child(HistoryFile.sha256(path))));
                } catch (RegistryException e) {
                    return Optional.empty();
                }
            });
            StoredLifecycle read = new StoredLifecycle(version, xml, configuration);
            byVersion.put(name + " " + version, read);
            return read;
        } catch (InvalidLifecycleException e) {
            throw lost(name, version, e);
        }
    }

    private static RegistryException lost(String name, String version, Exception cause) {
        return new RegistryException(
                Kind.REFUSED,
                "the version " + version + " of the lifecycle '" + name
                        + "' that the resource goes by is not there any more"
                        + (cause == null ? "" : ": " + cause.getMessage())
                        + "; migrate the resource to the current one",
                cause);
    }

    // ---- reading

    private static RegistryPath place(String name) throws RegistryException {
        try {
            return HOME.child(name);
        } catch (IllegalArgumentException e) {
            throw new RegistryException(Kind.REFUSED, "no lifecycle can be named '" + name + "': " + e.getMessage(), e);
        }
    }

    private Resource stored(Registry all, String name) throws RegistryException {
        Optional<Resource> resource = all.find(place(name)).filter(there -> !there.isCollection());
        if (resource.isEmpty()) {
            List<String> names = names(all);
            throw new RegistryException(
                    Kind.NOT_FOUND,
                    "there is no lifecycle '" + name + "'"
                            + (names.isEmpty() ? " and no other" : "; there are " + String.join(", ", names)));
        }
        return resource.get();
    }

    private Known known(Registry all, String name) throws RegistryException {
        Resource resource = stored(all, name);
        String digest = resource.content().map(ContentInfo::sha256).orElse("");
        Known known = byAspect.get(digest);
        if (known == null || !name.equals(known.lifecycle().name()) || !unchanged(all, known.charts())) {
            known = read(all, name, text(all, resource.path()));
            byAspect.put(digest, known);
            byVersion.put(name + " " + known.lifecycle().version(), known.lifecycle());
        }
        return known;
    }

    private static boolean unchanged(Registry all, Map<String, String> charts) throws RegistryException {
        for (Map.Entry<String, String> chart : charts.entrySet()) {
            Optional<Resource> now = all.find(RegistryPath.of(chart.getKey()));
            if (!now.flatMap(Resource::content)
                    .map(ContentInfo::sha256)
                    .filter(chart.getValue()::equals)
                    .isPresent()) {
                return false;
            }
        }
        return true;
    }

    private Known read(Registry all, String name, String xml) throws RegistryException {
        Map<String, String> charts = new TreeMap<>();
        try {
            LifecycleConfiguration configuration = parse(all, xml, charts);
            if (!configuration.definition().name().equals(name)) {
                throw new InvalidLifecycleException(List.of(new InvalidLifecycleException.Problem(
                        0,
                        0,
                        "it calls itself '" + configuration.definition().name()
                                + "', which must be the name of the resource")));
            }
            String digest = HistoryFile.sha256(xml);
            String version = charts.isEmpty() ? digest : HistoryFile.sha256(digest + charts.values());
            return new Known(new StoredLifecycle(version, xml, configuration), charts);
        } catch (InvalidLifecycleException e) {
            throw new RegistryException(
                    Kind.REFUSED,
                    "the lifecycle '" + name + "' cannot be used, the configuration at " + place(name) + " is broken: "
                            + e.getMessage(),
                    e);
        }
    }

    private LifecycleConfiguration parse(Registry all, String xml, Map<String, String> charts)
            throws InvalidLifecycleException, RegistryException {
        RegistryException[] failure = new RegistryException[1];
        LifecycleConfiguration configuration;
        try {
            configuration = reader.read(xml, path -> {
                try {
                    RegistryPath place = RegistryPath.of(path);
                    String text = text(all, place);
                    charts.put(path, all.get(place).content().orElseThrow().sha256());
                    return Optional.of(text);
                } catch (RegistryException e) {
                    failure[0] = e.kind() == Kind.NOT_FOUND ? null : e;
                    return Optional.empty();
                } catch (IllegalArgumentException e) {
                    return Optional.empty();
                }
            });
        } catch (InvalidLifecycleException e) {
            if (failure[0] != null) {
                throw failure[0];
            }
            throw e;
        }
        requireStorable(configuration.definition());
        return configuration;
    }

    /** What the reader takes may still be too long for properties, or be the same in WSO2's form of a state. */
    private static void requireStorable(LifecycleDefinition definition) throws InvalidLifecycleException {
        Map<String, String> written = new HashMap<>();
        StateProperties properties = new StateProperties(definition.name(), ZoneOffset.UTC);
        for (LifecycleState state : definition.states()) {
            String other = written.put(StateProperties.written(state.id()), state.id());
            if (other != null) {
                throw unstorable("the states '" + other + "' and '" + state.id()
                        + "' are the same as a property of a resource, where dots are blanks");
            }
            try {
                place(definition.name());
                properties.entered(ResourceProperties.NONE, definition, "", state, Instant.EPOCH, List.of(), List.of());
            } catch (IllegalArgumentException | RegistryException e) {
                throw unstorable(
                        "the state '" + state.id() + "' cannot be kept as properties of a resource: " + e.getMessage());
            }
        }
    }

    private static InvalidLifecycleException unstorable(String text) {
        return new InvalidLifecycleException(List.of(new InvalidLifecycleException.Problem(0, 0, text)));
    }

    private static String text(Registry all, RegistryPath path) throws RegistryException {
        try (InputStream in = all.content(path)) {
            byte[] bytes = in.readNBytes(4 * LifecycleReader.MAX_LENGTH + 1);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new RegistryException(Kind.REFUSED, path + " is not written in UTF-8", e);
        } catch (IOException e) {
            throw new RegistryException(Kind.UNAVAILABLE, path + " cannot be read: " + e.getMessage(), e);
        }
    }
}
