package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.http.GrowingBytes;
import dev.plimsoll.engine.problem.PlimsollException;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.escaper.SafeString;
import io.pebbletemplates.pebble.loader.MemoryLoader;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A body with gaps, in the language that Jinja and Pebble share: {@code {{ text|tojson }}}, {@code {% for t in texts %}}. What fills a gap
 * is safe in JSON: {@code tojson} writes a value, and without it a text is escaped so that it can stand between quotation marks. A variable
 * that is not there is an error, never nothing. Templates see values only, no methods. Immutable; any thread.
 */
final class PayloadTemplate {
    private static final String NAME = "payloadTemplate";
    /** AIPerf knows this one by its name. */
    private static final Map<String, String> KNOWN = Map.of("nv-embedqa", "{\"text\": {{ texts|tojson }}}");

    private final PebbleTemplate template;

    /**
     * Reads a template.
     *
     * @throws PlimsollException where it is none, with the line
     */
    PayloadTemplate(String text) {
        MemoryLoader loader = new MemoryLoader();
        loader.addTemplate(NAME, KNOWN.getOrDefault(text, text));
        PebbleEngine engine = new PebbleEngine.Builder()
                .loader(loader)
                .strictVariables(true)
                .newLineTrimming(false)
                .defaultLocale(Locale.ROOT)
                .methodAccessValidator((object, method) -> false)
                .addEscapingStrategy("within-json", PayloadTemplate::escape)
                .defaultEscapingStrategy("within-json")
                .extension(new JsonFilters())
                .build();
        try {
            template = engine.getTemplate(NAME);
        } catch (PebbleException e) {
            throw PlimsollException.usage("The payload template cannot be read" + place(e) + ": " + said(e), e);
        }
    }

    /**
     * Fills it in.
     *
     * @throws PlimsollException where a variable is missing, with the line and the variables there are
     */
    String fill(Map<String, @Nullable Object> variables) {
        StringWriter out = new StringWriter();
        try {
            template.evaluate(out, variables);
            return out.toString();
        } catch (PebbleException e) {
            throw PlimsollException.usage(
                    "The payload template cannot be filled in" + place(e) + ": " + said(e) + " The variables are "
                            + String.join(", ", new TreeSet<>(variables.keySet())) + ".",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a writer into memory
        }
    }

    /** JSON that is a variable's value already. */
    record Json(String text) {}

    private static String place(PebbleException e) {
        return e.getLineNumber() == null ? "" : " (line " + e.getLineNumber() + ")";
    }

    private static String said(PebbleException e) {
        String said = String.valueOf(e.getPebbleMessage()).strip();
        return said.endsWith(".") ? said : said + ".";
    }

    private static String escape(String text) {
        GrowingBytes out = new GrowingBytes();
        JsonText.body(out, text);
        return out.text();
    }

    private static final class JsonFilters extends AbstractExtension {
        @Override
        public Map<String, Filter> getFilters() {
            return Map.of("tojson", new ToJson());
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
                        case Json json -> json.text();
                        case SafeString text -> Extras.JSON.writeValueAsString(text.toString());
                        case null, default -> Extras.JSON.writeValueAsString(input);
                    });
        }
    }
}
