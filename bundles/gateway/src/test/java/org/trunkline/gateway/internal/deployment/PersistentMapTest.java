package org.trunkline.gateway.internal.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PersistentMapTest {

    /** Keys of which many have the same hash. */
    private record Key(int number) {

        @Override
        public int hashCode() {
            return number % 7;
        }
    }

    @Test
    void holdsWhatAHashMapWouldHoldAndLeavesEarlierStatesAlone() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Map<Key, Integer> model = new HashMap<>();
        PersistentMap<Key, Integer> map = PersistentMap.empty();
        Map<Key, Integer> earlierModel = Map.of();
        PersistentMap<Key, Integer> earlier = map;

        for (int i = 0; i < 5_000; i++) {
            Key key = new Key(random.nextInt(300));
            if (random.nextInt(3) == 0) {
                model.remove(key);
                map = map.without(key);
            } else {
                model.put(key, i);
                map = map.with(key, i);
            }
            if (i == 2_500) {
                earlierModel = Map.copyOf(model);
                earlier = map;
            }
            assertEquals(Optional.ofNullable(model.get(key)), map.get(key), "seed " + seed);
            assertEquals(model.size(), map.size(), "seed " + seed);
        }
        assertSame(model, map, seed);
        assertSame(earlierModel, earlier, seed);
    }

    private static void assertSame(Map<Key, Integer> model, PersistentMap<Key, Integer> map, long seed) {
        model.forEach((key, value) -> assertEquals(Optional.of(value), map.get(key), "seed " + seed));
        Set<Integer> values = new HashSet<>();
        map.forEachValue(values::add);
        assertEquals(new HashSet<>(model.values()), values, "seed " + seed);
    }
}
