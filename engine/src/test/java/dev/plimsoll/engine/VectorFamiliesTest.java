package dev.plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No file of a family that Plimsoll answers for lies unread, neither among the project's own vectors nor in a folder that is given. */
class VectorFamiliesTest {
    /** The beginnings of their names, one a line. */
    private static final List<String> OURS = List.of(
            "aiperf/arrival_intervals",
            "aiperf/auto_detect_and_jmespath",
            "aiperf/axis_aligned_ellipse",
            "aiperf/covariance_ellipse",
            "aiperf/dataset_row_validation",
            "aiperf/distribution_stats",
            "aiperf/duration_parse",
            "aiperf/endpoint_response_parsing",
            "aiperf/error_adjusted_percentiles",
            "aiperf/finite_float_field",
            "aiperf/goodput",
            "aiperf/http_trace_metrics",
            "aiperf/is_finite_value",
            "aiperf/multi_run_confidence",
            "aiperf/nan_safe_stats",
            "aiperf/orchestrator_validation",
            "aiperf/path_safety",
            "aiperf/payload_and_extra_merge",
            "aiperf/prometheus_histogram_quantile",
            "aiperf/ramps",
            "aiperf/rate_series",
            "aiperf/record_metrics",
            "aiperf/sampling_distributions",
            "aiperf/scrub_non_finite",
            "aiperf/sequence_distribution_parse",
            "aiperf/sse_stream_parsing",
            "aiperf/sweepline",
            "aiperf/t_confidence_points",
            "aiperf/timeslice_assignment",
            "aiperf/trace_prefix_analysis",
            "aiperf/uncertainty_",
            "aiperf/user_centric_start",
            "guidellm/arg_string",
            "guidellm/benchmark_compile",
            "guidellm/column_mapping",
            "guidellm/concurrency_distribution",
            "guidellm/constraint_",
            "guidellm/conversation_dag",
            "guidellm/distribution_from_values",
            "guidellm/length_samplers",
            "guidellm/merge_times",
            "guidellm/osd_",
            "guidellm/percentiles_from_pdf",
            "guidellm/profile_",
            "guidellm/progress_combine",
            "guidellm/rate_distribution",
            "guidellm/request_bodies",
            "guidellm/request_stats",
            "guidellm/sse_parsing",
            "guidellm/status_distribution",
            "guidellm/strategy_",
            "guidellm/transient_phase",
            "guidellm/worker_allocation",
            "llama-swap/command-line",
            "llama-swap/config",
            "llama-swap/fifo",
            "llama-swap/group-eviction",
            "llama-swap/matrix-",
            "llama-swap/http-wire",
            "llama-swap/policy-comparison",
            "llama-swap/process-lifecycle",
            "llama-swap/router-hazards",
            "llama-swap/selectors",
            "llama-swap/serial");

    private static final Pattern LITERAL = Pattern.compile("\"((?:guidellm|aiperf|llama-swap)/[a-z_-]+)\"");

    @Test
    void everyFileOfOurFamiliesIsReadByAVectorTest() {
        List<String> read = read();
        List<String> unread = VectorFiles.names().stream()
                .filter(name -> OURS.stream().anyMatch(name::startsWith))
                .filter(name -> read.stream().noneMatch(name::startsWith))
                .toList();
        assertEquals(List.of(), unread, "vectors that no test reads");
    }

    /** The families that vector tests name, written out as {@code "guidellm/osd_t_quantile"}. */
    private static List<String> read() {
        List<String> families = new ArrayList<>();
        Path sources = Path.of(System.getProperty("basedir", "")).resolve("src/test/java");
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith("VectorTest.java")).toList()) {
                LITERAL.matcher(Files.readString(file)).results().forEach(match -> families.add(match.group(1)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return families;
    }
}
