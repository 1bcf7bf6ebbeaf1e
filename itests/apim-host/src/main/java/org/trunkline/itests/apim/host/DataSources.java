package org.trunkline.itests.apim.host;

import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;
import javax.naming.spi.InitialContextFactoryBuilder;
import javax.naming.spi.NamingManager;
import javax.sql.DataSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** The host's data sources, to be found by their names in JNDI, with drivers that are bundles of the host. */
final class DataSources implements InitialContextFactoryBuilder {

    private final BundleContext framework;
    private final Map<String, DataSource> byName = new ConcurrentHashMap<>();

    DataSources(BundleContext framework) {
        this.framework = framework;
    }

    /** Answers for all names of this JVM from now on. */
    void open() throws NamingException {
        NamingManager.setInitialContextFactoryBuilder(this);
    }

    void bindPostgreSql(String name, String url, String user, String password) throws Exception {
        Class<?> type = driver("org.postgresql.jdbc").loadClass("org.postgresql.ds.PGSimpleDataSource");
        DataSource source = (DataSource) type.getConstructor().newInstance();
        type.getMethod("setURL", String.class).invoke(source, url);
        type.getMethod("setUser", String.class).invoke(source, user);
        type.getMethod("setPassword", String.class).invoke(source, password);
        byName.put(name, source);
    }

    private Bundle driver(String symbolicName) {
        for (Bundle bundle : framework.getBundles()) {
            if (symbolicName.equals(bundle.getSymbolicName())) {
                return bundle;
            }
        }
        throw new IllegalStateException("There is no bundle " + symbolicName);
    }

    @Override
    public InitialContextFactory createInitialContextFactory(Hashtable<?, ?> environment) {
        return any -> context();
    }

    private Context context() throws NamingException {
        return new InitialContext(true) {

            @Override
            public Object lookup(String name) throws NamingException {
                DataSource source = byName.get(name);
                if (source == null) {
                    throw new NameNotFoundException("Name [" + name + "] is not bound in this Context");
                }
                return source;
            }
        };
    }
}
