package dev.plimsoll.app.target;

import dev.plimsoll.engine.plan.TargetPlan;
import dev.plimsoll.engine.run.OneAnswer;
import dev.plimsoll.engine.run.TrialReport;
import dev.plimsoll.engine.run.TrialReport.Outcome;
import dev.plimsoll.engine.run.TrialReport.Step;
import java.util.List;

/** The workspace of the pictures, and answers as a server would give them. */
final class TargetPageFixture {
    static final String WORKSPACE = """
        { "schemaVersion": 1, "name": "chat-on-h100",
          "targets": [
            { "id": "vllm-h100", "kind": "http", "url": "http://10.20.0.11:8000", "model": "Llama-3.1-8B-Instruct" },
            { "id": "sglang-h100", "kind": "http", "url": "http://10.20.0.14:30000/v1", "apiKeyEnv": "SGLANG_API_KEY",
              "extras": { "ignore_eos": true, "temperature": 0.0, "top_p": 1.0 } },
            { "id": "from tomorrow", "kind": "quantum", "port": 8080 },
            { "id": "ollama-laptop", "kind": "http", "url": "http://127.0.0.1:11434" },
            { "id": "simulator", "kind": "simulator", "profile": "small" } ],
          "datasets": [ { "id": "d", "kind": "synthetic", "promptTokens": 8 } ],
          "benchmarks": [
            { "id": "rag", "name": "RAG 8k", "target": "sglang-h100", "dataset": "d", "profile": { "kind": "synchronous" },
              "constraints": [ { "kind": "max_requests", "count": 1 } ] } ] }
        """;

    private TargetPageFixture() {}

    static final class FakeTrials implements Trials {
        @Override
        public TrialReport check(TargetPlan target) {
            if (target.id().equals("sglang-h100")) {
                return refused();
            }
            return new TrialReport(
                    List.of(
                            new Step("Name resolved", "10.20.0.11", Outcome.DONE, 0.31),
                            new Step("Connected", "port 8000", Outcome.DONE, 0.38),
                            new Step("GET /v1/models", "2 models", Outcome.DONE, 2.1),
                            new Step("One streamed request", "8 text events", Outcome.DONE, 96.4),
                            new Step("Token usage", "38 in, 8 out", Outcome.DONE, null)),
                    null,
                    "Llama-3.1-8B-Instruct",
                    List.of("Llama-3.1-8B-Instruct", "Qwen2.5-7B"),
                    0.38,
                    "",
                    null);
        }

        @Override
        public OneAnswer send(TargetPlan target, String prompt, int maxTokens) {
            double[] events = new double[12];
            for (int i = 0; i < events.length; i++) {
                events[i] = 42.3 + i * 9.1;
            }
            return new OneAnswer(
                    "Llama-3.1-8B-Instruct",
                    200,
                    null,
                    0.4,
                    42.3,
                    145.0,
                    38,
                    12,
                    true,
                    events,
                    "Hello! How can I help you today? <b>Not bold.</b>",
                    "curl -N 'http://10.20.0.11:8000/v1/chat/completions'");
        }
    }

    static TrialReport refused() {
        return new TrialReport(
                List.of(
                        new Step("Name resolved", "10.20.0.14", Outcome.DONE, 0.3),
                        new Step("Connected", "port 30000", Outcome.DONE, 0.4),
                        new Step("GET /v1/models", "401 Unauthorized", Outcome.FAILED, 2.1),
                        new Step("One streamed request", "not tried", Outcome.NOT_TRIED, null),
                        new Step("Token usage", "not tried", Outcome.NOT_TRIED, null)),
                new TrialReport.Trouble(
                        "The server refused the API key.",
                        "http://10.20.0.14:30000 answered 401 Unauthorized to GET /v1/models.",
                        "Check the value of SGLANG_API_KEY."),
                null,
                List.of(),
                0.4,
                "HTTP/1.1 401 Unauthorized\n"
                        + "www-authenticate: Bearer\n"
                        + "content-type: application/json\n\n"
                        + "{\"error\": \"Unauthorized\"}",
                null);
    }
}
