package org.trunkline.gateway.internal.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An immutable map of which changed copies share what did not change: a change copies 64 + 64 references and one short
 * list, however large the map is. So the table that requests are routed by can be replaced as a whole, for each of ten
 * thousand deployments, without a lock and without copying it.
 */
final class PersistentMap<K, V> {

    private static final int FAN_OUT = 64;
    private static final PersistentMap<?, ?> EMPTY = new PersistentMap<>(emptyRoot(), 0);

    private record Entry<K, V>(K key, V value) {}

    private final List<List<List<Entry<K, V>>>> root;
    private final int size;

    private PersistentMap(List<List<List<Entry<K, V>>>> root, int size) {
        this.root = root;
        this.size = size;
    }

    private static <K, V> List<List<List<Entry<K, V>>>> emptyRoot() {
        List<List<Entry<K, V>>> branch = new ArrayList<>();
        for (int i = 0; i < FAN_OUT; i++) {
            branch.add(List.of());
        }
        List<List<List<Entry<K, V>>>> root = new ArrayList<>();
        for (int i = 0; i < FAN_OUT; i++) {
            root.add(branch);
        }
        return root;
    }

    @SuppressWarnings("unchecked") // an empty map holds nothing of any type
    static <K, V> PersistentMap<K, V> empty() {
        return (PersistentMap<K, V>) EMPTY;
    }

    int size() {
        return size;
    }

    Optional<V> get(K key) {
        int hash = spread(key);
        for (Entry<K, V> entry : root.get(high(hash)).get(low(hash))) {
            if (entry.key().equals(key)) {
                return Optional.of(entry.value());
            }
        }
        return Optional.empty();
    }

    PersistentMap<K, V> with(K key, V value) {
        return changed(key, Optional.of(value));
    }

    PersistentMap<K, V> without(K key) {
        return get(key).isEmpty() ? this : changed(key, Optional.empty());
    }

    void forEachValue(Consumer<V> action) {
        root.forEach(branch -> branch.forEach(bucket -> bucket.forEach(entry -> action.accept(entry.value()))));
    }

    private PersistentMap<K, V> changed(K key, Optional<V> value) {
        int hash = spread(key);
        List<List<Entry<K, V>>> branch = root.get(high(hash));
        List<Entry<K, V>> bucket = new ArrayList<>(branch.get(low(hash)));
        boolean removed = bucket.removeIf(entry -> entry.key().equals(key));
        value.ifPresent(present -> bucket.add(new Entry<>(key, present)));
        int newSize = size - (removed ? 1 : 0) + (value.isPresent() ? 1 : 0);
        return new PersistentMap<>(
                replaced(root, high(hash), replaced(branch, low(hash), List.copyOf(bucket))), newSize);
    }

    private static <T> List<T> replaced(List<T> list, int index, T element) {
        List<T> copy = new ArrayList<>(list);
        copy.set(index, element);
        return copy;
    }

    private static int spread(Object key) {
        int hash = key.hashCode() * 0x9e3779b9;
        return hash ^ hash >>> 15;
    }

    private static int high(int hash) {
        return hash >>> 6 & FAN_OUT - 1;
    }

    private static int low(int hash) {
        return hash & FAN_OUT - 1;
    }
}
