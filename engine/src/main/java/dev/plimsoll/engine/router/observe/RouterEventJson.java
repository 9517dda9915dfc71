package dev.plimsoll.engine.router.observe;

import dev.plimsoll.engine.file.FileTrouble;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.router.process.ModelState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event as one line of JSON, in both directions: {@code type} first, then the components by name, nested records as nested objects.
 * Absent times and nulls are left out. States are in lower case, other enums by name.
 *
 * <p>The reader is for files of other versions and of routers that were killed: it passes over what it does not know.
 */
public final class RouterEventJson {
    static final JsonMapper JSON = JsonMapper.builder().build();

    private RouterEventJson() {}

    /** One line, without its end. */
    public static String write(RouterEvent event) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartObject();
            write(out, event);
            out.writeEndObject();
        }
        return text.toString();
    }

    /** An event; empty if the line is torn, or of a kind or with a word that this version does not know. */
    public static Optional<RouterEvent> read(String line) {
        return RouterEventReader.read(line);
    }

    /**
     * Reads a file of events, in its order; bytes that are no text, as where a line was torn inside a character, are passed over with it.
     *
     * @return how many lines were passed over
     * @throws PlimsollException if it cannot be read
     */
    public static long readAll(Path file, Consumer<RouterEvent> to) {
        long passedOver = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Optional<RouterEvent> event = read(line);
                event.ifPresent(to);
                if (event.isEmpty() && !line.isBlank()) {
                    passedOver++;
                }
            }
        } catch (IOException e) {
            throw PlimsollException.failed("Cannot read " + file + ": " + FileTrouble.reason(e) + ".", e);
        }
        return passedOver;
    }

    private static void write(JsonGenerator out, RouterEvent event) {
        switch (event) {
            case RouterEvent.Started e -> {
                head(out, "started", e.atNs());
                out.writeStringProperty("policy", e.policy());
                strings(out, "models", e.models());
            }
            case RouterEvent.PolicyChanged e -> {
                head(out, "policy", e.atNs());
                out.writeStringProperty("policy", e.policy());
            }
            case RouterEvent.ModelChanged e -> {
                head(out, "model", e.atNs());
                out.writeStringProperty("model", e.model());
                out.writeStringProperty("from", word(e.from()));
                out.writeStringProperty("to", word(e.to()));
            }
            case RouterEvent.SwapStarted e -> {
                head(out, "swapStarted", e.atNs());
                out.writeNumberProperty("swap", e.swap());
                out.writeStringProperty("model", e.model());
                strings(out, "evict", e.evict());
                strings(out, "await", e.await());
            }
            case RouterEvent.SwapEnded e -> {
                head(out, "swapEnded", e.atNs());
                out.writeNumberProperty("swap", e.swap());
                out.writeStringProperty("model", e.model());
                out.writeBooleanProperty("load", e.load());
                out.writeObjectPropertyStart("times");
                time(out, "begunAtNs", e.times().begunAtNs());
                time(out, "evictedAtNs", e.times().evictedAtNs());
                time(out, "spawnedAtNs", e.times().spawnedAtNs());
                time(out, "endedAtNs", e.times().endedAtNs());
                out.writeEndObject();
                string(out, "failure", e.failure());
            }
            case RouterEvent.Position e -> {
                head(out, "position", e.atNs());
                out.writeStringProperty("request", e.request());
                out.writeStringProperty("model", e.model());
                out.writeNumberProperty("position", e.position());
            }
            case RouterEvent.RequestEnded e -> {
                head(out, "request", e.atNs());
                out.writeObjectPropertyStart("request");
                request(out, e.request());
                out.writeEndObject();
            }
        }
    }

    private static void head(JsonGenerator out, String type, long atNs) {
        out.writeStringProperty("type", type);
        out.writeNumberProperty("atNs", atNs);
    }

    private static void request(JsonGenerator out, RoutedRequest r) {
        out.writeStringProperty("request", r.request());
        out.writeStringProperty("model", r.model());
        out.writeStringProperty("asked", r.asked());
        out.writeNumberProperty("priority", r.priority());
        out.writeStringProperty("outcome", r.outcome().name());
        out.writeNumberProperty("status", r.status());
        string(out, "code", r.code());
        out.writeNumberProperty("swap", r.swap());
        out.writeNumberProperty("overtakenBy", r.overtakenBy());
        RequestPhases p = r.phases();
        out.writeObjectPropertyStart("phases");
        time(out, "arrivedAtNs", p.arrivedAtNs());
        out.writeNumberProperty("queuedNs", p.queuedNs());
        out.writeNumberProperty("evictingNs", p.evictingNs());
        out.writeNumberProperty("spawningNs", p.spawningNs());
        out.writeNumberProperty("healthWaitNs", p.healthWaitNs());
        time(out, "servedAtNs", p.servedAtNs());
        time(out, "sentAtNs", p.sentAtNs());
        time(out, "firstByteAtNs", p.firstByteAtNs());
        time(out, "firstTokenAtNs", p.firstTokenAtNs());
        time(out, "endedAtNs", p.endedAtNs());
        out.writeEndObject();
    }

    private static void time(JsonGenerator out, String name, long atNs) {
        if (atNs != RequestPhases.ABSENT) {
            out.writeNumberProperty(name, atNs);
        }
    }

    private static void string(JsonGenerator out, String name, @Nullable String value) {
        if (value != null) {
            out.writeStringProperty(name, value);
        }
    }

    private static void strings(JsonGenerator out, String name, List<String> values) {
        out.writeArrayPropertyStart(name);
        values.forEach(out::writeString);
        out.writeEndArray();
    }

    static String word(ModelState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
