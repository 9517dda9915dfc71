package dev.plimsoll.engine.constraint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Builds the metadata of an action: keys in order, values that do not exist left out. */
final class Metadata {
    private final Map<String, Object> values = new LinkedHashMap<>();

    Metadata put(String key, @Nullable Object value) {
        if (value != null) {
            values.put(key, value);
        }
        return this;
    }

    Metadata put(String key, OptionalDouble value) {
        return value.isPresent() ? put(key, (Object) value.getAsDouble()) : this;
    }

    Map<String, Object> build() {
        return Collections.unmodifiableMap(values);
    }
}
