package org.trunkline.launcher;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Namespace;
import org.osgi.resource.Requirement;

/** Says in plain words why a bundle does not resolve. */
final class UnresolvedBundle {

    private static final Pattern AT_LEAST = Pattern.compile("\\(version>=([^)]+)\\)");
    private static final Pattern BELOW = Pattern.compile("\\(!\\(version>=([^)]+)\\)\\)");
    private static final Pattern UP_TO = Pattern.compile("\\(version<=([^)]+)\\)");

    private final FrameworkWiring wiring;
    private final Collection<Bundle> installed;

    UnresolvedBundle(FrameworkWiring wiring, Collection<Bundle> installed) {
        this.wiring = wiring;
        this.installed = installed;
    }

    /** @param said what the framework said; used where the requirements alone do not explain it */
    String explain(Bundle bundle, String said) {
        List<String> reasons = new ArrayList<>();
        for (BundleRequirement requirement : bundle.adapt(BundleRevision.class).getDeclaredRequirements(null)) {
            if (isMandatory(requirement)) {
                describe(bundle, requirement, reasons);
            }
        }
        return reasons.isEmpty() ? "does not resolve: " + said : "does not resolve: " + String.join("; ", reasons);
    }

    private void describe(Bundle bundle, BundleRequirement requirement, List<String> reasons) {
        Collection<BundleCapability> providers = wiring.findProviders(requirement);
        if (providers.isEmpty()) {
            reasons.add("nothing offers " + name(requirement) + ", which it wants" + otherVersions(requirement));
            return;
        }
        boolean usable = providers.stream()
                .map(provider -> provider.getRevision().getBundle())
                .anyMatch(provider -> provider.equals(bundle) || isResolved(provider));
        if (!usable) {
            reasons.add(name(requirement) + ", which it wants, is offered only by "
                    + providers.iterator().next().getRevision().getBundle().getSymbolicName()
                    + ", which does not resolve either");
        }
    }

    private static boolean isResolved(Bundle bundle) {
        return (bundle.getState() & (Bundle.INSTALLED | Bundle.UNINSTALLED)) == 0;
    }

    private static boolean isMandatory(Requirement requirement) {
        String resolution = requirement
                .getDirectives()
                .getOrDefault(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE, Namespace.RESOLUTION_MANDATORY);
        String effective = requirement
                .getDirectives()
                .getOrDefault(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE, Namespace.EFFECTIVE_RESOLVE);
        return resolution.equals(Namespace.RESOLUTION_MANDATORY) && effective.equals(Namespace.EFFECTIVE_RESOLVE);
    }

    private static String name(Requirement requirement) {
        String filter = filter(requirement);
        return switch (requirement.getNamespace()) {
            case PackageNamespace.PACKAGE_NAMESPACE ->
                "package " + value(filter, PackageNamespace.PACKAGE_NAMESPACE) + range(filter);
            case BundleNamespace.BUNDLE_NAMESPACE ->
                "bundle " + value(filter, BundleNamespace.BUNDLE_NAMESPACE) + range(filter);
            case HostNamespace.HOST_NAMESPACE ->
                "bundle " + value(filter, HostNamespace.HOST_NAMESPACE) + range(filter)
                        + " (as the host of a fragment)";
            case ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE ->
                "Java " + value(filter, "version") + " (this is Java "
                        + Runtime.version().feature() + ")";
            default -> "capability " + requirement.getNamespace() + " " + filter;
        };
    }

    /** A package that is there in the wrong version is the most frequent reason, and the one easiest to overlook. */
    private String otherVersions(Requirement requirement) {
        if (!requirement.getNamespace().equals(PackageNamespace.PACKAGE_NAMESPACE)) {
            return "";
        }
        String wanted = value(filter(requirement), PackageNamespace.PACKAGE_NAMESPACE);
        TreeSet<String> offers = new TreeSet<>();
        for (Bundle other : installed) {
            BundleRevision revision = other.adapt(BundleRevision.class);
            if (revision != null) {
                for (BundleCapability offer : revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE)) {
                    if (wanted.equals(offer.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE))) {
                        offers.add(offer.getAttributes().get(Constants.VERSION_ATTRIBUTE) + " by "
                                + other.getSymbolicName());
                    }
                }
            }
        }
        return offers.isEmpty() ? "" : " (offered: " + String.join(", ", offers) + ")";
    }

    private static String filter(Requirement requirement) {
        return requirement.getDirectives().getOrDefault(Namespace.REQUIREMENT_FILTER_DIRECTIVE, "");
    }

    private static String value(String filter, String attribute) {
        Matcher matcher = Pattern.compile("\\(" + Pattern.quote(attribute) + "=([^)]*)\\)")
                .matcher(filter);
        return matcher.find() ? matcher.group(1) : filter;
    }

    private static String range(String filter) {
        Matcher below = BELOW.matcher(filter);
        boolean bounded = below.find();
        Matcher atLeast = AT_LEAST.matcher(bounded ? filter.replace(below.group(), "") : filter);
        Matcher upTo = UP_TO.matcher(filter);
        StringBuilder range = new StringBuilder();
        if (atLeast.find() && !atLeast.group(1).equals("0.0.0")) {
            range.append(" from version ").append(atLeast.group(1));
        }
        if (bounded) {
            range.append(" below version ").append(below.group(1));
        } else if (upTo.find()) {
            range.append(" up to version ").append(upTo.group(1));
        }
        return range.toString();
    }
}
