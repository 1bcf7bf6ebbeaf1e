package org.trunkline.registry.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.trunkline.registry.Environment;
import org.trunkline.registry.RegistryException;
import org.trunkline.registry.RegistryPath;

/**
 * In trunk no two services have the same name and namespace; where trunk's layout holds a version, the same version. What
 * services say of themselves is kept wherever they are, so that a tree that comes into trunk can be judged.
 */
final class TrunkRule {

    private record Service(long node, String key, String version) {}

    private static final String SELECT = "SELECT node_no, service_key, version FROM trunkline_reg_service WHERE ";

    private final Environment trunk;
    private final Unit unit;
    private final Paths paths;

    TrunkRule(Environment trunk, Unit unit, Paths paths) {
        this.trunk = trunk;
        this.unit = unit;
        this.paths = paths;
    }

    /** To be told of each resource whose media type or content changed. */
    void written(NodeRow before, NodeRow after, RegistryPath real) throws SQLException, RegistryException {
        boolean was = before != null && ServiceIdentity.MEDIA_TYPE.equals(before.mediaType());
        boolean is = ServiceIdentity.MEDIA_TYPE.equals(after.mediaType()) && after.sha256() != null;
        if (was) {
            unit.sql().update("DELETE FROM trunkline_reg_service WHERE node_no = ?", after.id());
        }
        if (!is) {
            return;
        }
        Optional<ServiceIdentity> identity = identity(after);
        if (identity.isPresent()) {
            Service service =
                    new Service(after.id(), identity.get().key(), identity.get().version());
            unit.sql()
                    .update(
                            "INSERT INTO trunkline_reg_service (node_no, service_key, version) VALUES (?, ?, ?)",
                            service.node(),
                            service.key(),
                            service.version());
            requireAlone(service, real);
        }
    }

    private Optional<ServiceIdentity> identity(NodeRow row) throws SQLException {
        Contents contents = new Contents(unit.sql());
        try (InputStream xml = contents.open(row.sha256(), row.size())) {
            return ServiceIdentity.read(xml);
        } catch (IOException e) {
            throw new UncheckedIOException("the content of a service cannot be read", e);
        }
    }

    /** To be told of each tree that has come to a place where it was not before. */
    void arrived(Collection<Long> nodes) throws SQLException, RegistryException {
        List<Service> services = unit.sql()
                .listIn(
                        SELECT + "node_no",
                        nodes,
                        row -> new Service(row.getLong(1), row.getString(2), row.getString(3)));
        for (Service service : services) {
            Optional<RegistryPath> path = paths.pathOf(service.node());
            if (path.isPresent()) {
                requireAlone(service, path.get());
            }
        }
    }

    /** The collection that holds trunk. */
    RegistryPath trunk() {
        return trunk.root();
    }

    /** Whether a tree that moves from one place to another brings something into trunk. */
    boolean concerns(RegistryPath from, RegistryPath to) {
        return (to.isWithin(trunk.root()) || trunk.root().isWithin(to)) && !from.isWithin(trunk.root());
    }

    private void requireAlone(Service service, RegistryPath real) throws SQLException, RegistryException {
        if (!real.isWithin(trunk.root())) {
            return;
        }
        List<Service> same = unit.sql()
                .list(
                        SELECT + "service_key = ?",
                        row -> new Service(row.getLong(1), row.getString(2), row.getString(3)),
                        service.key());
        for (Service other : new ArrayList<>(same)) {
            boolean sameVersion =
                    !trunk.layout().hasVersion() || other.version().equals(service.version());
            Optional<RegistryPath> path =
                    other.node() == service.node() || !sameVersion ? Optional.empty() : paths.pathOf(other.node());
            if (path.isPresent() && path.get().isWithin(trunk.root())) {
                throw Refusals.refused("There is a service of the same name and namespace"
                        + (trunk.layout().hasVersion() ? " and version" : "") + " in " + trunk.name() + " at "
                        + path.get()
                        + ": no other one can be at " + real);
            }
        }
    }
}
