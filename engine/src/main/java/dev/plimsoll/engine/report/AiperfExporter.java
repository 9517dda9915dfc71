package dev.plimsoll.engine.report;

import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.file.AtomicFile;
import dev.plimsoll.engine.file.FileTrouble;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.stats.FiniteJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code profile_export_aiperf.json} and {@code profile_export.jsonl} in the shape of AIPerf, for whatever reads its files. It has one
 * folder per benchmark, and a stage is one: with several stages there is a folder {@code stage-1}, {@code stage-2}... for each. The
 * figures are computed by its rules, not ours (docs/metrics.md).
 */
public final class AiperfExporter implements Exporter {
    /** Version of AIPerf's own export format. */
    private static final String SCHEMA_VERSION = "1.0";

    private static final String SUMMARY = "profile_export_aiperf.json";
    private static final String RECORDS = "profile_export.jsonl";
    private static final int CANCELLED = 499;
    private static final double US_PER_MS = 1e3;
    private static final JsonMapper JSON =
            FiniteJson.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    @Override
    public String format() {
        return "aiperf";
    }

    @Override
    public String description() {
        return "profile_export_aiperf.json and profile_export.jsonl in AIPerf's shape, its figures by its own rules";
    }

    @Override
    public boolean usual() {
        return false;
    }

    @Override
    public List<Path> export(ArchivedRun run, ExportOptions options, Path folder) {
        RunSummary summary = run.summary();
        List<OneStage> stages = new ArrayList<>();
        for (RunSummary.Stage stage : summary.stages()) {
            StageSummary figures = stage.figures();
            Path own = summary.stages().size() == 1 ? folder : folder.resolve("stage-" + (figures.index() + 1));
            stages.add(new OneStage(summary, figures, own));
        }
        records(run, stages, 0);
        List<Path> files = new ArrayList<>();
        for (OneStage stage : stages) {
            AtomicFile.write(stage.summaryFile(), out -> {
                try (JsonGenerator json = JSON.writerWithDefaultPrettyPrinter().createGenerator(out)) {
                    stage.write(json);
                }
            });
            files.add(stage.summaryFile());
            files.add(stage.recordsFile());
        }
        return files;
    }

    /** The files of requests, nested so that all are open while the run is read once. */
    private static void records(ArchivedRun run, List<OneStage> stages, int opened) {
        if (opened == stages.size()) {
            Map<Integer, OneStage> byIndex = new HashMap<>();
            stages.forEach(stage -> byIndex.put(stage.stage.index(), stage));
            run.forEachRecord(record -> {
                OneStage stage = byIndex.get(record.info().stage());
                if (stage != null) {
                    stage.add(record);
                }
            });
            return;
        }
        OneStage stage = stages.get(opened);
        prepare(stage.folder);
        AtomicFile.write(stage.recordsFile(), out -> {
            try (JsonGenerator json = JSON.createGenerator(out)) {
                stage.lines = json;
                records(run, stages, opened + 1);
            }
        });
    }

