package dev.plimsoll.app.welcome;

import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The workspace that a person who only gave a URL begins with: that server, short chats, a sweep. Everything in it is made to be edited. */
final class FirstWorkspace {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String DATASET = """
        {"id": "short-chats", "kind": "synthetic",
         "promptTokens": {"mean": 256, "stddev": 64, "min": 64, "max": 512},
         "outputTokens": {"mean": 128, "stddev": 32, "min": 32, "max": 256}}
        """;

    private static final String BENCHMARK = """
        {"id": "sweep", "dataset": "short-chats",
         "profile": {"kind": "sweep", "size": 8, "strategy": "poisson", "maxConcurrency": 128},
         "constraints": [{"kind": "max_duration", "seconds": 30}, {"kind": "over_saturation", "mode": "monitor"}],
         "slos": [{"metric": "ttft", "percentile": 90, "max": 500, "unit": "ms"},
                  {"metric": "tpot", "percentile": 90, "max": 50, "unit": "ms"}],
         "gracePeriod": 5, "seed": 42}
        """;

    private FirstWorkspace() {}

    /** What is wrong with a URL, or empty. */
    static Optional<String> wrong(String url) {
        if (!url.contains("://")) {
            return Optional.of("A URL begins with http:// or https://.");
        }
        URI uri;
        try {
            uri = URI.create(url.strip());
        } catch (IllegalArgumentException e) {
            return Optional.of("This is not a URL. Write it like http://127.0.0.1:8000.");
        }
        String scheme = uri.getScheme();
        if (scheme == null || !(scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))) {
            return Optional.of("A URL begins with http:// or https://.");
        }
        if (uri.getHost() == null) {
            return Optional.of("The host is missing. Write it like http://127.0.0.1:8000.");
        }
        if (uri.getPort() > 65535) {
            return Optional.of("Port " + uri.getPort() + " is out of range. Use 1 to 65535.");
        }
        return Optional.empty();
    }

    /** Id of the target made for a URL: its host, in letters that an id may have. */
    static String targetId(String url) {
        String host = URI.create(url.strip()).getHost().toLowerCase(Locale.ROOT);
        return host.equals("127.0.0.1") || host.equals("localhost") || host.equals("[::1]")
                ? "local"
                : host.replaceAll("[^a-z0-9-]+", "-").replaceAll("^-+|-+$", "");
    }

    /** The workspace. */
    static WorkspaceFile of(String url, Path baseFolder) {
        String id = targetId(url);
        JsonNode target = JSON.createObjectNode()
                .put("id", id)
                .put("kind", "http")
                .put("url", url.strip())
                .put("endpoint", "chat")
                .put("stream", true);
        return WorkspaceFile.create(id, baseFolder)
                .with("targets[0]", target)
                .with("datasets[0]", JSON.readTree(DATASET))
                .with("benchmarks[0]", JSON.readTree(BENCHMARK))
                .with("benchmarks[0].target", JSON.getNodeFactory().stringNode(id));
    }
}
