package org.trunkline.registry;

/**
 * Work of one thread that is done as a whole or not at all. Use it in a try statement, so that it ends whatever happens:
 *
 * <pre>
 * try (RegistryTransaction transaction = registry.begin()) {
 *     ...
 *     transaction.commit();
 * }
 * </pre>
 *
 * <p>It belongs to the thread that began it and is used by that one only.
 */
public interface RegistryTransaction extends AutoCloseable {

    /**
     * Makes the work durable and visible to others; in a nested transaction it says that this part is done, and the outermost
     * one commits.
     *
     * @throws RegistryException CONFLICT if another transaction was in the way: it may be repeated from its beginning;
     *     REFUSED if a nested transaction ended without a commit. Everything is rolled back then.
     * @throws IllegalStateException if it has ended, or a nested one has not
     */
    void commit() throws RegistryException;

    /**
     * Ends it. Without a commit everything is rolled back; in a nested transaction that means that the outer ones cannot
     * commit any more. Never fails, and does nothing after a commit.
     */
    @Override
    void close();
}
