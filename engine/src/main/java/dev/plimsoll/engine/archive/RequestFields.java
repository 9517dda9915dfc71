package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.metrics.MetricDefinition;
import dev.plimsoll.engine.metrics.Metrics;
import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.TokenSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** All fields of a request, with their formulas in SQL; a test holds these to the ones in {@link Metrics}. */
final class RequestFields {
    private static final String ROUTER_WAIT_US =
            "(routerQueuedUs + routerEvictingUs + routerSpawningUs + routerHealthUs)";

    private static final Map<String, String> METRIC_SQL = Map.ofEntries(
            Map.entry("ttft", between("sendStartNs", "firstTokenNs")),
            Map.entry("ttftFromSchedule", between("intendedNs", "firstTokenNs")),
            Map.entry("ttfo", between("sendStartNs", "firstOutputTokenNs")),
            Map.entry("ttfb", between("sendStartNs", "firstByteNs")),
            Map.entry("firstEvent", between("sendStartNs", "firstEventNs")),
            Map.entry("tpot", tpot()),
            Map.entry("itl", "CASE WHEN outputTokens > 1 THEN " + streamed() + " / (outputTokens - 1) END"),
            Map.entry(Metrics.ICL, longestGap()),
            Map.entry("maxStall", longestGap()),
            Map.entry("latency", between("sendStartNs", "endNs")),
            Map.entry("latencyFromSchedule", between("intendedNs", "endNs")),
            Map.entry("timeToError", "CASE WHEN status = 'errored' THEN " + between("sendStartNs", "endNs") + " END"),
            Map.entry("sendLag", "(sendStartNs - intendedNs) / 1e3"),
            Map.entry("dispatchLag", "(queuedNs - intendedNs) / 1e3"),
            Map.entry("queueTime", between("queuedNs", "sendStartNs")),
            Map.entry("promptTokens", "promptTokens"),
            Map.entry("outputTokens", "outputTokens"),
            Map.entry("totalTokens", "(promptTokens + outputTokens)"),
            Map.entry("cachedTokens", "cachedTokens"),
            Map.entry("reasoningTokens", "reasoningTokens"),
            Map.entry("outputTokensPerSecondPerUser", "1000 / nullif(greatest(" + tpot() + ", 0), 0)"),
            Map.entry("outputLengthMismatch", mismatch("outputTokens", "requestedOutputTokens")),
            Map.entry("clientPromptTokens", "clientPromptTokens"),
            Map.entry("clientOutputTokens", "clientOutputTokens"),
            Map.entry(
                    "promptUsageMismatch",
                    "CASE WHEN promptTokenSource = 'usage' THEN " + mismatch("promptTokens", "clientPromptTokens")
                            + " END"),
            Map.entry(
                    "usageMismatch",
                    "CASE WHEN tokenSource = 'usage' THEN "
                            + mismatch("outputTokens", "coalesce(clientOutputTokens, contentEvents)") + " END"),
            Map.entry("streamEvents", "nullif(events, 0)"),
            Map.entry("tokensPerEvent", "outputTokens / nullif(contentEvents, 0)::DOUBLE"),
            Map.entry("blocked", "blockedNs / 1e6"),
            Map.entry("connect", "connectNs / 1e6"),
            Map.entry("tls", "tlsNs / 1e6"),
            Map.entry("sending", phase("sendStartNs", "sendEndNs")),
            Map.entry("waiting", phase("sendEndNs", "firstByteNs")),
            Map.entry("receiving", phase("firstByteNs", "endNs")),
            Map.entry("images", "nullif(images, 0)"),
            Map.entry("imagePixels", "nullif(imagePixels, 0)"),
            Map.entry("imageBytes", "nullif(imageBytes, 0)"),
            Map.entry("audioDuration", "nullif(audioNs, 0) / 1e6"),
            Map.entry("audioBytes", "nullif(audioBytes, 0)"),
            Map.entry(
                    "realTimeFactor",
                    "CASE WHEN endNs > sendStartNs THEN nullif(audioNs, 0) / (endNs - sendStartNs)::DOUBLE END"),
            Map.entry("toolCalls", "nullif(toolCalls, 0)"),
            Map.entry("routerQueue", "routerQueuedUs / 1e3"),
            Map.entry("routerEvicting", "routerEvictingUs / 1e3"),
            Map.entry("routerSpawning", "routerSpawningUs / 1e3"),
            Map.entry("routerHealthWait", "routerHealthUs / 1e3"),
            Map.entry("routerWait", ROUTER_WAIT_US + " / 1e3"),
            Map.entry("routerProxying", "routerProxyingUs"),
            Map.entry("ttftServed", between("sendStartNs", "firstTokenNs") + " - " + ROUTER_WAIT_US + " / 1e3"));

    /** In table order. */
    static final List<RequestField> ALL = all();

    private RequestFields() {}

