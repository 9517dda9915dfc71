package dev.plimsoll.engine.report;

import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.metrics.StageSeries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** {@code series.csv}: one row per stage and second (or shorter step). */
final class SeriesCsv {
    private static final Map<String, Function<StageSeries, double[]>> COLUMNS = new LinkedHashMap<>();

    static {
        COLUMNS.put("offered_requests_per_s", StageSeries::offered);
        COLUMNS.put("sent_requests_per_s", StageSeries::sent);
        COLUMNS.put("completed_requests_per_s", StageSeries::completed);
        COLUMNS.put("errored_requests_per_s", StageSeries::errored);
        COLUMNS.put("output_tokens_per_s", StageSeries::outputTokens);
        COLUMNS.put("in_flight_mean", StageSeries::inFlight);
        COLUMNS.put("ttft_p50_ms", StageSeries::ttftP50Ms);
        COLUMNS.put("ttft_p90_ms", StageSeries::ttftP90Ms);
        COLUMNS.put("ttft_p99_ms", StageSeries::ttftP99Ms);
        COLUMNS.put("latency_p50_ms", StageSeries::latencyP50Ms);
        COLUMNS.put("latency_p90_ms", StageSeries::latencyP90Ms);
        COLUMNS.put("latency_p99_ms", StageSeries::latencyP99Ms);
        COLUMNS.put("latency_from_schedule_p99_ms", StageSeries::latencyFromScheduleP99Ms);
        COLUMNS.put("prefill_mean", StageSeries::prefill);
        COLUMNS.put("decode_mean", StageSeries::decode);
        COLUMNS.put("tokens_in_flight_mean", StageSeries::tokensInFlight);
    }

    private SeriesCsv() {}

    static void write(List<StageFigures> stages, Appendable out) throws IOException {
        CsvText csv = new CsvText(out);
        List<String> names = new ArrayList<>(List.of("stage_index", "run_s", "stage_s", "step_s"));
        names.addAll(COLUMNS.keySet());
        csv.header(names).endRow();
        for (StageFigures stage : stages) {
            StageSeries series = stage.series();
            List<double[]> columns =
                    COLUMNS.values().stream().map(c -> c.apply(series)).toList();
            for (int i = 0; i < series.completed().length; i++) {
                double at = i * series.stepSeconds();
                csv.number(series.stage()).number(series.startSeconds() + at).number(at);
                csv.number(series.stepSeconds());
                for (double[] column : columns) {
                    csv.number(column[i] < 0 ? null : (Double) column[i]);
                }
                csv.endRow();
            }
        }
    }
}
