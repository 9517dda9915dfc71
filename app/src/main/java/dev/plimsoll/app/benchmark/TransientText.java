package dev.plimsoll.app.benchmark;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A warm-up or cool-down as text: {@code 5 s} or {@code 10 %}. In a document a number below 1 is a share and any other a value; where it
 * is written as an object, what stands beside its value stays.
 */
final class TransientText {
    private TransientText() {}

    /** The text; empty for none. */
    static String write(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return "";
        }
        if (value.isNumber()) {
            return value.doubleValue() < 1 ? Codec.SHARE.write(value) : Codec.SECONDS.write(value);
        }
        if (value.isObject()) {
            if (value.hasNonNull("percent")) {
                return Codec.SHARE.write(value.get("percent"));
            }
            boolean requests = value.path("mode")
                    .asString("")
                    .toLowerCase(java.util.Locale.ROOT)
                    .contains("requests");
            return value.hasNonNull("value")
                    ? requests
                            ? Codec.COUNT.write(value.get("value")) + " requests"
                            : Codec.SECONDS.write(value.get("value"))
                    : "";
        }
        return Codec.TEXT.write(value);
    }

    /** The value that a text means, in place of an old one; empty for a blank text. */
    static Optional<JsonNode> read(String text, @Nullable JsonNode old) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            return Optional.empty();
        }
        boolean share = stripped.endsWith("%");
        Optional<BigDecimal> number =
                share ? Quantities.share(stripped) : Quantities.seconds(stripped.replaceAll("\\s*requests?$", ""));
        if (number.isEmpty()) {
            return Codec.TEXT.read(stripped);
        }
        JsonNode value = Codec.number(number.get());
        boolean tooSmallToStandAlone = !share
                && number.get().compareTo(BigDecimal.ONE) < 0
                && number.get().signum() > 0;
        boolean tooLargeToStandAlone = share && number.get().compareTo(BigDecimal.ONE) >= 0;
        if (old instanceof ObjectNode || tooSmallToStandAlone || tooLargeToStandAlone) {
            ObjectNode changed = old instanceof ObjectNode was
                    ? was.deepCopy()
                    : tools.jackson.databind.node.JsonNodeFactory.instance.objectNode();
            changed.remove(share ? "value" : "percent");
            changed.set(share ? "percent" : "value", value);
            return Optional.of(changed);
        }
        return Optional.of(value);
    }
}
