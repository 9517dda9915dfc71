package dev.plimsoll.engine.run;

import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.endpoint.BackendSettings;
import dev.plimsoll.engine.endpoint.EndpointKinds;
import dev.plimsoll.engine.plan.SecretHeaders;
import dev.plimsoll.engine.plan.TargetPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.time.NanoClock;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Sends one request and shows it raw, with its answer: to see what a target really gets and says. Nothing is measured by it. */
public final class SendOne {
    private static final int MOST_BYTES = 16 << 20;
    private static final long SILENCE_NS = 120_000_000_000L;

    /** A model is loaded first. */
    private static final long LOADING_NS = 600_000_000_000L;

    private SendOne() {}

    /**
     * What went over the wire. Keys are left out.
     *
     * @param url where it went
     * @param curl the same request for a shell, the key as a variable
     * @param requestHeaders as sent
     * @param requestBody as sent; of a form its fields, files by their names
     * @param status HTTP status
     * @param responseHeaders as received
     * @param responseBody as received, at most 16 MiB
     * @param headersMs until the answer's headers, ms
     * @param totalMs until its end, ms
     */
    public record Exchange(
            String url,
            String curl,
            Map<String, String> requestHeaders,
            String requestBody,
            int status,
            Map<String, String> responseHeaders,
            String responseBody,
            double headersMs,
            double totalMs) {}

    /**
     * Sends a prompt, with a small sample of whatever else the endpoint needs.
     *
     * @throws PlimsollException where the target cannot be reached or refuses the key
     */
    public static Exchange send(
            TargetPlan target,
            String prompt,
            int maxTokens,
            UnaryOperator<@Nullable String> environment,
            NanoClock clock) {
        Content content = SampleContent.of(EndpointKinds.of(target.endpoint()), prompt);
        return send(target, content, maxTokens, environment, clock);
    }

    /**
     * Sends what a person says. For a target of local models the router is started for it, which loads the model, and is ended after it.
     *
     * @param target whom to ask
     * @param environment looks up variables for keys
     * @throws PlimsollException where the target cannot be reached or refuses the key, or the endpoint cannot send it
     */
    public static Exchange send(
            TargetPlan target,
            Content content,
            int maxTokens,
            UnaryOperator<@Nullable String> environment,
            NanoClock clock) {
        Secrets secrets = Secrets.of(target, environment);
        if (target.models() != null) {
            try (LocalModels models = LocalModels.of(target, target.models(), secrets)) {
                return send(target, models.start(), models.found(), secrets, content, maxTokens, clock);
            }
        }
        URI base = target.url();
        if (base == null) {
            throw PlimsollException.usage("The target '" + target.id()
                    + "' is the simulator, which only runs during a benchmark. Start one: plimsoll simulator");
        }
        TargetCheck.Found found = TargetCheck.check(target, base, secrets);
        return send(target, base, found, secrets, content, maxTokens, clock);
    }

    private static Exchange send(
            TargetPlan target,
            URI base,
            TargetCheck.Found found,
            Secrets secrets,
            Content content,
            int maxTokens,
            NanoClock clock) {
        BackendSettings settings = Settings.of(target, base, found.model(), secrets, 0, "none", true);
        RequestText request = RequestText.of(target, settings, Turn.single(content, -1, maxTokens), secrets);
        try {
            Map<String, String> headers = PlainHttp.headers(target, base, secrets);
            headers.putIfAbsent("Content-Type", request.contentType());
            Map<String, String> sent = new LinkedHashMap<>(headers);
            sent.replace("Authorization", "Bearer ***");
            sent.replace("x-api-key", "***");
            sent.putAll(SecretHeaders.shown(target.headers()));
            PlainHttp.Answer answer = PlainHttp.exchange(
                    target,
                    base,
                    secrets,
                    "POST",
                    request.path(),
                    headers,
                    request.body(),
                    target.models() == null ? SILENCE_NS : LOADING_NS,
                    MOST_BYTES,
                    clock);
            return new Exchange(
                    request.url(),
                    request.curl(),
                    sent,
                    request.shown(),
                    answer.status(),
                    withoutSecrets(answer.headers(), secrets),
                    secrets.redact(new String(answer.body(), StandardCharsets.UTF_8)),
                    answer.headersNs() / 1e6,
                    answer.totalNs() / 1e6);
        } catch (IOException e) {
            throw PlimsollException.failed(
                    "The request to " + request.url() + " failed: " + secrets.redact(String.valueOf(e.getMessage())),
                    e);
        }
    }

    private static Map<String, String> withoutSecrets(Map<String, String> headers, Secrets secrets) {
        Map<String, String> clean = new LinkedHashMap<>();
        headers.forEach((name, value) -> clean.put(secrets.redact(name), secrets.redact(value)));
        return clean;
    }
}
