package org.trunkline.lifecycle.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.trunkline.lifecycle.CheckItem;
import org.trunkline.lifecycle.LifecycleState;
import org.trunkline.lifecycle.PluginElement;
import org.trunkline.lifecycle.Transition;
import org.trunkline.lifecycle.TransitionPermission;
import org.trunkline.lifecycle.TransitionScript;
import org.trunkline.lifecycle.engine.EventStatus.Blocker;
import org.trunkline.lifecycle.engine.EventStatus.Reason;

/** Says which events can happen, in the order in which a transition asks: roles, check items, votes, plug-ins. */
final class EventRules {

    private final Plugins plugins;
    private final boolean toleratesServerScripts;

    EventRules(Plugins plugins, boolean toleratesServerScripts) {
        this.plugins = plugins;
        this.toleratesServerScripts = toleratesServerScripts;
    }

    List<EventStatus> events(Attachment attachment, Set<String> roles) {
        return attachment.state().transitions().stream()
                .map(transition -> event(attachment, transition, roles))
                .toList();
    }

    private EventStatus event(Attachment attachment, Transition transition, Set<String> roles) {
        String event = transition.event();
        LifecycleState state = attachment.state();
        List<Blocker> blockers = new ArrayList<>();
        for (TransitionPermission permission : state.permissions(event)) {
            if (Collections.disjoint(roles, permission.roles())) {
                blockers.add(new Blocker(
                        Reason.ROLE,
                        permission.roles().isEmpty()
                                ? "nobody may cause it"
                                : "it needs the role " + String.join(" or ", new TreeSet<>(permission.roles()))));
            }
        }
        for (ItemStatus item : attachment.items()) {
            if (item.item().events().contains(event) && !item.ticked()) {
                blockers.add(new Blocker(
                        Reason.CHECK_ITEM,
                        "the check item " + item.index() + " '" + item.item().name() + "' is not ticked"));
            }
        }
        for (VoteStatus vote : attachment.votes()) {
            if (vote.approval().event().equals(event) && !vote.enough()) {
                blockers.add(new Blocker(
                        Reason.VOTES,
                        "it has " + vote.users().size() + " of "
                                + vote.approval().votes() + " votes"));
            }
        }
        for (PluginUse use : validations(attachment.stored(), state, event)) {
            missing("validation", use, blockers);
        }
        for (PluginUse use : executions(attachment.stored(), state, event)) {
            missing("execution", use, blockers);
        }
        if (!toleratesServerScripts && hasServerScript(state, event)) {
            blockers.add(new Blocker(
                    Reason.SERVER_SCRIPT, "it has a script for the server, and such scripts are not run here"));
        }
        return new EventStatus(event, transition.target(), blockers);
    }

    private static boolean hasServerScript(LifecycleState state, String event) {
        return state.scripts().stream()
                .anyMatch(script -> script.place() == TransitionScript.Place.SERVER
                        && script.event().equals(event));
    }

    private void missing(String kind, PluginUse use, List<Blocker> blockers) {
        Optional<String> reason = plugins.missing(use);
        reason.ifPresent(text -> blockers.add(new Blocker(
                Reason.PLUGIN, "the " + kind + " " + use.element().className() + " cannot be called: " + text)));
    }

    /** Those of check items first, each in the order of the configuration. */
    static List<PluginUse> validations(StoredLifecycle stored, LifecycleState state, String event) {
        List<PluginUse> uses = new ArrayList<>();
        for (int i = 0; i < state.checkItems().size(); i++) {
            CheckItem item = state.checkItems().get(i);
            add(uses, stored, state, event, "item " + i + " validation ", item.validations());
        }
        add(uses, stored, state, event, "validation ", state.validations());
        return uses;
    }

    static List<PluginUse> executions(StoredLifecycle stored, LifecycleState state, String event) {
        List<PluginUse> uses = new ArrayList<>();
        add(uses, stored, state, event, "execution ", state.executions());
        return uses;
    }

    private static void add(
            List<PluginUse> uses,
            StoredLifecycle stored,
            LifecycleState state,
            String event,
            String place,
            List<PluginElement> elements) {
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i).event().equals(event)) {
                uses.add(new PluginUse(stored.name(), stored.version(), state.id(), place + i, elements.get(i)));
            }
        }
    }
}
