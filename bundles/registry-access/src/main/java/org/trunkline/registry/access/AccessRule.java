package org.trunkline.registry.access;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trunkline.registry.RegistryPath;

/**
 * Who may read and write a part of the tree, unless a rule for a part of that part says otherwise. Immutable.
 *
 * @param path the part: a resource or collection, with everything below it
 * @param readers names of roles, in lower case; the writers are among them
 * @param writers names of roles, in lower case
 */
public record AccessRule(RegistryPath path, Set<String> readers, Set<String> writers) {

    private static final Pattern FORM =
            Pattern.compile("(/.*?)((?:\\s+(?:read|write)=[a-zA-Z0-9_-]+(?:,[a-zA-Z0-9_-]+)*)*)\\s*");
    private static final Pattern GRANT = Pattern.compile("(read|write)=(\\S+)");

    public AccessRule {
        Set<String> all = new HashSet<>(readers);
        all.addAll(writers);
        readers = Set.copyOf(all);
        writers = Set.copyOf(writers);
    }

    /**
     * Reads a rule: a path, then {@code read=} and {@code write=} with roles parted by commas, for example {@code
     * /_system/governance/trunk read=viewer write=publisher}. Where one of them is not given nobody but an administrator
     * may.
     *
     * @throws IllegalArgumentException if it is none; the message says what is wrong with it
     */
    public static AccessRule parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches() || form.group(1).contains("=")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no rule: one is '/_system/governance/trunk read=viewer write=publisher'");
        }
        Set<String> readers = new HashSet<>();
        Set<String> writers = new HashSet<>();
        Matcher grants = GRANT.matcher(form.group(2));
        while (grants.find()) {
            Set<String> roles = grants.group(1).equals("read") ? readers : writers;
            roles.addAll(Arrays.asList(grants.group(2).toLowerCase(Locale.ROOT).split(",")));
        }
        return new AccessRule(RegistryPath.of(form.group(1)), readers, writers);
    }
}
