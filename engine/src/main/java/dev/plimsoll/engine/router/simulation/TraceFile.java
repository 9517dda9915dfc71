package dev.plimsoll.engine.router.simulation;

import dev.plimsoll.engine.file.FileTrouble;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A trace as JSON lines: {@code {"at": 0.5, "model": "chat", "service": 2}}, times in seconds, and optionally an {@code "id"}. Lines may
 * stand in any order.
 */
public final class TraceFile {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final BigDecimal LONGEST_SECONDS = BigDecimal.valueOf(1_000_000_000L);

    private final String file;
    private final List<TraceRequest> requests = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    private TraceFile(String file) {
        this.file = file;
    }

    /**
     * Reads a trace.
     *
     * @throws PlimsollException if it cannot be read, or with every line that is wrong
     */
    public static List<TraceRequest> read(Path path) {
        TraceFile trace = new TraceFile(path.toString());
        try (BufferedReader lines = Files.newBufferedReader(path)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    trace.line(number, line);
                }
            }
        } catch (IOException e) {
            throw PlimsollException.usage("Cannot read " + path + ": " + FileTrouble.reason(e) + ".", e);
        }
        if (!trace.problems.isEmpty()) {
            throw PlimsollException.ofProblems("The trace cannot be used.", trace.problems);
        }
        if (trace.requests.isEmpty()) {
            throw PlimsollException.usage(path + " has no requests.");
        }
        return List.copyOf(trace.requests);
    }

    private void line(int number, String line) {
        JsonNode node;
        try {
            node = JSON.readTree(line);
        } catch (JacksonException e) {
            problem(number, "", "is not JSON: " + e.getOriginalMessage());
            return;
        }
        if (!node.isObject()) {
            problem(number, "", "must be an object with at, model and service");
            return;
        }
        Long at = nanos(number, node, "at");
        Long service = nanos(number, node, "service");
        String model = node.path("model").asString("");
        if (model.isEmpty()) {
            problem(number, "model", "must name a model");
        }
        String id = node.has("id") ? node.get("id").asString() : "line " + number;
        if (!ids.add(id)) {
            problem(number, "id", "'" + id + "' is the id of an earlier request");
        }
        if (at != null && service != null && !model.isEmpty()) {
            requests.add(new TraceRequest(id, model, at, service));
        }
    }

    private @Nullable Long nanos(int number, JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isNumber()
                || value.decimalValue().signum() < 0
                || value.decimalValue().compareTo(LONGEST_SECONDS) > 0) {
            problem(number, name, "must be seconds, from 0 to " + LONGEST_SECONDS);
            return null;
        }
        return value.decimalValue().movePointRight(9).longValue();
    }

    private void problem(int number, String path, String what) {
        problems.add(new Problem(file, number, path, what, List.of()));
    }
}
