package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.http.GrowingBytes;
import dev.plimsoll.engine.problem.PlimsollException;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.error.RootAttributeNotFoundException;
import io.pebbletemplates.pebble.loader.MemoryLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
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
    /** The one object with methods that a template may see: {@code loop.last}. */
    private static final String LOOPS = "io.pebbletemplates.pebble.node.ForNode$";
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
                .methodAccessValidator(
                        (object, method) -> object.getClass().getName().startsWith(LOOPS))
                .addEscapingStrategy("within-json", PayloadTemplate::escape)
                .defaultEscapingStrategy("within-json")
                .extension(new TemplateWords())
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
        Map<String, Object> values = new LinkedHashMap<>();
        variables.forEach((name, value) -> values.put(name, value == null ? TemplateWords.NOTHING : value));
        StringWriter out = new StringWriter();
        try {
            template.evaluate(out, values);
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
        if (e instanceof RootAttributeNotFoundException missing) {
            return "there is no variable '" + missing.getAttributeName() + "'.";
        }
        String said = String.valueOf(e.getPebbleMessage()).strip();
        return said.endsWith(".") ? said : said + ".";
    }

    private static String escape(String text) {
        GrowingBytes out = new GrowingBytes();
        JsonText.body(out, text);
        return out.text();
    }
}
