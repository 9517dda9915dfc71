package dev.plimsoll.engine.endpoint;

import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.Test;
import io.pebbletemplates.pebble.extension.escaper.SafeString;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What templates know besides Pebble's own words: Jinja's {@code tojson}, {@code none} and what they make of a value that is absent. */
final class TemplateWords extends AbstractExtension {
    /** A variable that is there and has no value: false in a condition, null in JSON, and printed as nothing. */
    static final Number NOTHING = new Nothing();

    @Override
    public Map<String, Filter> getFilters() {
        return Map.of("tojson", new ToJson(), "default", new Default());
    }

    @Override
    public Map<String, Test> getTests() {
        return Map.of("none", new IsNothing(), "null", new IsNothing(), "empty", new IsEmpty());
    }

    private static final class Nothing extends Number {
        private static final long serialVersionUID = 1L;

        @Override
        public int intValue() {
            return 0;
        }

        @Override
        public long longValue() {
            return 0;
        }

        @Override
        public float floatValue() {
            return 0;
        }

        @Override
        public double doubleValue() {
            return 0;
        }

        @Override
        public String toString() {
            return "";
        }
    }

    private static final class ToJson implements Filter {
        @Override
        public List<String> getArgumentNames() {
            return List.of();
        }

        @Override
        public Object apply(
                @Nullable Object input,
                Map<String, Object> arguments,
                PebbleTemplate self,
                EvaluationContext context,
                int line) {
            return new SafeString(
                    switch (input) {
                        case PayloadTemplate.Json json -> json.text();
                        case Nothing _ -> "null";
                        case SafeString text -> Extras.JSON.writeValueAsString(text.toString());
                        case null, default -> Extras.JSON.writeValueAsString(input);
                    });
        }
    }

    /** {@code max_tokens|default(64)}. */
    private static final class Default implements Filter {
        @Override
        public List<String> getArgumentNames() {
            return List.of("default");
        }

        @Override
        public @Nullable Object apply(
                @Nullable Object input,
                Map<String, Object> arguments,
                PebbleTemplate self,
                EvaluationContext context,
                int line) {
            return isEmpty(input) ? arguments.get("default") : input;
        }
    }

    private static final class IsNothing implements Test {
        @Override
        public List<String> getArgumentNames() {
            return List.of();
        }

        @Override
        public boolean apply(
                @Nullable Object input,
                Map<String, Object> arguments,
                PebbleTemplate self,
                EvaluationContext context,
                int line) {
            return input == null || input instanceof Nothing;
        }
    }

    private static final class IsEmpty implements Test {
        @Override
        public List<String> getArgumentNames() {
            return List.of();
        }

        @Override
        public boolean apply(
                @Nullable Object input,
                Map<String, Object> arguments,
                PebbleTemplate self,
                EvaluationContext context,
                int line) {
            return isEmpty(input);
        }
    }

    private static boolean isEmpty(@Nullable Object input) {
        return switch (input) {
            case null -> true;
            case Nothing _ -> true;
            case String text -> text.isEmpty();
            case Collection<?> list -> list.isEmpty();
            case Map<?, ?> map -> map.isEmpty();
            default -> false;
        };
    }
}
