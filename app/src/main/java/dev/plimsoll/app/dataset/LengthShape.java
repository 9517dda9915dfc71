package dev.plimsoll.app.dataset;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How lengths are drawn. */
enum LengthShape {
    FIXED("Fixed"),
    NORMAL("Normal"),
    UNIFORM("Uniform"),
    LOGNORMAL("Log-normal"),
    MULTIMODAL("Several peaks"),
    EMPIRICAL("Values by weight");

    private final String title;

    LengthShape(String title) {
        this.title = title;
    }

    /** What a person reads. */
    String title() {
        return title;
    }

    /** Whether it is said by fields of its own, rather than by a list. */
    boolean isOfFields() {
        return this != MULTIMODAL && this != EMPIRICAL;
    }

    /** What is written, by the rules of the file format; nothing written is a fixed length that is not there yet. */
    static LengthShape of(@Nullable JsonNode value) {
        if (!(value instanceof ObjectNode object)) {
            return FIXED;
        }
        for (LengthShape each : values()) {
            if (each.name().equalsIgnoreCase(object.path("distribution").asString(""))) {
                return each;
            }
        }
        if (object.hasNonNull("peaks")) {
            return MULTIMODAL;
        }
        if (object.hasNonNull("points")) {
            return EMPIRICAL;
        }
        if (object.hasNonNull("median")) {
            return LOGNORMAL;
        }
        if (object.hasNonNull("stddev")) {
            return NORMAL;
        }
        return object.hasNonNull("min") || object.hasNonNull("max") ? UNIFORM : FIXED;
    }
}
