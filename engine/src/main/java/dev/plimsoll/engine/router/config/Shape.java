package dev.plimsoll.engine.router.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a value of the configuration may be. */
sealed interface Shape {

    /**
     * A text; numbers and truth values are taken as they are written.
     *
     * @param fallback what an absent one means
     * @param allowed what it may be; empty is anything
     * @param code the fault of one that is not allowed
     */
    record Text(String fallback, List<String> allowed, ConfigFault.Code code) implements Shape {}

    /**
     * A whole number.
     *
     * @param fallback what an absent one means
     * @param code the fault of a smaller one
     */
    record Whole(long least, long most, long fallback, ConfigFault.Code code) implements Shape {}

    /** True or false. */
    record Flag(boolean fallback) implements Shape {}

    /** A list of texts. */
    record Texts() implements Shape {}

    /** Any names, in their order, each with a value of one shape. */
    record Named(Shape value) implements Shape {}

    /** These keys. */
    record Keys(List<Key> keys) implements Shape {}

    /** Anything. */
    record Anything() implements Shape {}

    /**
     * One key.
     *
     * @param help what it means, for the schema
     * @param without why it has no effect here, or null if it has one
     */
    record Key(
            String name, Shape shape, String help, @Nullable String without) {}

    static Shape text(String fallback) {
        return new Text(fallback, List.of(), ConfigFault.Code.VALUE_UNKNOWN);
    }

    static Shape whole(long least, long fallback, ConfigFault.Code code) {
        return new Whole(least, Integer.MAX_VALUE, fallback, code);
    }

    static Key key(String name, Shape shape, String help) {
        return new Key(name, shape, help, null);
    }

    static Key without(String name, Shape shape, String why) {
        return new Key(name, shape, "Accepted and without effect: " + why + ".", why);
    }
}
