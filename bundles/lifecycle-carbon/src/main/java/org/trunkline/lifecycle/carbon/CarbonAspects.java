package org.trunkline.lifecycle.carbon;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.lifecycle.engine.EventStatus;
import org.trunkline.lifecycle.engine.LifecycleDefinitions;
import org.trunkline.lifecycle.engine.LifecycleEngine;
import org.trunkline.lifecycle.engine.TransitionRequest;
import org.trunkline.registry.RegistryException.Kind;
import org.trunkline.registry.RegistryPath;
import org.trunkline.registry.carbon.AspectEngine;
import org.trunkline.registry.carbon.TrunklineBacked;
import org.wso2.carbon.registry.core.Aspect;
import org.wso2.carbon.registry.core.Registry;
import org.wso2.carbon.registry.core.exceptions.RegistryException;
import org.wso2.carbon.registry.core.session.CurrentSession;

/**
 * The lifecycle engine as the aspects of WSO2's registry. The actions {@code itemClick} and {@code voteClick} tick and vote
 * with parameters named {@code N.item} and {@code N.vote}; every other action is an event. Safe for use by many threads.
 */
public final class CarbonAspects implements AspectEngine {

    private final LifecycleEngine engine;
    private final org.trunkline.registry.Registry system;

    /** @param system the registry as the system uses it */
    public CarbonAspects(LifecycleEngine engine, org.trunkline.registry.Registry system) {
        this.engine = Objects.requireNonNull(engine, "engine");
        this.system = Objects.requireNonNull(system, "system");
    }

    @Override
    public List<String> available() {
        try {
            return engine.definitions().names(system);
        } catch (org.trunkline.registry.RegistryException e) {
            throw new IllegalStateException("The aspects cannot be listed: " + e.getMessage(), e);
        }
    }

    @Override
    public void associate(Registry registry, String path, String aspect) throws RegistryException {
        try {
            engine.attach(behind(registry), RegistryPath.of(path), aspect);
        } catch (org.trunkline.registry.RegistryException e) {
            throw e.kind() == Kind.NOT_FOUND && !available().contains(aspect)
                    ? new RegistryException("Couldn't find aspectName '" + aspect + "': " + e.getMessage(), e)
                    : told(e);
        }
    }

    @Override
    public List<String> actions(Registry registry, String path, String aspect) throws RegistryException {
        try {
            RegistryPath place = RegistryPath.of(path);
            requireAttached(behind(registry), place, aspect);
            return engine.status(behind(registry), place, aspect).events().stream()
                    .filter(EventStatus::possible)
                    .map(EventStatus::event)
                    .toList();
        } catch (org.trunkline.registry.RegistryException e) {
            throw told(e);
        }
    }

    @Override
    public void invoke(Registry registry, String path, String aspect, String action, Map<String, String> parameters)
            throws RegistryException {
        try {
            RegistryPath place = RegistryPath.of(path);
            org.trunkline.registry.Registry behind = behind(registry);
            requireAttached(behind, place, aspect);
            switch (action) {
                case "itemClick" -> engine.tick(behind, place, aspect, numbered(parameters, ".item"));
                case "voteClick" -> engine.vote(behind, place, aspect, numbered(parameters, ".vote"));
                default ->
                    engine.transition(
                            behind, place, aspect, new TransitionRequest(action, parameters, Optional.empty()));
            }
        } catch (org.trunkline.registry.RegistryException e) {
            throw told(e);
        }
    }

    private static Map<Integer, Boolean> numbered(Map<String, String> parameters, String suffix) {
        Map<Integer, Boolean> numbered = new LinkedHashMap<>();
        parameters.forEach((name, value) -> {
            if (name.matches("\\d{1,9}\\" + suffix)) {
                numbered.put(
                        Integer.valueOf(name.substring(0, name.length() - suffix.length())), Boolean.valueOf(value));
            }
        });
        return numbered;
    }

    private void requireAttached(org.trunkline.registry.Registry behind, RegistryPath path, String aspect)
            throws org.trunkline.registry.RegistryException, RegistryException {
        if (engine.attached(behind, path).contains(aspect)) {
            return;
        }
        throw new RegistryException(
                available().contains(aspect)
                        ? "Resource at '" + path + "' not associated with aspect '" + aspect + "'"
                        : "Aspect '" + aspect + "' is not registered!");
    }

    /** @throws RegistryException if somebody wants a lifecycle in words that only a WSO2 server runs */
    @Override
    public boolean add(String name, Aspect aspect) throws RegistryException {
        throw new RegistryException(
                "The aspect '" + name + "' cannot be added: aspects are lifecycles here, and a lifecycle is"
                        + " added as its configuration, at " + LifecycleDefinitions.HOME);
    }

    @Override
    public boolean remove(String name) throws RegistryException {
        if (!available().contains(name)) {
            return false;
        }
        try {
            String user = CurrentSession.getUser();
            engine.definitions().delete(user == null ? system : system.actingAs(user), name);
            return true;
        } catch (org.trunkline.registry.RegistryException e) {
            throw told(e);
        }
    }

    private static org.trunkline.registry.Registry behind(Registry registry) throws RegistryException {
        if (registry instanceof TrunklineBacked backed) {
            return backed.behind();
        }
        throw new RegistryException("The registry " + registry.getClass().getName() + " is none of this server");
    }

    private static RegistryException told(org.trunkline.registry.RegistryException e) {
        return new RegistryException(e.getMessage(), e);
    }
}
