package dev.plimsoll.engine.constraint;

import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The metadata of actions. Every constraint makes one with every update. */
final class Metadata {
    private Metadata() {}

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
            return new SmallMap<>(names, values);
        }
    }
}
