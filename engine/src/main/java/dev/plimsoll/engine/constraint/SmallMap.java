package dev.plimsoll.engine.constraint;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A small immutable map over keys that many maps share. Several are made with every update, so it is an array and nothing more; what
 * has no value is left out.
 */
final class SmallMap<V> extends AbstractMap<String, V> {
    private final String[] keys;
    private final @Nullable V[] values;

    /** Keys and their values in the same order; both arrays are kept. A null value is left out. */
    SmallMap(String[] keys, @Nullable V[] values) {
        this.keys = keys;
        this.values = values;
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        for (int i = 0; i < keys.length; i++) {
            if (keys[i].equals(key)) {
                return values[i];
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    @Override
    public Set<Entry<String, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, V>> iterator() {
                return new Entries();
            }

            @Override
            public int size() {
                int size = 0;
                for (V value : values) {
                    size += value == null ? 0 : 1;
                }
                return size;
            }
        };
    }

    private final class Entries implements Iterator<Entry<String, V>> {
        private int next;

        @Override
        public boolean hasNext() {
            while (next < values.length && values[next] == null) {
                next++;
            }
            return next < values.length;
        }

        @Override
        public Entry<String, V> next() {
            V value = hasNext() ? values[next] : null;
            if (value == null) {
                throw new NoSuchElementException();
            }
            return Map.entry(keys[next++], value);
        }
    }
}