    private static List<RequestField> all() {
        List<RequestField> fields = new ArrayList<>();
        fields.add(RequestField.count(
                "stage", "Stage", "", "(stage + 1)", r -> r.info().stage() + 1));
        fields.add(RequestField.count(
                "request", "Request", "", "(id & 1099511627775)", r -> r.info().number()));
        fields.add(RequestField.text(
                "status",
                "Status",
                "status",
                r -> r.status().text(),
                Arrays.stream(RequestStatus.values())
                        .filter(RequestStatus::isTerminal)
                        .map(RequestStatus::text)
                        .toArray(String[]::new)));
        fields.add(RequestField.instant("intended", "Intended", "intendedNs", RequestTimings::intended));
        fields.add(RequestField.instant("sent", "Sent", "sendStartNs", RequestTimings::sendStart));
        fields.add(RequestField.instant("firstToken", "First token", "firstTokenNs", RequestTimings::firstToken));
        fields.add(RequestField.instant("end", "End", "endNs", RequestTimings::end));
        for (MetricDefinition metric : Metrics.all()) {
            String sql = METRIC_SQL.get(metric.tag());
            if (sql == null) {
                throw new IllegalStateException("no query for the metric " + metric.tag());
            }
            fields.add(RequestField.number(metric.tag(), metric.label(), metric.unit(), sql, metric::valueOf));
        }
        fields.add(RequestField.count(
                "requestedOutputTokens",
                "Requested output tokens",
                "tok",
                "requestedOutputTokens",
                r -> r.tokens().requestedOutput()));
        fields.add(RequestField.text(
                "errorKind",
                "Error",
                "errorKind",
                r -> r.error() == null ? null : r.error().kind().text(),
                Arrays.stream(ErrorKind.values()).map(ErrorKind::text).toArray(String[]::new)));
        fields.add(RequestField.count(
                "httpStatus",
                "HTTP status",
                "",
                "nullif(httpStatus, 0)",
                r -> r.wire().httpStatus() == 0 ? -1 : r.wire().httpStatus()));
        fields.add(RequestField.text(
                "message",
                "Message",
                "errorSample",
                r -> r.error() == null ? null : r.error().sample()));
        fields.add(RequestField.text("cancelReason", "Cancelled by", "cancelReason", r -> r.cancelReason()));
        fields.add(RequestField.text("label", "Label", "label", r -> r.info().label()));
        fields.add(RequestField.text("model", "Model", "model", r -> r.info().model()));
        fields.add(RequestField.text(
                "routerModel",
                "Served by model",
                "routerModel",
                r -> r.routed() == null ? null : r.routed().model()));
        fields.add(RequestField.count("slot", "Slot", "", "slot", r -> r.info().slot()));
        fields.add(RequestField.count("stream", "Stream", "", "stream", r -> r.info().stream()));
        fields.add(RequestField.count(
                "worker", "Worker", "", "worker", r -> r.info().worker()));
        fields.add(RequestField.count(
                "conversation",
                "Conversation",
                "",
                "conversation",
                r -> r.info().conversationId()));
        fields.add(RequestField.count("turn", "Turn", "", "turn", r -> r.info().turn()));
        fields.add(RequestField.count(
                "events", "Events", "", "events", r -> r.wire().events()));
        fields.add(RequestField.count(
                "contentEvents", "Chunks", "", "contentEvents", r -> r.wire().contentEvents()));
        fields.add(RequestField.count(
                "bytesSent", "Bytes sent", "B", "bytesSent", r -> r.wire().bytesSent()));
        fields.add(RequestField.count(
                "bytesReceived",
                "Bytes received",
                "B",
                "bytesReceived",
                r -> r.wire().bytesReceived()));
        fields.add(
                RequestField.count("reads", "Reads", "", "reads", r -> r.wire().reads()));
        fields.add(RequestField.count(
                "sharedReadEvents",
                "Chunks sharing a read",
                "",
                "sharedReadEvents",
                r -> r.wire().sharedReadEvents()));
        fields.add(RequestField.text(
                "connectionReused",
                "Connection reused",
                "CASE WHEN connectionReused THEN 'yes' ELSE 'no' END",
                r -> r.wire().connectionReused() ? "yes" : "no",
                "yes",
                "no"));
        fields.add(RequestField.text(
                "tokenSource",
                "Tokens counted by",
                "tokenSource",
                r -> r.tokens().outputSource().text(),
                Arrays.stream(TokenSource.values()).map(TokenSource::text).toArray(String[]::new)));
        fields.add(RequestField.count(
                "retries", "Retries", "", "retries", r -> r.wire().retries()));
        fields.add(RequestField.text(
                "serverRequestId",
                "Server's id",
                "serverRequestId",
                r -> r.wire().serverRequestId()));
        return List.copyOf(fields);
    }

    private static String between(String earlier, String later) {
        return "(" + later + " - " + earlier + ") / 1e6";
    }

    private static String mismatch(String got, String expected) {
        return "(CASE WHEN " + expected + " > 0 THEN (" + got + " - " + expected + ") / " + expected + "::DOUBLE END)";
    }

    private static String phase(String from, String to) {
        return "CASE WHEN " + to + " >= " + from + " THEN " + between(from, to) + " END";
    }

    private static String streamed() {
        return "(lastTokenNs - firstTokenNs) / 1e6";
    }

    private static String tpot() {
        String later = "(outputTokens - greatest(1, coalesce(tokensInFirstChunk, 1)))";
        return "(CASE WHEN outputTokens > 1 AND " + later + " > 0 AND contentEvents > 1 THEN " + streamed() + " / "
                + later + " END)";
    }

    private static String longestGap() {
        return RecordField.LONGEST_GAP + " / 1e3";
    }
}
