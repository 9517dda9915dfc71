package dev.plimsoll.engine.run;

import dev.plimsoll.engine.plan.TargetPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.time.NanoClock;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The control interface of the model router that a run has as its target. Blocks until each thing is done; one thread. */
final class RouterControl {
    /** The router itself gives up on a model that never gets healthy, or never stops, long before. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(30);

    private static final Duration BETWEEN_ASKS = Duration.ofMillis(100);
    private static final int CONFLICT = 409;
    private static final int MOST_BYTES = 1 << 20;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TargetPlan target;
    private final URI url;
    private final Secrets secrets;
    private final NanoClock clock;

    RouterControl(TargetPlan target, URI url, Secrets secrets, NanoClock clock) {
        this.target = target;
        this.url = url;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Loads a model and waits until it is ready.
     *
     * @return how long that took, ns
     * @throws PlimsollException with the router's words if it does not get ready
     */
    long load(String model) {
        PlainHttp.Answer answer = ask("POST", "/api/models/load/" + segment(model), "");
        accepted(answer, "load " + model);
        return answer.totalNs();
    }

    /**
     * Stops all models and waits until they are gone.
     *
     * @throws PlimsollException with the router's words if it does not
     */
    void unloadAll() {
        accepted(ask("POST", "/api/models/unload", ""), "stop its models");
    }

    /**
     * Lets a policy decide from now on; every model is stopped then. Waits until no request waits or is served, for as long as that is
     * worth it.
     *
     * @param most how long to wait for the requests
     * @param goOn asked while waiting; false gives up without a fault
     * @return whether it decides now
     * @throws PlimsollException with the router's words if it does not
     */
    boolean use(String policy, Duration most, BooleanSupplier goOn) {
        String body = JSON.writeValueAsString(Map.of("policy", policy));
        long untilNs = clock.nanoTime() + most.toNanos();
        PlainHttp.Answer answer = ask("PUT", "/api/policy", body);
        while (answer.status() == CONFLICT && clock.nanoTime() < untilNs) {
            if (!goOn.getAsBoolean()) {
                return false;
            }
            LockSupport.parkNanos(BETWEEN_ASKS.toNanos());
            answer = ask("PUT", "/api/policy", body);
        }
        accepted(answer, "use the policy " + policy);
        return true;
    }

    private PlainHttp.Answer ask(String method, String path, String body) {
        Map<String, String> headers = new LinkedHashMap<>(PlainHttp.headers(target, url, secrets));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0) {
            headers.put("Content-Length", "0");
        }
        try {
            return PlainHttp.exchange(
                    target, url, secrets, method, path, headers, bytes, LONGEST_SILENCE.toNanos(), MOST_BYTES, clock);
        } catch (IOException e) {
            throw PlimsollException.failed("The router does not answer any more: " + e.getMessage() + ".", e);
        }
    }

    private void accepted(PlainHttp.Answer answer, String what) {
        if (answer.status() >= 200 && answer.status() < 300) {
            return;
        }
        throw PlimsollException.failed(
                secrets.redact(
                        "The router did not " + what + ": " + words(answer) + " (HTTP " + answer.status() + ")."),
                null);
    }

    /** What the router says in an error, in either of its forms. */
    private static String words(PlainHttp.Answer answer) {
        String text = new String(answer.body(), StandardCharsets.UTF_8).strip();
        try {
            JsonNode error = JSON.readTree(text).path("error");
            return Objects.requireNonNull(error.path("message").asString(error.asString(text)));
        } catch (JacksonException e) {
            return text.isEmpty() ? "no reason given" : text;
        }
    }

    private static String segment(String model) {
        return URLEncoder.encode(model, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Seconds of a time that {@link #load} took. */
    static double seconds(long ns) {
        return (double) ns / TimeUnit.SECONDS.toNanos(1);
    }
}
