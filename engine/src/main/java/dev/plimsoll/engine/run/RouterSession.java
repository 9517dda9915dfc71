package dev.plimsoll.engine.run;

import dev.plimsoll.engine.plan.ModelsPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.router.config.ModelConfig;
import dev.plimsoll.engine.router.config.RouterConfig;
import dev.plimsoll.engine.router.process.ModelState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A model router that a person starts and stops by hand: a process of its own, which ends with this one. Asked over its own API.
 *
 * <p>Threading: any thread; every method but {@link #url} blocks.
 */
public final class RouterSession implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(5);
    /** A model is loaded for at most its own limit, of which the router knows. */
    private static final Duration LONG = Duration.ofHours(1);

    /** What the router itself needs to end, beyond its models. */
    private static final long OWN_END_SECONDS = 5;

    private final ServerChild child;
    private final ChildLog words;
    private final @Nullable String apiKey;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(SOON)
            .build();

    /**
     * What it does at one moment.
     *
     * @param policy the policy that decides
     * @param models in order of id
     * @param waiting requests that wait: first those whose swap is under way, then the queue in its order
     */
    public record State(String policy, List<Model> models, List<Waiting> waiting) {
        public State {
            models = List.copyOf(models);
            waiting = List.copyOf(waiting);
        }
    }

    /**
     * One model.
     *
     * @param sinceSeconds for how long it has been in its state
     * @param pid its process, empty where it has none
     * @param serving requests it serves
     * @param waiting requests that wait for it
     */
    public record Model(String id, ModelState state, double sinceSeconds, OptionalLong pid, int serving, int waiting) {}

    /**
     * One request that waits.
     *
     * @param position its place in the queue, from 1; 0 where its swap is under way
     * @param reasons what it waits for, one sentence each
     * @param expectedSeconds in about how long it gets its model; null where that cannot be known
     */
    public record Waiting(
            String request,
            String model,
            int priority,
            int position,
            double waitedSeconds,
            List<String> reasons,
            @Nullable Double expectedSeconds) {
        public Waiting {
            reasons = List.copyOf(reasons);
        }
    }

    private RouterSession(ServerChild child, ChildLog words, @Nullable String apiKey) {
        this.child = child;
        this.words = words;
        this.apiKey = apiKey;
    }

    /**
     * Starts it on a free port of this machine and waits until it listens. It loads no model by itself, unless its configuration says so.
     *
     * @param whenLost told, on any thread, when it ends before it is closed: a sentence
     * @throws PlimsollException with everything that is wrong with the configuration, or where it does not start
     */
    public static RouterSession start(ModelsPlan models, Consumer<String> whenLost) {
        RouterConfig config = ModelsConfig.read(models).orThrow();
        ChildLog words = ChildLog.ofLastWords(line -> line);
        long patience = OWN_END_SECONDS
                + config.models().values().stream()
                        .mapToLong(ModelConfig::unloadTimeoutSeconds)
                        .max()
                        .orElse(0);
        ServerChild child = ServerChild.router(models, List.of(), words, patience);
        child.whenLost(exitCode -> {
            String said = words.lastWords().replace("\n", " | ");
            whenLost.accept("The router ended by itself (exit code " + exitCode + ")"
                    + (said.isEmpty() ? "." : ". Its last words: " + said));
        });
        return new RouterSession(
                child,
                words,
                config.apiKeys().isEmpty() ? null : config.apiKeys().getFirst());
    }

    /** Where it listens. */
    public URI url() {
        return child.url();
    }

    /**
     * What it does now.
     *
     * @throws PlimsollException where it does not answer
     */
    public State state() {
        return state(ask("GET", "/api/state", SOON));
    }

    /**
     * Loads a model, stopping what its policy stops for it; returns once it is ready.
     *
     * @throws PlimsollException where it does not become ready, saying why
     */
    public void load(String model) {
        ask("POST", "/api/models/load/" + encoded(model), LONG);
    }

    /**
     * Stops a model, whatever it is doing; returns once it is gone.
     *
     * @throws PlimsollException where the router does not answer
     */
    public void unload(String model) {
        ask("POST", "/api/models/unload/" + encoded(model), LONG);
    }

    /**
     * Tells what a model, or the router itself, has said lately and says from now on, line by line; until it is closed.
     *
     * @param model its id, or null for the router itself
     * @param line told on a thread of its own
     */
    public AutoCloseable follow(@Nullable String model, Consumer<String> line) {
        Following following = new Following(line);
        following.begin(request("GET", "/logs/stream/" + (model == null ? "proxy" : encoded(model)), null));
        return following;
    }

    /** Ends it with all its models, each within its own time; returns once they are gone. */
    @Override
    public void close() {
        child.close();
        words.close();
        http.close();
    }

    private HttpRequest request(String method, String path, @Nullable Duration limit) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url().resolve(path)).method(method, HttpRequest.BodyPublishers.noBody());
        if (limit != null) {
            request.timeout(limit);
        }
        if (apiKey != null) {
            request.header("Authorization", "Bearer " + apiKey);
        }
        return request.build();
    }

    private String ask(String method, String path, Duration limit) {
        try {
            HttpResponse<String> answer =
                    http.send(request(method, path, limit), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() / 100 != 2) {
                throw PlimsollException.failed(message(answer.body(), answer.statusCode()), null);
            }
            return answer.body();
        } catch (IOException e) {
            throw PlimsollException.failed("The router did not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw PlimsollException.failed("The router was not waited for.", e);
        }
    }

    /** The words of an error as the router writes it. */
    private static String message(String body, int status) {
        try {
            String message = JsonMapper.shared()
                    .readTree(body)
                    .path("error")
                    .path("message")
                    .asString("");
            return message.isEmpty() ? "The router answered " + status + "." : message;
        } catch (JacksonException e) {
            return "The router answered " + status + ".";
        }
    }

    private static String encoded(String model) {
        return URLEncoder.encode(model, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static State state(String json) {
        JsonNode view = JsonMapper.shared().readTree(json);
        long nowNs = view.path("atNs").asLong();
        List<Model> models = new ArrayList<>();
        for (JsonNode each : view.path("models").values()) {
            JsonNode pid = each.path("pid");
            models.add(new Model(
                    each.path("model").asString(),
                    ModelState.valueOf(each.path("state").asString().toUpperCase(Locale.ROOT)),
                    seconds(nowNs - each.path("sinceNs").asLong()),
                    pid.isNumber() ? OptionalLong.of(pid.asLong()) : OptionalLong.empty(),
                    each.path("serving").asInt(),
                    each.path("waiting").asInt()));
        }
        List<Waiting> waiting = new ArrayList<>();
        for (JsonNode each : view.path("waiting").values()) {
            String model = each.path("model").asString();
            JsonNode expected = each.path("expectedInNs");
            waiting.add(new Waiting(
                    each.path("request").asString(),
                    model,
                    priority(view, model),
                    each.path("position").asInt(),
                    seconds(each.path("waitedNs").asLong()),
                    each.path("reasons").valueStream().map(JsonNode::asString).toList(),
                    expected.isNumber() ? seconds(expected.asLong()) : null));
        }
        return new State(view.path("policy").asString(), models, waiting);
    }

    private static int priority(JsonNode view, String model) {
        return view.path("models")
                .valueStream()
                .filter(m -> m.path("model").asString().equals(model))
                .findFirst()
                .map(m -> m.path("priority").asInt())
                .orElse(0);
    }

    private static double seconds(long ns) {
        return ns / 1e9;
    }

    /** One log that is read as it comes. */
    private final class Following implements AutoCloseable {
        private final Consumer<String> line;
        private volatile boolean closed;
        private volatile @Nullable InputStream from;

        Following(Consumer<String> line) {
            this.line = line;
        }

        void begin(HttpRequest request) {
            Thread.ofVirtual().name("router-log").start(() -> read(request));
        }

        private void read(HttpRequest request) {
            try (InputStream body = http.send(request, HttpResponse.BodyHandlers.ofInputStream())
                            .body();
                    BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
                from = body;
                for (String each = closed ? null : lines.readLine(); each != null && !closed; each = lines.readLine()) {
                    line.accept(each);
                }
            } catch (IOException e) {
                // the router has ended, or nobody wants to know any more
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            closed = true;
            InputStream body = from;
            if (body != null) {
                try {
                    body.close();
                } catch (IOException e) {
                    // it is not wanted any more
                }
            }
        }
    }
}
