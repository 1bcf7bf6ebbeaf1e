package org.trunkline.sync;

import java.util.Objects;
import java.util.Optional;

/** What people call an API: name, version and tenant, and who provides it. */
public final class ApiIdentity {

    private final String name;
    private final String version;
    private final String tenant;
    private final String provider;

    private ApiIdentity(String name, String version, String tenant, String provider) {
        this.name = name;
        this.version = version;
        this.tenant = tenant;
        this.provider = provider;
    }

    /**
     * An identity whose provider is not known.
     *
     * @param tenant the tenant's domain, for example {@code carbon.super}
     * @throws IllegalArgumentException if a part is empty
     */
    public static ApiIdentity of(String name, String version, String tenant) {
        return new ApiIdentity(
                requireText("name", name), requireText("version", version), requireText("tenant", tenant), null);
    }

    /**
     * The same identity with its provider.
     *
     * @throws IllegalArgumentException if the provider is empty
     */
    public ApiIdentity providedBy(String newProvider) {
        return new ApiIdentity(name, version, tenant, requireText("provider", newProvider));
    }

    private static String requireText(String part, String value) {
        if (Objects.requireNonNull(value, part).isEmpty()) {
            throw new IllegalArgumentException("The " + part + " of an API must not be empty");
        }
        return value;
    }

    public String name() {
        return name;
    }

    public String version() {
        return version;
    }

    /** The tenant's domain. */
    public String tenant() {
        return tenant;
    }

    public Optional<String> provider() {
        return Optional.ofNullable(provider);
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof ApiIdentity)) {
            return false;
        }
        ApiIdentity api = (ApiIdentity) other;
        return name.equals(api.name)
                && version.equals(api.version)
                && tenant.equals(api.tenant)
                && Objects.equals(provider, api.provider);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, version, tenant, provider);
    }

    /** For messages: {@code name:version@tenant}. */
    @Override
    public String toString() {
        return name + ":" + version + "@" + tenant;
    }
}
