package dev.plimsoll.engine.router.config;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A piece of YAML and where it stands: offsets of characters into the text, the first one of it and the first one behind it. */
sealed interface YamlPlace {
    /** Where it begins, with its anchor and tag. */
    int start();

    /** Where it ends, without what follows on its last line. */
    int end();

    /** The name by which {@code *name} refers to it. */
    @Nullable
    String anchor();

    /**
     * A text, number or truth value.
     *
     * @param value as read
     * @param block whether it is written below its key, after {@code |} or {@code >}
     */
    record Scalar(int start, int end, @Nullable String anchor, String value, boolean block) implements YamlPlace {
        /** Whether nothing is written. */
        boolean isEmpty() {
            return start == end;
        }
    }

    /** {@code *name}: the same as what has that anchor. */
    record Alias(int start, int end, String name) implements YamlPlace {
        @Override
        public @Nullable String anchor() {
            return null;
        }
    }

    /**
     * A mapping.
     *
     * @param flow whether it is written in braces
     */
    record Mapping(int start, int end, @Nullable String anchor, boolean flow, List<Entry> entries)
            implements YamlPlace {
        /** The entry that is written under a name; not what a merge key brings. */
        Optional<Entry> own(String name) {
            return entries.stream()
                    .filter(each ->
                            each.key() instanceof Scalar key && key.value().equals(name))
                    .findFirst();
        }
    }

    /** One entry of a mapping. */
    record Entry(YamlPlace key, YamlPlace value) {
        int end() {
            return Math.max(key.end(), value.end());
        }
    }

    /**
     * A list.
     *
     * @param flow whether it is written in brackets
     */
    record Sequence(int start, int end, @Nullable String anchor, boolean flow, List<YamlPlace> items)
            implements YamlPlace {}
}
