package dev.plimsoll.app.welcome;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An inference server found on this machine.
 *
 * @param port where it answers
 * @param model the first model it lists
 */
record LocalServer(int port, String model) {
    /** Ports that vLLM, llama.cpp, Ollama, SGLang and TGI use unless told otherwise. */
    static final List<Integer> USUAL_PORTS = List.of(8000, 8080, 11434, 30000, 3000);

    private static final int CONNECT_MS = 300;
    private static final int READ_MS = 1000;
    private static final int MOST_BYTES = 1 << 20;

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** The first that answers on a usual port of the loopback address; nothing leaves this machine. Takes up to some seconds. */
    static Optional<LocalServer> find(List<Integer> ports) {
        return ports.stream().flatMap(p -> ask(p).stream()).findFirst();
    }

    private static Optional<LocalServer> ask(int port) {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/v1/models")
                    .toURL()
                    .openConnection();
            connection.setConnectTimeout(CONNECT_MS);
            connection.setReadTimeout(READ_MS);
            try (InputStream in = connection.getInputStream()) {
                String body = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
                JsonNode first = JsonMapper.shared().readTree(body).path("data").path(0);
                String model = first.path("id").stringValue("");
                return model.isEmpty() ? Optional.empty() : Optional.of(new LocalServer(port, model));
            } finally {
                connection.disconnect();
            }
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }
}
