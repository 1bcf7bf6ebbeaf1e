package org.trunkline.registry.carbon.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import org.trunkline.registry.Registry;
import org.trunkline.registry.RegistryTransaction;
import org.wso2.carbon.registry.core.exceptions.RegistryException;

/** The transactions that threads began through WSO2's interface, which has no object for one. Safe for use by many threads. */
final class Transactions {

    private final Session session;
    private final ThreadLocal<Deque<RegistryTransaction>> open = new ThreadLocal<>();

    Transactions(Session session) {
        this.session = session;
    }

    void begin() throws RegistryException {
        Registry registry = session.acting();
        RegistryTransaction begun = Failures.told("/", registry::begin);
        Deque<RegistryTransaction> mine = open.get();
        if (mine == null) {
            mine = new ArrayDeque<>();
            open.set(mine);
        }
        mine.addLast(begun);
    }

    /** Commits; where a nested transaction was rolled back the outermost is rolled back and the commit fails. */
    void commit() throws RegistryException {
        try (RegistryTransaction ending = innermost("commit")) {
            ending.commit();
        } catch (org.trunkline.registry.RegistryException e) {
            throw new RegistryException(
                    "The transaction is already rollbacked, you can not commit a transaction already rollbacked: "
                            + e.getMessage(),
                    e);
        }
    }

    void rollback() throws RegistryException {
        innermost("roll back").close();
    }

    private RegistryTransaction innermost(String what) throws RegistryException {
        Deque<RegistryTransaction> mine = open.get();
        if (mine == null) {
            throw new RegistryException("There is no transaction to " + what + ": this thread has begun none.");
        }
        RegistryTransaction ending = mine.removeLast();
        if (mine.isEmpty()) {
            open.remove();
        }
        return ending;
    }
}
