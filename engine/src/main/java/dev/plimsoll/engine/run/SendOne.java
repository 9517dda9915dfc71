package dev.plimsoll.engine.run;

import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.endpoint.BackendSettings;
import dev.plimsoll.engine.endpoint.EndpointKind;
import dev.plimsoll.engine.endpoint.EndpointKinds;
import dev.plimsoll.engine.plan.TargetPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.record.RequestSettings;
import dev.plimsoll.engine.time.NanoClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Sends one request and shows it raw, with its answer: to see what a target really gets and says. Nothing is measured by it. */
public final class SendOne {
    private static final int MOST_BYTES = 16 << 20;

    private SendOne() {}

    /**
     * What went over the wire. Keys are left out.
     *
     * @param url where it went
     * @param curl the same request for a shell, the key as a variable
     * @param requestHeaders as sent
     * @param requestBody as sent
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
     * Sends a prompt.
     *
     * @param target whom to ask
     * @param environment looks up variables for keys
     * @throws PlimsollException where the target cannot be reached or refuses the key
     */
    public static Exchange send(
            TargetPlan target,
            String prompt,
            int maxTokens,
            UnaryOperator<@Nullable String> environment,
            NanoClock clock) {
        URI base = target.url();
        if (base == null) {
            throw PlimsollException.usage("The target '" + target.id()
                    + "' is the simulator, which only runs during a benchmark. Start one: plimsoll simulator");
        }
        Secrets secrets = Secrets.of(target, environment);
        TargetCheck.Found found = TargetCheck.check(target, base, secrets);
        BackendSettings settings = Settings.of(target, base, found.model(), secrets, 0, "none", true);
        EndpointKind kind = EndpointKinds.of(target.endpoint());
        Turn turn = new Turn(
                0, Turn.NO_PARENTS, null, prompt, null, -1, maxTokens, false, null, null, RequestSettings.NONE);
        byte[] body = kind.body(turn, List.of(), settings);
        String path = kind.path();
        try {
            HttpURLConnection connection = PlainHttp.open(target, base, path, secrets);
            connection.setReadTimeout(120_000);
            connection.setRequestMethod("POST");
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            Map<String, String> sent = new LinkedHashMap<>();
            connection.getRequestProperties().forEach((name, values) -> sent.put(name, String.join(", ", values)));
            if (secrets.apiKey() != null) {
                sent.put("Authorization", "Bearer ***");
            }
            secrets.headers()
                    .keySet()
                    .forEach(name -> sent.put(name, target.headers().getOrDefault(name, "***")));
            long startNs = clock.nanoTime();
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
            int status = connection.getResponseCode();
            long headersNs = clock.nanoTime();
            byte[] answer = read(connection);
            long endNs = clock.nanoTime();
            Map<String, String> received = new LinkedHashMap<>();
            connection.getHeaderFields().forEach((name, values) -> {
                if (name != null) {
                    received.put(name, String.join(", ", values));
                }
            });
            connection.disconnect();
            String url = base + path;
            return new Exchange(
                    url,
                    curl(target, url, sent, new String(body, StandardCharsets.UTF_8)),
                    sent,
                    new String(body, StandardCharsets.UTF_8),
                    status,
                    received,
                    secrets.redact(new String(answer, StandardCharsets.UTF_8)),
                    (headersNs - startNs) / 1e6,
                    (endNs - startNs) / 1e6);
        } catch (IOException e) {
            throw PlimsollException.failed(
                    "The request to " + base + path + " failed: " + secrets.redact(String.valueOf(e.getMessage())), e);
        }
    }

    private static byte[] read(HttpURLConnection connection) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try (InputStream in =
                connection.getResponseCode() >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            if (in != null) {
                byte[] chunk = new byte[8192];
                for (int n = in.read(chunk); n >= 0 && whole.size() < MOST_BYTES; n = in.read(chunk)) {
                    whole.write(chunk, 0, n);
                }
            }
        }
        return whole.toByteArray();
    }

    private static String curl(TargetPlan target, String url, Map<String, String> headers, String body) {
        List<String> parts = new ArrayList<>(List.of("curl", "-N", quote(url)));
        if (target.insecure()) {
            parts.add("-k");
        }
        headers.forEach((name, value) -> {
            if (name.equals("Authorization")) {
                String variable = target.apiKeyEnv() == null ? "API_KEY" : target.apiKeyEnv();
                parts.add("-H \"Authorization: Bearer $" + variable + "\"");
            } else if (!name.equals("User-Agent")) {
                parts.add("-H " + quote(name + ": " + value));
            }
        });
        parts.add("-d " + quote(body));
        return String.join(" ", parts);
    }

    private static String quote(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
