package dev.plimsoll.app.benchmark;

import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A workspace with several benchmarks, and a run of the first. */
public final class SampleWorkspace {
    private static final String TEXT = """
        {
          "schemaVersion": 1,
          "name": "chat-on-h100",
          "targets": [
            { "id": "vllm-h100", "kind": "http", "url": "http://10.20.0.14:8000", "model": "Llama-3.1-8B-Instruct" },
            { "id": "sglang-h100", "kind": "http", "url": "http://10.20.0.14:30000" },
            { "id": "simulator", "kind": "simulator", "profile": "small" }
          ],
          "datasets": [
            { "id": "chat-short", "kind": "synthetic", "promptTokens": { "mean": 500, "stddev": 120 },
              "outputTokens": { "mean": 127, "stddev": 30 } },
            { "id": "rag-8k", "kind": "synthetic", "promptTokens": 8000, "outputTokens": 256, "ignoreEos": false }
          ],
          "benchmarks": [
            { "id": "sweep", "name": "Sweep chat-short", "target": "vllm-h100", "dataset": "chat-short",
              "profile": { "kind": "sweep", "size": 10, "strategy": "poisson", "maxConcurrency": 512 },
              "constraints": [
                { "kind": "max_duration", "seconds": 60 },
                { "kind": "over_saturation", "mode": "monitor" },
                { "kind": "max_error_rate", "rate": 0.05, "window": 30 }
              ],
              "slos": [
                { "metric": "ttft", "percentile": 99, "max": 500, "unit": "ms" },
                { "metric": "tpot", "percentile": 99, "max": 30, "unit": "ms" },
                { "metric": "latency", "max": 10, "unit": "s" }
              ],
              "warmup": 5, "gracePeriod": 30, "seed": 42 },
            { "id": "streams", "name": "Streams 1–512", "target": "vllm-h100", "dataset": "chat-short",
              "profile": { "kind": "concurrent", "streams": [1, 8, 64, 512] },
              "constraints": [ { "kind": "max_requests", "count": 200 } ] },
            { "id": "rates", "name": "Real arrivals", "target": "simulator", "dataset": "chat-short",
              "profile": { "kind": "poisson", "rate": [5, 10, 20], "maxConcurrency": 256, "rampup": 2, "x-note": "kept" },
              "constraints": [ { "kind": "max_duration", "seconds": 60 },
                { "id": "mine", "kind": "budget_guard", "euros": 3 } ],
              "cooldownNotes": "unknown to this version" },
            { "id": "rag", "name": "RAG 8k", "target": "sglang-h100", "dataset": "rag-8k",
              "profile": { "kind": "constant", "rate": 4 },
              "constraints": [ { "kind": "max_duration", "seconds": 300 } ] }
          ]
        }
        """;

    private SampleWorkspace() {}

    /** The document. */
    public static WorkspaceFile in(Path folder) {
        return WorkspaceFile.parse(TEXT, null, folder);
    }

    /** A sealed run of a Poisson sweep whose stages completed so many requests/s. */
    public static void run(Path runs, String benchmark, String startedAt, double... rates) {
        Path folder = runs.resolve(startedAt.replaceAll("[^0-9]", "") + "-" + benchmark);
        String stages = IntStream.range(0, rates.length)
                .mapToObj(i ->
                        "{\"strategy\": {\"kind\": \"" + (i == 0 ? "synchronous" : i == 1 ? "throughput" : "poisson")
                                + "\"}, \"displayName\": \"x\", \"windowSeconds\": [0, 60],"
                                + " \"requests\": {\"created\": 10, \"successful\": 10}, \"rates\": {\"requests\": "
                                + rates[i]
                                + "}, \"windowRequests\": {}, \"errors\": [], \"metrics\": {}, \"totals\": {},"
                                + " \"concurrency\": {}, \"slos\": [], \"notes\": [], \"stoppedBy\": []}")
                .collect(Collectors.joining(", "));
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("run.json"), "{\"benchmark\": \"" + benchmark + "\"}");
            Files.writeString(
                    folder.resolve("summary.json"),
                    "{\"schemaVersion\": 1, \"run\": {\"id\": \"1\", \"version\": \"1\", \"name\": \"x\", \"state\":"
                            + " \"sealed\", \"target\": \"y\", \"startedAt\": \""
                            + startedAt
                            + "\"}, \"verdict\": {\"value\": \"VALID\", \"findings\": []}, \"saturation\": [],"
                            + " \"stages\": ["
                            + stages + "]}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