    private static void prepare(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw PlimsollException.failed(folder + " cannot be made: " + FileTrouble.reason(e) + ".", e);
        }
    }

    /** One stage while its requests are read. */
    private static final class OneStage {
        private final RunSummary summary;
        private final StageSummary stage;
        private final Path folder;
        private final AiperfBenchmark benchmark = new AiperfBenchmark();
        private final Map<Long, Integer> sessions = new HashMap<>();
        private final long originNs;
        private final long fromNs;
        private final long toNs;
        private boolean cancelled;
        private @Nullable JsonGenerator lines;

        OneStage(RunSummary summary, StageSummary stage, Path folder) {
            this.summary = summary;
            this.stage = stage;
            this.folder = folder;
            Instant start = Instant.parse(summary.run().startedAt());
            this.originNs = start.getEpochSecond() * 1_000_000_000L + start.getNano();
            this.fromNs = Math.round((stage.startSeconds() + stage.windowSeconds()[0]) * 1e9);
            this.toNs = Math.round((stage.startSeconds() + stage.windowSeconds()[1]) * 1e9);
        }

        Path summaryFile() {
            return folder.resolve(SUMMARY);
        }

        Path recordsFile() {
            return folder.resolve(RECORDS);
        }

        /** A request that was sent in the window: what AIPerf calls the profiling phase. */
        void add(RequestRecord record) {
            JsonGenerator json = Objects.requireNonNull(lines);
            long sent = record.timings().sendStart();
            if (record.info().stage() != stage.index() || !RequestTimings.has(sent) || sent < fromNs || sent > toNs) {
                return;
            }
            json.writeStartObject();
            json.writeName("metadata");
            metadata(record, json);
            json.writeName("metrics");
            json.writeStartObject();
            if (record.status() == RequestStatus.COMPLETED) {
                benchmark.successful(originNs + sent, AiperfMetric.latencyNs(record));
                metrics(record, json);
            } else if (record.tokens().prompt() >= 0) {
                benchmark.value("error_isl", "tokens", record.tokens().prompt());
                value(json, "error_isl", "tokens", record.tokens().prompt());
            }
            json.writeEndObject();
            json.writeName("error");
            if (record.status() == RequestStatus.COMPLETED) {
                json.writeNull();
            } else {
                failure(record, json);
            }
            json.writeEndObject();
            json.writeRaw('\n');
        }

        private void metadata(RequestRecord record, JsonGenerator json) {
            RequestTimings times = record.timings();
            boolean cut = record.status() == RequestStatus.CANCELLED;
            int session = sessions.computeIfAbsent(record.info().conversationId(), _ -> sessions.size());
            json.writeStartObject();
            json.writeNumberProperty("session_num", session);
            json.writeStringProperty("x_request_id", Long.toString(record.info().requestId()));
            json.writeStringProperty(
                    "x_correlation_id", Long.toString(record.info().conversationId()));
            json.writeStringProperty(
                    "conversation_id", Long.toString(record.info().conversationId()));
            json.writeNumberProperty("turn_index", record.info().turn());
            time(json, "request_start_ns", times.sendStart());
            time(json, "request_ack_ns", times.firstByte());
            time(json, "request_end_ns", times.end());
            json.writeStringProperty("worker_id", "worker_" + record.info().worker());
            json.writeStringProperty("record_processor_id", "plimsoll");
            json.writeStringProperty("benchmark_phase", "profiling");
            json.writeBooleanProperty("was_cancelled", cut);
            if (cut) {
                time(json, "cancellation_time_ns", times.end());
            } else {
                json.writeNullProperty("cancellation_time_ns");
            }
            json.writeEndObject();
        }

        private void time(JsonGenerator json, String name, long runTimeNs) {
            if (RequestTimings.has(runTimeNs)) {
                json.writeNumberProperty(name, originNs + runTimeNs);
            } else {
                json.writeNullProperty(name);
            }
        }

        private void metrics(RequestRecord record, JsonGenerator json) {
            for (AiperfMetric metric : AiperfMetric.values()) {
                OptionalDouble value = metric.of(record);
                if (value.isPresent()) {
                    benchmark.value(metric.tag(), metric.unit(), value.getAsDouble());
                    value(json, metric.tag(), metric.unit(), value.getAsDouble());
                    if (metric == AiperfMetric.OSL_MISMATCH_DIFF_PCT) {
                        benchmark.mismatch(value.getAsDouble(), record.tokens().requestedOutput());
                    }
                }
            }
            int[] deltasUs = record.contentDeltasUs();
            if (deltasUs.length > 1) {
                json.writeName("inter_chunk_latency");
                json.writeStartObject();
                json.writeName("value");
                json.writeStartArray();
                for (int i = 1; i < deltasUs.length; i++) {
                    benchmark.gap(deltasUs[i]);
                    json.writeNumber(deltasUs[i] / US_PER_MS);
                }
                json.writeEndArray();
                json.writeStringProperty("unit", "ms");
                json.writeEndObject();
            }
        }

        private static void value(JsonGenerator json, String tag, String unit, double value) {
            json.writeName(tag);
            json.writeStartObject();
            json.writeNumberProperty("value", value);
            json.writeStringProperty("unit", unit);
            json.writeEndObject();
        }

        private void failure(RequestRecord record, JsonGenerator json) {
            RequestError error = record.error();
            if (error == null) {
                cancelled = true;
                String reason = "Request was cancelled: " + record.cancelReason();
                error(json, CANCELLED, "RequestCancellationError", reason);
                benchmark.failed(CANCELLED, "RequestCancellationError", reason);
            } else {
                error(json, error.httpStatus(), error.kind().text(), error.sample());
                benchmark.failed(error.httpStatus(), error.kind().text(), error.sample());
            }
        }

        private static void error(JsonGenerator json, int code, String type, String message) {
            json.writeStartObject();
            if (code > 0) {
                json.writeNumberProperty("code", code);
            }
            json.writeStringProperty("type", type);
            json.writeStringProperty("message", message);
            json.writeEndObject();
        }

        void write(JsonGenerator json) {
            Instant start = Instant.parse(summary.run().startedAt());
            json.writeStartObject();
            json.writeStringProperty("schema_version", SCHEMA_VERSION);
            json.writeStringProperty(
                    "aiperf_version", "written by Plimsoll " + summary.run().version());
            json.writeStringProperty("benchmark_id", summary.run().id() + "-" + stage.index());
            benchmark.blocks().forEach((tag, block) -> {
                json.writeName(tag);
                json.writeStartObject();
                json.writeStringProperty("unit", block.unit());
                block.values().forEach((name, value) -> {
                    if (name.equals("count")) {
                        json.writeNumberProperty(name, value.longValue());
                    } else {
                        json.writeNumberProperty(name, value);
                    }
                });
                json.writeEndObject();
            });
            json.writeName("input_config");
            config(json);
            json.writeBooleanProperty("was_cancelled", cancelled);
            json.writeName("error_summary");
            json.writeStartArray();
            for (AiperfBenchmark.ErrorCount each : benchmark.errors()) {
                json.writeStartObject();
                json.writeName("error_details");
                error(json, each.code(), each.type(), each.message());
                json.writeNumberProperty("count", each.count());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringProperty("start_time", start.plusNanos(fromNs).toString());
            json.writeStringProperty("end_time", start.plusNanos(toNs).toString());
            json.writeEndObject();
        }

        private void config(JsonGenerator json) {
            json.writeStartObject();
            json.writeName("endpoint");
            json.writeStartObject();
            String model = summary.run().model();
            if (model != null) {
                json.writeName("model_names");
                json.writeStartArray();
                json.writeString(model);
                json.writeEndArray();
            }
            json.writeStringProperty("url", summary.run().target());
            json.writeEndObject();
            json.writeName("loadgen");
            json.writeStartObject();
            number(json, "request_rate", stage.strategy().get("rate"));
            number(json, "concurrency", stage.strategy().get("streams"));
            json.writeEndObject();
            json.writeEndObject();
        }

        private static void number(JsonGenerator json, String name, @Nullable Object value) {
            if (value instanceof Number n) {
                json.writeNumberProperty(name, n.doubleValue());
            }
        }
    }
}
