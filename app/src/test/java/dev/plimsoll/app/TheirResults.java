package dev.plimsoll.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Result files as other programs write them. */
public final class TheirResults {
    private static final double[] RATES = {4, 8, 16, 24, 32, 40};

    private TheirResults() {}

    /** GuideLLM's report of six benchmarks at constant rates, the last of them too much for the server. */
    public static Path guideLlm(Path folder) {
        List<String> benchmarks = new ArrayList<>();
        for (int i = 0; i < RATES.length; i++) {
            double rate = RATES[i];
            double slow = i == RATES.length - 1 ? 9 : 1 + rate / 40;
            long requests = Math.round(60 * rate);
            benchmarks.add(String.format(
                    Locale.ROOT,
                    """
                    {"type_": "generative_benchmark", "config": {"strategy": {"type_": "constant", "rate": %1$.0f}},
                     "start_time": %2$d, "end_time": %3$d, "duration": 60.0,
                     "metrics": {"requests_per_second": %4$s, "request_concurrency": %5$s, "request_latency": %6$s,
                      "prompt_token_count": %7$s, "output_token_count": %8$s, "time_to_first_token_ms": %9$s,
                      "inter_token_latency_ms": %10$s, "time_per_output_token_ms": %11$s, "output_tokens_per_second": %12$s},
                     "request_totals": {"successful": %13$d, "incomplete": 0, "errored": %14$d, "total": %15$d}}\
                    """,
                    rate,
                    1_795_300_000L + 70L * i,
                    1_795_300_060L + 70L * i,
                    of(rate * (slow > 5 ? 0.96 : 1), requests),
                    of(rate * 1.4 * slow, requests),
                    of(1.4 * slow, requests),
                    of(512, requests),
                    of(128, requests),
                    of(38 * slow, requests),
                    of(8.5 * slow, requests),
                    of(9.1 * slow, requests),
                    of(rate * 128, requests),
                    requests,
                    slow > 5 ? 12 : 0,
                    requests + (slow > 5 ? 12 : 0)));
        }
        return write(folder.resolve("benchmarks.json"), """
            {"metadata": {"version": 2, "guidellm_version": "0.7.1"},
             "config": {"spec": {"backend": {"kind": "openai_http", "target": "http://10.20.0.14:8000",
               "model": "Llama-3.1-8B-Instruct"}}},
             "benchmarks": [%s]}
            """.formatted(String.join(",\n", benchmarks)));
    }

    /** AIPerf's summary of one run, with errors. */
    public static Path aiperf(Path folder) {
        return write(folder.resolve("profile_export_aiperf.json"), """
            {"schema_version": "1.0", "aiperf_version": "0.4.0", "start_time": "2026-11-20T12:00:00.250000",
             "request_throughput": {"unit": "requests/sec", "avg": 9.5},
             "request_latency": {"unit": "ms", "avg": 300, "p50": 290, "p99": 500, "min": 200, "max": 510, "std": 30},
             "time_to_first_token": {"unit": "ms", "avg": 50, "p50": 48, "p99": 88.5, "std": 3},
             "inter_token_latency": {"unit": "ms", "avg": 12.25, "p50": 12, "p99": 15},
             "request_count": {"unit": "requests", "avg": 100.0},
             "error_request_count": {"unit": "requests", "avg": 3},
             "benchmark_duration": {"unit": "sec", "avg": 10.5},
             "input_config": {"endpoint": {"url": "localhost:8000", "model_names": ["llama"]},
               "loadgen": {"concurrency": 4}},
             "error_summary": [{"error_details": {"code": 429, "type": "TooMany", "message": "slow down"}, "count": 3}]}
            """);
    }

    private static String of(double median, long count) {
        return String.format(
                Locale.ROOT,
                """
                {"successful": {"mean": %1$f, "median": %2$f, "mode": %2$f, "variance": %3$f, "std_dev": %4$f,
                 "min": %5$f, "max": %6$f, "count": %7$d, "total_sum": %8$f, "percentiles": {"p001": %5$f, "p01": %5$f,
                 "p05": %5$f, "p10": %5$f, "p25": %5$f, "p50": %2$f, "p75": %9$f, "p90": %9$f, "p95": %9$f, "p99": %10$f,
                 "p999": %6$f}}}\
                """,
                median * 1.02,
                median,
                median * median / 25,
                median / 5,
                median * 0.7,
                median * 1.9,
                count,
                median * count,
                median * 1.3,
                median * 1.7);
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
