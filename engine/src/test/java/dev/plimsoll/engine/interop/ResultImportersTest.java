package dev.plimsoll.engine.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.archive.RunCatalog;
import dev.plimsoll.engine.archive.RunEntry;
import dev.plimsoll.engine.archive.RunReader;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.archive.SummaryJson;
import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.metrics.WindowChoice;
import dev.plimsoll.engine.problem.ExitCode;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.trust.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultImportersTest {
    private static final String DISTRIBUTION = """
        {"mean": %1$s, "median": %1$s, "mode": 1, "variance": 4, "std_dev": 2, "min": 1.5, "max": 9, "count": 5,
         "total_sum": 50, "percentiles": {"p001": 1.5, "p01": 1.5, "p05": 2, "p10": 2, "p25": 3, "p50": %1$s,
         "p75": 6, "p90": 7, "p95": 8, "p99": 9, "p999": 9}}\
        """;

    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static StageSummary stage(RunSummary summary, int index) {
        return summary.stages().get(index).figures();
    }

    private static MetricSummary metric(RunSummary summary, String tag) {
        return Objects.requireNonNull(stage(summary, 0).metrics().get(tag), tag);
    }

    private static MetricSummary compat(RunSummary summary, String tool, String name) {
        return Objects.requireNonNull(
                Objects.requireNonNull(stage(summary, 0).compat().get(tool), tool)
                        .get(name),
                name);
    }

    private static String guideLlmMetrics() {
        String some = DISTRIBUTION.formatted("4.25");
        String none = DISTRIBUTION.formatted("0").replaceAll("1\\.5|\\b[2-9]\\b", "0");
        String groups = "{\"successful\": %s, \"total\": %s}";
        return """
            {"requests_per_second": %1$s, "request_concurrency": %1$s, "request_latency": %1$s,
             "prompt_token_count": %1$s, "output_token_count": %1$s, "time_to_first_token_ms": %2$s,
             "time_per_output_token_ms": %1$s, "inter_token_latency_ms": %1$s, "output_tokens_per_second": %1$s
            """.formatted(groups.formatted(some, some), groups.formatted(none, none));
    }

    @Test
    void aReportOfGuideLlmIsARunOfItsBenchmarks() throws IOException {
        RunSummary run = ResultImporters.summary(file("benchmarks.json", """
            {"metadata": {"version": 2, "guidellm_version": "0.7.1"},
             "config": {"spec": {"backend": {"kind": "openai_http", "target": "http://h:8000", "model": "m"}}},
             "benchmarks": [
              {"type_": "generative_benchmark", "config": {"strategy": {"type_": "constant", "rate": 2.5}},
               "start_time": 1700000010.5, "end_time": 1700000020.5, "duration": 10.0, "warmup_duration": 2,
               "requests": {"successful": [{"output": "long text"}]},
               "metrics": %1$s, "request_totals": {"successful": 5, "incomplete": 2, "errored": 1, "total": 8}}},
              {"type_": "generative_benchmark", "config": {"strategy": {"type_": "concurrent", "streams": 8}},
               "start_time": 1700000030.5, "end_time": 1700000040.5, "duration": 10.0,
               "metrics": %1$s, "request_totals": {"successful": 5, "incomplete": 0, "errored": 0, "total": 5}}}]}
            """.formatted(guideLlmMetrics())));
        assertEquals(
                "guidellm", Objects.requireNonNull(run.run().importedFrom()).tool());
        assertEquals("0.7.1", run.run().importedFrom().toolVersion());
        assertEquals("http://h:8000", run.run().target());
        assertEquals("m", run.run().model());
        assertEquals("2023-11-14T22:13:30.500Z", run.run().startedAt());
        StageSummary first = stage(run, 0);
        assertEquals(new StageSummary.Counts(8, 5, 1, 2, 0), first.requests());
        assertTrue(first.openLoop());
        assertEquals(2.5, first.rates().offered());
        assertNull(first.rates().sent(), "GuideLLM does not tell");
        assertArrayEquals(new double[] {2, 12}, first.windowSeconds());
        assertEquals(4250, metric(run, "latency").mean(), "seconds to ms, exactly");
        assertEquals(1500, metric(run, "latency").p1());
        assertEquals(Math.sqrt(5) * 1000, metric(run, "latency").std(), 1e-9, "a population's deviation to a sample's");
        assertFalse(first.metrics().containsKey("ttft"), "all 0: not measured");
        assertFalse(first.metrics().containsKey("tpot"), "its TPOT holds the TTFT");
        assertEquals(4.25, compat(run, "guidellm", "time_per_output_token_ms").mean());
        assertEquals(4.25, compat(run, "guidellm", "inter_token_latency_ms").p50());
        assertEquals(50, first.totals().outputTokens());
        assertEquals(20, stage(run, 1).startSeconds());
        assertEquals(8L, stage(run, 1).strategy().get("streams"));
    }

    @Test
    void theFirstVersionsOfGuideLlmAreReadToo() throws IOException {
        RunSummary run = ResultImporters.summary(file("old.json", """
            {"benchmarks": [{"type_": "generative_benchmark", "id_": "x",
              "args": {"profile": {"type_": "sweep"}, "strategy": {"type_": "poisson", "rate": 3}},
              "run_stats": {"start_time": 100, "end_time": 130, "requests_made": {"successful": 7}},
              "worker": {"backend_target": "http://old:1", "backend_model": "old"},
              "request_totals": {"successful": 4, "incomplete": 1, "errored": 0, "total": 5},
              "metrics": %s}}]}
            """.formatted(guideLlmMetrics())));
        assertEquals("http://old:1", run.run().target());
        assertEquals("old", run.run().model());
        assertEquals(new StageSummary.Counts(5, 4, 0, 1, 0), stage(run, 0).requests());
        assertArrayEquals(new double[] {0, 30}, stage(run, 0).windowSeconds());
        assertEquals("poisson", stage(run, 0).strategy().get("kind"));
    }

    @Test
    void aSummaryOfAiperfIsARunOfOneStage() throws IOException {
        RunSummary run = ResultImporters.summary(file("profile_export_aiperf.json", """
            {"schema_version": "1.0", "aiperf_version": "0.4.0", "start_time": "2025-10-07T12:00:00.250000",
             "request_throughput": {"unit": "requests/sec", "avg": 9.5},
             "request_latency": {"unit": "ms", "avg": 300, "p50": 290, "p99": 500, "min": 200, "max": 510, "std": 30},
             "time_to_first_token": {"unit": "ms", "avg": 50, "p99": 88.5, "std": 3},
             "inter_token_latency": {"unit": "ns", "avg": 12250000, "p99": 15000000},
             "inter_chunk_latency": {"unit": "ms", "avg": 12, "std": 1},
             "request_count": {"unit": "requests", "avg": 100.0}, "total_osl": {"unit": "tokens", "avg": 6400.0},
             "error_request_count": {"unit": "requests", "avg": 3}, "benchmark_duration": {"unit": "sec", "avg": 10.5},
             "goodput": null,
             "input_config": {"endpoint": {"url": "localhost:8000", "model_names": ["llama"]}, "loadgen": {"concurrency": 4}},
             "error_summary": [{"error_details": {"code": 429, "type": "TooMany", "message": "slow down"}, "count": 3}]}
            """));
        StageSummary stage = stage(run, 0);
        assertEquals("2025-10-07T12:00:00.250Z", run.run().startedAt());
        assertEquals("localhost:8000", run.run().target());
        assertEquals("llama", run.run().model());
        assertEquals(new StageSummary.Counts(103, 100, 3, 0, 0), stage.requests());
        assertFalse(stage.metrics().containsKey("latency"), "its latency ends with the last content");
        assertEquals(300, compat(run, "aiperf", "request_latency").mean());
        assertEquals(12.25, metric(run, "itl").mean(), "ns to ms, exactly");
        assertFalse(stage.metrics().containsKey("tpot"));
        assertEquals(100, metric(run, "ttft").count());
        assertEquals(
                List.of(),
                metric(run, "ttft").tooFew().stream().filter("p95"::equals).toList());
        assertTrue(metric(run, "ttft").tooFew().contains("p99"));
        assertNull(metric(run, "icl").std(), "how many gaps there were is not told");
        assertNull(metric(run, "ttft").p999());
        assertNull(stage.rates().goodput());
        assertNull(stage.totals().promptTokens());
        assertEquals(6400, stage.totals().outputTokens());
        assertEquals(
                new StageSummary.ErrorCount("TooMany", 429, 3, "slow down"),
                stage.errors().getFirst());
        assertArrayEquals(new double[] {0, 10.5}, stage.windowSeconds());
    }

    @Test
    void linesOfAiperfAreCompiledAsItWould() throws IOException {
        RunSummary run = ResultImporters.summary(file("profile_export.jsonl", """
            {"metadata": {"benchmark_phase": "warmup", "request_start_ns": 1}, "metrics": {"request_latency": {"value": 9, "unit": "ms"}}, "error": null}
            {"metadata": {"benchmark_phase": "profiling", "request_start_ns": 1759813207532900363, "request_end_ns": 1759813207832900363}, "metrics": {"request_latency": {"value": 300, "unit": "ms"}, "time_to_first_token": {"value": 100, "unit": "ms"}, "inter_chunk_latency": {"value": [10, 30], "unit": "ms"}, "output_sequence_length": {"value": 11, "unit": "tokens"}}, "error": null}
            {"metadata": {"benchmark_phase": "profiling", "request_start_ns": 1759813208532900363, "request_end_ns": 1759813209032900363}, "metrics": {"request_latency": {"value": 500, "unit": "ms"}, "time_to_first_token": {"value": 300, "unit": "ms"}, "output_sequence_length": {"value": 19, "unit": "tokens"}}, "error": null}
            {"metadata": {"benchmark_phase": "profiling", "request_start_ns": 1759813208632900363, "was_cancelled": true}, "metrics": {}, "error": {"code": 499, "type": "RequestCancellationError", "message": "cut"}}
            """));
        StageSummary stage = stage(run, 0);
        assertEquals("2025-10-07T05:00:07.532900363Z", run.run().startedAt());
        assertEquals(new StageSummary.Counts(3, 2, 1, 0, 0), stage.requests());
        assertEquals(200, metric(run, "ttft").mean());
        assertEquals(Math.sqrt(20000), metric(run, "ttft").std(), 1e-9);
        assertEquals(2, metric(run, "icl").count());
        assertEquals(20, metric(run, "icl").p50());
        assertEquals(2 / 1.5, stage.rates().requests(), 1e-9);
        assertEquals(30 / 1.5, stage.rates().outputTokens(), 1e-9);
        assertNull(stage.rates().promptTokens());
        assertEquals(499, stage.errors().getFirst().code());
    }

    @Test
    void aResultOfVllmKeepsWhatItNamesOtherwiseApart() throws IOException {
        RunSummary run = ResultImporters.summary(file("vllm.json", """
            {"date": "20250131-142030", "backend": "openai-chat", "label": null, "model_id": "qwen", "num_prompts": 200,
             "request_rate": 5.0, "burstiness": 1.0, "max_concurrency": null, "duration": 40.0, "completed": 198,
             "total_input_tokens": 20000, "total_output_tokens": 9900, "request_throughput": 4.95,
             "request_goodput:": 4.5, "output_throughput": 247.5, "total_token_throughput": 747.5,
             "mean_ttft_ms": 45.5, "median_ttft_ms": 40, "std_ttft_ms": 5, "p99_ttft_ms": 90.25,
             "mean_tpot_ms": 11, "median_tpot_ms": 10.5, "p99_tpot_ms": 20, "p99.9_tpot_ms": 21,
             "mean_itl_ms": 10.75, "median_itl_ms": NaN, "std_itl_ms": 2, "p99_itl_ms": 60}
            """));
        StageSummary stage = stage(run, 0);
        assertEquals("2025-01-31T14:20:30Z", run.run().startedAt());
        assertEquals("poisson", stage.strategy().get("kind"));
        assertEquals(new StageSummary.Counts(200, 198, 2, 0, 0), stage.requests());
        assertEquals(40, metric(run, "ttft").p50());
        assertFalse(stage.metrics().containsKey("tpot"), "vLLM's TPOT is the ITL of the others");
        assertEquals(11, metric(run, "itl").mean());
        assertEquals(21, metric(run, "itl").p999());
        assertEquals(10.75, metric(run, "icl").mean(), "vLLM's ITL are the gaps");
        assertNull(metric(run, "icl").p50(), "NaN is absent");
        assertFalse(stage.compat().containsKey("vllm"), "not asked for, not there");
        assertEquals(500, stage.rates().promptTokens());
        assertEquals(4.5, stage.rates().goodput());
        assertNull(stage.concurrency().mean());
    }

    @Test
    void detailsOfVllmGiveWholeDistributionsOfWhatSucceeded() throws IOException {
        String result = """
            {"date": "20250131-142030", "model_id": "qwen", "num_prompts": 3, "request_rate": "inf", "max_concurrency": 2,
             "duration": 4.0, "completed": 2, "total_input_tokens": 30, "total_output_tokens": 8,
             "request_throughput": 0.5, "output_throughput": 2, "mean_ttft_ms": 150, "ttfts": [0.1, 0.2, 0.0],
             "itls": [[0.01, 0.03], [0.02, 0.02, 0.02], []], "input_lens": [10, 20, 0], "output_lens": [3, 4, 0],
             "errors": ["", "", "boom"]}\
            """;
        RunSummary run = ResultImporters.summary(file("two.json", result + "\n" + result));
        assertEquals(2, run.stages().size(), "appended results are stages");
        assertEquals(4, stage(run, 1).startSeconds());
        assertEquals(2L, stage(run, 0).strategy().get("streams"));
        assertEquals(2, metric(run, "ttft").count());
        assertEquals(100, metric(run, "ttft").min(), 1e-9);
        assertEquals(5, metric(run, "icl").count());
        assertEquals(20, metric(run, "itl").mean(), 1e-9);
        assertEquals(15, metric(run, "promptTokens").mean());
    }

    @Test
    void whoMeasuredItIsToldAndNotJudged() throws IOException {
        RunSummary run = ResultImporters.summary(
                file("a.json", "{\"request_throughput\": 1, \"completed\": 1, \"duration\": 1}"));
        assertEquals(Verdict.SUSPECT, run.verdict().value());
        assertEquals("imported", run.verdict().findings().getFirst().code());
    }

    @Test
    void anImportedRunIsListedAndOpenedAsARun() throws IOException {
        Path result =
                file("a.json", "{\"request_throughput\": 1, \"completed\": 1, \"duration\": 1, \"label\": \"Theirs\"}");
        Path runs = folder.resolve("w.plimsoll.json.runs");
        Path kept = ResultImporters.importInto(runs, result);
        Path again = ResultImporters.importInto(runs, result);
        assertEquals(kept.getFileName() + "-2", String.valueOf(again.getFileName()));
        List<RunEntry> listed = new RunCatalog(runs).list();
        assertEquals(2, listed.size());
        assertTrue(listed.getFirst().isImported());
        assertEquals("Theirs", listed.getFirst().name());
        assertNull(listed.getFirst().trouble());
        ArchivedRun opened = RunReader.open(kept);
        assertEquals(SummaryJson.write(ResultImporters.summary(result)), SummaryJson.write(opened.summary()));
        assertEquals(1, opened.figures().size());
        assertThrows(
                PlimsollException.class, () -> opened.recut(WindowChoice.between(1, 2)), "there is nothing to cut");
        assertEquals(Files.readString(result), Files.readString(kept.resolve("imported.json")), "nothing is lost");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\": 1,}|:1 is not JSON",
                "{\"a\": 1}|no result file that is known here",
                "''|is empty",
                "{\"benchmarks\": []}|benchmarks: holds no benchmark",
                "{\"benchmarks\": [{}]}|:1 benchmarks[0].metrics: is missing",
                "{\"benchmarks\": [{\"start_time\": \"soon\", \"metrics\": {}}]}|benchmarks[0].start_time: must be a"
                        + " number",
                "{\"benchmarks\": [{\"metrics\": {}}]}|benchmarks[0].metrics.request_totals: is missing",
                "{\"aiperf_version\": \"1\"}|request_count: is missing",
                "{\"aiperf_version\": \"1\", \"request_count\": {\"avg\": 1.5}}|request_count.avg: must be a whole"
                        + " number",
                "{\"aiperf_version\": \"1\", \"request_count\": {\"avg\": 1}, \"time_to_first_token\": {\"unit\":"
                        + " \"h\"}}|time_to_first_token.unit: 'h' is not a unit of time_to_first_token",
                "{\"request_throughput\": 1, \"completed\": 2, \"mean_ttft_ms\": \"5\"}|duration: is missing",
                "{\"request_throughput\": 1, \"completed\": 2, \"duration\": 1, \"ttfts\": [1, \"x\"], \"errors\":"
                        + " [\"\", \"\"]}|ttfts[1]: must be a number"
            })
    void aWrongFileIsToldWithItsPlace(String text, String told) throws IOException {
        Path wrong = file("wrong.json", text);
        PlimsollException e = assertThrows(PlimsollException.class, () -> ResultImporters.summary(wrong));
        assertEquals(ExitCode.USAGE, e.exitCode());
        assertTrue(String.valueOf(e.getMessage()).contains(told), e.getMessage());
    }

    @Test
    void aFaultInALineNamesTheLine() throws IOException {
        Path lines = file("r.jsonl", """
            {"metadata": {"request_start_ns": 1}, "metrics": {}, "error": null}
            {"metadata": {"request_start_ns": 2},
             "metrics": {"time_to_first_token": {"value": "fast", "unit": "ms"}}, "error": null}
            """);
        PlimsollException e = assertThrows(PlimsollException.class, () -> ResultImporters.summary(lines));
        assertEquals(3, e.problems().getFirst().line());
        assertEquals(
                "metrics.time_to_first_token.value", e.problems().getFirst().path());
    }
}
