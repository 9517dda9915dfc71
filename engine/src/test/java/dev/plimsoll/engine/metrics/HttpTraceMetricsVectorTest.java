package dev.plimsoll.engine.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.CompatibilityRules;
import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.metrics.HttpPhases.Phase;
import dev.plimsoll.engine.record.RequestTimings;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** AIPerf's phases of an HTTP exchange. */
class HttpTraceMetricsVectorTest {
    /** Counts that are facts of the wire, not computed from instants. */
    private static final Set<String> COUNTS = Set.of(
            "http_req_data_sent",
            "http_req_data_received",
            "http_req_connection_reused",
            "http_req_chunks_sent",
            "http_req_chunks_received");

    private static final Map<String, Phase> PHASES = Map.of(
            "http_req_blocked", Phase.BLOCKED,
            "http_req_dns_lookup", Phase.DNS,
            "http_req_connecting", Phase.CONNECTING,
            "http_req_sending", Phase.SENDING,
            "http_req_waiting", Phase.WAITING,
            "http_req_receiving", Phase.RECEIVING,
            "http_req_duration", Phase.DURATION);

    static Stream<JsonNode> cases() {
        return VectorFiles.family("aiperf/http_trace_metrics").stream().flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void phasesAreThoseBetweenTheInstants(JsonNode vector) {
        CompatibilityRules.rule("aiperf/http_trace_metrics", "counts-are-facts").inForce();
        HttpPhases phases = HttpPhases.of(instants(vector.at("/input/trace")));
        Map<String, String> expected = new TreeMap<>();
        Map<String, String> ours = new TreeMap<>();
        vector.get("expected").properties().forEach(metric -> {
            if (!COUNTS.contains(metric.getKey())) {
                JsonNode value = metric.getValue();
                expected.put(metric.getKey(), value.has("raises") ? "inconsistent" : value.toString());
                ours.put(metric.getKey(), told(phases, metric.getKey()));
            }
        });
        assertTrue(expected.size() >= PHASES.size(), vector::toString);
        assertEquals(expected, ours);
    }

    private static String told(HttpPhases p, String metric) {
        Phase phase = PHASES.get(metric);
        if (phase != null && p.inconsistent().contains(phase)) {
            return "inconsistent";
        }
        long ns = switch (metric) {
            case "http_req_blocked" -> p.blockedNs();
            case "http_req_dns_lookup" -> p.dnsNs();
            case "http_req_connecting" -> p.connectingNs();
            case "http_req_sending" -> p.sendingNs();
            case "http_req_waiting" -> p.waitingNs();
            case "http_req_receiving" -> p.receivingNs();
            case "http_req_duration" -> p.durationNs();
            case "http_req_connection_overhead" -> p.connectionOverheadNs();
            case "http_req_total" -> p.totalNs();
            default -> throw new AssertionError("a phase we do not know: " + metric);
        };
        return RequestTimings.has(ns) ? Long.toString(ns) : "null";
    }

    private static HttpPhases.Instants instants(JsonNode trace) {
        return new HttpPhases.Instants(
                at(trace, "connection_pool_wait_start"),
                at(trace, "connection_pool_wait_end"),
                at(trace, "dns_lookup_start"),
                at(trace, "dns_lookup_end"),
                at(trace, "tcp_connect_start"),
                at(trace, "tcp_connect_end"),
                at(trace, "request_send_start"),
                at(trace, "request_send_end"),
                at(trace, "response_receive_start"),
                at(trace, "response_receive_end"),
                trace.hasNonNull("dns_cache_hit_perf_ns"),
                trace.hasNonNull("connection_reused_perf_ns"));
    }

    private static long at(JsonNode trace, String name) {
        JsonNode ns = trace.get(name + "_perf_ns");
        return ns == null || ns.isNull() ? RequestTimings.ABSENT : ns.longValue();
    }
}
