package dev.plimsoll.engine.run;

import dev.plimsoll.engine.endpoint.EndpointKinds;
import dev.plimsoll.engine.plan.TargetPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.time.NanoClock;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a target, before anything is measured: is it there, does it take the key, does it have the model? */
final class TargetCheck {
    private static final int MOST_BYTES = 1 << 20;
    private static final long SILENCE_NS = 10_000_000_000L;
    private static final JsonMapper JSON = JsonMapper.shared();

    private TargetCheck() {}

    /**
     * What the target said.
     *
     * @param model the model to use
     * @param models all it lists, may be empty where it does not list any
     * @param local whether it shares this machine
     */
    record Found(String model, List<String> models, boolean local) {
        Found {
            models = List.copyOf(models);
        }
    }

    /**
     * An answer to {@code GET /v1/models}.
     *
     * @param status HTTP status
     * @param reason its words, may be empty
     * @param headers as received
     * @param body at most 1 MiB of it
     */
    record Reply(int status, String reason, Map<String, String> headers, byte[] body) {
        Reply {
            headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        }
    }

    /**
     * Asks {@code GET /v1/models}.
     *
     * @throws PlimsollException (usage) saying exactly what failed and what to do
     */
    static Found check(TargetPlan target, URI base, Secrets secrets) {
        return judge(target, base, secrets, ask(target, base, secrets));
    }

    /**
     * The answer, whatever it says.
     *
     * @throws PlimsollException (usage) where none comes
     */
    static Reply ask(TargetPlan target, URI base, Secrets secrets) {
        try {
            PlainHttp.Answer answer = PlainHttp.exchange(
                    target,
                    base,
                    secrets,
                    "GET",
                    "/v1/models",
                    PlainHttp.headers(target, base, secrets),
                    new byte[0],
                    SILENCE_NS,
                    MOST_BYTES,
                    NanoClock.system());
            return new Reply(answer.status(), answer.reason(), answer.headers(), answer.body());
        } catch (IOException e) {
            throw PlimsollException.usage(unreachable(base, e), e);
        }
    }

    /**
     * What an answer means.
     *
     * @throws PlimsollException (usage) saying exactly what is wrong with it and what to do
     */
    static Found judge(TargetPlan target, URI base, Secrets secrets, Reply reply) {
        String url = base + "/v1/models";
        int status = reply.status();
        String reason = reply.reason().isEmpty() ? "" : " " + secrets.redact(reply.reason());
        byte[] body = reply.body();
        if (status == 401 || status == 403) {
            String key = target.apiKeyEnv() != null
                    ? "Check the value of " + target.apiKeyEnv() + "."
                    : target.apiKeyFile() != null
                            ? "Check the key in " + target.apiKeyFile() + "."
                            : "Name the variable that holds the key: \"apiKeyEnv\" in the workspace, --api-key-env on"
                                    + " the command line.";
            throw PlimsollException.usage("The server refused the API key. " + base + " answered " + status + reason
                    + " to GET /v1/models. " + key);
        }
        if (status == 503) {
            throw PlimsollException.usage("The server is not ready. " + url + " answered 503" + reason
                    + said(body, secrets) + ". Wait until its model is loaded.");
        }
        boolean local = isLocal(base.getHost());
        if (!EndpointKinds.of(target.endpoint()).namesModel(target.options())) {
            return unnamed(target, status == 200 ? models(body) : List.of(), local);
        }
        if (status != 200) {
            if (target.model() != null && (status == 404 || status == 405)) {
                return new Found(target.model(), List.of(), local);
            }
            throw PlimsollException.usage("The server does not list its models. " + url + " answered " + status + reason
                    + said(body, secrets) + ". Name the model in the workspace (\"model\") or with --model"
                    + (status == 404 ? ", and check the URL." : "."));
        }
        List<String> models = models(body);
        if (target.model() != null) {
            boolean isAlias = target.models() != null; // its configuration knows it, whatever it lists
            if (!isAlias && !models.isEmpty() && !models.contains(target.model())) {
                throw PlimsollException.usage("The server at " + base + " has no model '" + target.model()
                        + "'. It lists: " + secrets.redact(String.join(", ", models)) + ".");
            }
            return new Found(target.model(), models, local);
        }
        if (models.isEmpty()) {
            throw PlimsollException.usage("The server at " + base
                    + " lists no model. Name one in the workspace (\"model\") or with --model.");
        }
        return new Found(models.getFirst(), models, local);
    }

    /** Of an endpoint whose requests name no model: it is there, and a list of models is more than can be asked for. */
    private static Found unnamed(TargetPlan target, List<String> models, boolean local) {
        String model = target.model() != null ? target.model() : models.isEmpty() ? "" : models.getFirst();
        return new Found(model, models, local);
    }

    /** Whether a host is this machine. */
    static boolean isLocal(@Nullable String host) {
        if (host == null) {
            return false;
        }
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null) {
                    return true;
                }
            }
        } catch (UnknownHostException | SocketException e) {
            return false;
        }
        return false;
    }

    /** Why a server cannot be reached, and what to do. */
    static String unreachable(URI base, IOException e) {
        String start = "The server at " + base + " cannot be reached: ";
        return switch (e) {
            case UnknownHostException _ -> start + "the name '" + base.getHost() + "' is not known. Check the URL.";
            case ConnectException _ ->
                start + "nothing listens on port " + port(base) + ". Start the server, or check the URL.";
            case SocketTimeoutException _ -> start + "it did not answer in time. Check the address and the firewall.";
            case SSLException tls -> "TLS with " + base + " failed: " + tls.getMessage() + ".";
            default -> start + e.getMessage() + ". Check the URL.";
        };
    }

    /** The port a URL means. */
    static int port(URI base) {
        return base.getPort() > 0 ? base.getPort() : "https".equals(base.getScheme()) ? 443 : 80;
    }

    private static String said(byte[] body, Secrets secrets) {
        String text = secrets.redact(new String(body, StandardCharsets.UTF_8))
                .replaceAll("\\s+", " ")
                .strip();
        return text.isEmpty() ? "" : " (" + (text.length() > 200 ? text.substring(0, 200) + "..." : text) + ")";
    }

    private static List<String> models(byte[] body) {
        List<String> names = new ArrayList<>();
        try {
            JsonNode root = JSON.readTree(body);
            JsonNode data = root.path("data");
            data.forEach(model -> {
                if (model.path("id").isString()) {
                    names.add(model.path("id").stringValue());
                }
            });
        } catch (JacksonException e) {
            return List.of(); // not a list of models: the caller asks for a name
        }
        return names;
    }
}
