package dev.plimsoll.engine.constraint;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of an action: a small immutable map over keys that all actions of a kind share. Every constraint makes one with every
 * update, so it is an array and nothing more; what does not exist is left out.
 */
final class Metadata extends AbstractMap<String, Object> {
    private final String[] keys;
    private final @Nullable Object[] values;

    /** Keys and their values in the same order; a null value or an empty {@link OptionalDouble} is left out. */
    private Metadata(String[] keys, @Nullable Object[] values) {
        this.keys = keys;
        this.values = values;
    }

    /** The keys of a kind, to be filled with {@link Keys#with}. */
    static Keys keys(String... keys) {
        return new Keys(keys);
    }

    /** The keys of a kind of action, in order. */
    static final class Keys {
        private final String[] names;

        private Keys(String[] names) {
            this.names = names;
        }

        /** One value for each key; null or an empty {@link OptionalDouble} for none. */
        Map<String, Object> with(@Nullable Object... values) {
            assert values.length == names.length;
            for (int i = 0; i < values.length; i++) {
                if (values[i] instanceof OptionalDouble number) {
                    values[i] = number.isPresent() ? (Object) number.getAsDouble() : null;
                }
            }
            return new Metadata(names, values);
        }
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
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
    public Set<Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, Object>> iterator() {
                return new Entries();
            }

            @Override
            public int size() {
                int size = 0;
                for (Object value : values) {
                    size += value == null ? 0 : 1;
                }
                return size;
            }
        };
    }

    private final class Entries implements Iterator<Entry<String, Object>> {
        private int next;

        @Override
        public boolean hasNext() {
            while (next < values.length && values[next] == null) {
                next++;
            }
            return next < values.length;
        }

        @Override
        public Entry<String, Object> next() {
            Object value = hasNext() ? values[next] : null;
            if (value == null) {
                throw new NoSuchElementException();
            }
            return Map.entry(keys[next++], value);
        }
    }
}
