package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.problem.PlimsollException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Asks the Hugging Face hub. The key goes to the hub alone: where the hub leads to another server, as it does for large files, that one is
 * asked without. Certificates are verified; there is no proxy. Belongs to one thread.
 */
final class HubClient implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    /** How long to wait for an answer, and for each further part of it. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

    private static final int MOST_REDIRECTS = 5;
    private static final int CHUNK = 1 << 16;

    /** Longest answer in JSON, bytes: a dataset of many thousands of files. */
    private static final int MOST_JSON_BYTES = 64 << 20;

    private final String hub;
    private final @Nullable String token;
    private final String tokenEnv;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();

    /**
     * A client.
     *
     * @param hub base URL
     * @param token key, or null for none
     * @param tokenEnv where the key comes from, for messages
     */
    HubClient(String hub, @Nullable String token, String tokenEnv) {
        this.hub = hub;
        this.token = token;
        this.tokenEnv = tokenEnv;
    }

    /**
     * An answer in JSON.
     *
     * @param path below the hub's base URL
     * @param what what is asked for, for messages: {@code the dataset "org/name"}
     * @throws PlimsollException where the hub cannot be reached, or does not give it
     */
    JsonNode json(String path, String what) {
        URI uri = URI.create(hub + path);
        try (InputStream body = open(uri, what).body()) {
            byte[] bytes = body.readNBytes(MOST_JSON_BYTES);
            return JsonRow.MAPPER.readTree(bytes);
        } catch (JacksonException e) {
            throw PlimsollException.failed("The hub " + hub + " answered with something that is not JSON", e);
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    /** What is known of a file that was fetched. */
    record Fetched(long bytes, String etag) {}

    /**
     * Fetches a file whole or not at all.
     *
     * @param arrived told how many bytes have come, now and then
     * @throws PlimsollException where it cannot be fetched, or has not the length that was announced
     */
    Fetched fetch(URI uri, Path file, String what, LongConsumer arrived) {
        Path part = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            HttpResponse<InputStream> answer = open(uri, what);
            long announced = answer.headers().firstValueAsLong("content-length").orElse(-1);
            long bytes = 0;
            try (InputStream in = answer.body();
                    Patience patience = new Patience(in);
                    OutputStream out = Files.newOutputStream(part)) {
                byte[] chunk = new byte[CHUNK];
                for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                    patience.arrived();
                    out.write(chunk, 0, n);
                    bytes += n;
                    arrived.accept(bytes);
                }
            }
            if (announced >= 0 && announced != bytes) {
                throw new IOException(bytes + " bytes came of " + announced);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new Fetched(bytes, answer.headers().firstValue("etag").orElse(""));
        } catch (IOException e) {
            throw unreachable(e);
        } finally {
            deleteQuietly(part);
        }
    }

    /** Closes a body of which nothing comes any more, so that nobody waits for it for ever. */
    private static final class Patience implements AutoCloseable {
        private final AtomicLong arrivals = new AtomicLong();
        private final Thread watch;

        Patience(InputStream body) {
            watch = Thread.ofVirtual().name("hub-patience").start(() -> {
                try {
                    for (long before = -1; before != arrivals.get(); ) {
                        before = arrivals.get();
                        Thread.sleep(ANSWER_TIMEOUT);
                    }
                    body.close();
                } catch (InterruptedException e) {
                    // the body came whole
                } catch (IOException e) {
                    // it is closed all the same
                }
            });
        }

        void arrived() {
            arrivals.incrementAndGet();
        }

        @Override
        public void close() {
            watch.interrupt();
        }
    }

    private static void deleteQuietly(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            part.toFile().deleteOnExit();
        }
    }

    /** A successful answer, whose body the caller closes. */
    private HttpResponse<InputStream> open(URI first, String what) throws IOException {
        URI uri = first;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(ANSWER_TIMEOUT);
            if (token != null && isHub(uri)) {
                request.header("Authorization", "Bearer " + token);
            }
            HttpResponse<InputStream> answer = send(request.build());
            int status = answer.statusCode();
            if (status == 200) {
                return answer;
            }
            answer.body().close();
            String location = answer.headers().firstValue("location").orElse("");
            if (status < 300 || status >= 400 || location.isEmpty()) {
                throw refused(status, what);
            }
            uri = redirected(uri, location);
        }
        throw PlimsollException.failed("The hub " + hub + " leads in circles, asked for " + what, null);
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw PlimsollException.failed("Fetching from the hub " + hub + " was stopped", e);
        }
    }

    private URI redirected(URI from, String location) {
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw PlimsollException.failed("The hub " + hub + " leads to something that is no address", e);
        }
        boolean safe =
                "https".equals(to.getScheme()) || "http".equals(to.getScheme()) && "http".equals(from.getScheme());
        if (!safe) {
            throw PlimsollException.failed(
                    "The hub " + hub + " leads to " + to.getScheme() + "://" + to.getHost() + ", which is not secure",
                    null);
        }
        return to;
    }

    private boolean isHub(URI uri) {
        URI base = URI.create(hub);
        return base.getScheme().equals(uri.getScheme())
                && base.getHost().equals(uri.getHost())
                && base.getPort() == uri.getPort();
    }

    private PlimsollException refused(int status, String what) {
        String reason = switch (status) {
            case 401, 403 ->
                token == null
                        ? "it needs a key: put one that may read it into the environment variable " + tokenEnv
                        : "the key in the environment variable " + tokenEnv + " may not read it";
            case 404 -> "there is no such dataset, or it is private, or it is not available in Parquet";
            case 429 -> "too many requests came from here; try again later, or with a key in " + tokenEnv;
            default -> "HTTP " + status;
        };
        return PlimsollException.failed("The hub " + hub + " does not give " + what + ": " + reason, null);
    }

    private PlimsollException unreachable(IOException e) {
        String reason = switch (e) {
            case UnknownHostException _ -> "its name is not known here";
            case ConnectException connect
            when connect.getCause() instanceof UnresolvedAddressException -> "its name is not known here";
            case ConnectException _ -> "it does not accept connections";
            case HttpConnectTimeoutException _ -> "no connection within " + CONNECT_TIMEOUT.toSeconds() + " s";
            case HttpTimeoutException _ -> "no answer within " + ANSWER_TIMEOUT.toSeconds() + " s";
            default -> String.valueOf(e.getMessage());
        };
        return PlimsollException.failed(
                "Could not fetch from the hub " + hub + ": " + reason
                        + ". Once fetched, a dataset is kept and can be used offline.",
                e);
    }

    @Override
    public void close() {
        client.close();
    }

    /** A name as one part of a path in a URL. */
    static String part(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Names as the path of a URL. */
    static String path(String names) {
        return Arrays.stream(names.split("/")).map(HubClient::part).collect(Collectors.joining("/"));
    }
}
