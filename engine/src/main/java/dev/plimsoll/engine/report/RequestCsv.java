package dev.plimsoll.engine.report;

import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.metrics.MetricDefinition;
import dev.plimsoll.engine.metrics.Metrics;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestInfo;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.TokenCounts;
import dev.plimsoll.engine.record.WireFacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;

/** {@code requests.csv}: one row per request, its times in nanoseconds of run time and its metrics. */
final class RequestCsv {
    private static final List<String> WHO = List.of(
            "stage_index",
            "request",
            "slot",
            "stream",
            "node",
            "worker",
            "conversation",
            "turn",
            "label",
            "model",
            "status",
            "error_kind",
            "http_status",
            "error",
            "cancel_reason");
    private static final Map<String, ToLongFunction<RequestTimings>> TIMES = new LinkedHashMap<>();

    static {
        TIMES.put("intended_ns", RequestTimings::intended);
        TIMES.put("queued_ns", RequestTimings::queued);
        TIMES.put("handed_to_worker_ns", RequestTimings::handedToWorker);
        TIMES.put("send_start_ns", RequestTimings::sendStart);
        TIMES.put("send_end_ns", RequestTimings::sendEnd);
        TIMES.put("first_byte_ns", RequestTimings::firstByte);
        TIMES.put("first_event_ns", RequestTimings::firstEvent);
        TIMES.put("first_token_ns", RequestTimings::firstToken);
        TIMES.put("first_output_token_ns", RequestTimings::firstOutputToken);
        TIMES.put("last_token_ns", RequestTimings::lastToken);
        TIMES.put("end_ns", RequestTimings::end);
    }

    private static final List<String> WIRE = List.of(
            "requested_output_tokens",
            "output_token_source",
            "bytes_sent",
            "bytes_received",
            "events",
            "content_events",
            "reads",
            "shared_read_events",
            "connection_reused",
            "retries",
            "server_request_id",
            "router_model");

    private RequestCsv() {}

    static void write(ArchivedRun run, Appendable out) throws IOException {
        CsvText csv = new CsvText(out);
        List<String> names = new ArrayList<>(WHO);
        names.addAll(TIMES.keySet());
        for (MetricDefinition metric : Metrics.all()) {
            names.add(CsvText.column(metric.tag(), "", metric.unit()));
        }
        names.addAll(WIRE);
        csv.header(names).endRow();
        try {
            run.forEachRecord(record -> {
                try {
                    row(record, csv);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void row(RequestRecord record, CsvText csv) throws IOException {
        RequestInfo info = record.info();
        csv.number(info.stage())
                .number(info.number())
                .natural(info.slot())
                .natural(info.stream())
                .number(info.node())
                .number(info.worker())
                .number(info.conversationId())
                .number(info.turn())
                .text(info.label())
                .text(info.model())
                .text(record.status().text());
        RequestError error = record.error();
        csv.text(error == null ? null : error.kind().text());
        csv.natural(record.wire().httpStatus() == 0 ? -1 : record.wire().httpStatus());
        csv.text(error == null ? null : error.sample()).text(record.cancelReason());
        for (ToLongFunction<RequestTimings> time : TIMES.values()) {
            csv.time(time.applyAsLong(record.timings()));
        }
        for (MetricDefinition metric : Metrics.all()) {
            OptionalDouble value = metric.valueOf(record);
            csv.number(value.isPresent() ? (Double) value.getAsDouble() : null);
        }
        TokenCounts tokens = record.tokens();
        WireFacts wire = record.wire();
        csv.natural(tokens.requestedOutput())
                .text(tokens.outputSource().text())
                .number(wire.bytesSent())
                .number(wire.bytesReceived())
                .number(wire.events())
                .number(wire.contentEvents())
                .number(wire.reads())
                .number(wire.sharedReadEvents())
                .yesNo(wire.connectionReused())
                .number(wire.retries())
                .text(wire.serverRequestId())
                .text(record.routed() == null ? null : record.routed().model())
                .endRow();
    }
}
