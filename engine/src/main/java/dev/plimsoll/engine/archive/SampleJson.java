package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.record.IntervalSample;
import dev.plimsoll.engine.record.SelfSample;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import tools.jackson.core.JsonGenerator;

/**
 * What workers tell each second, as lines of {@code series.jsonl}: {@code kind} is {@code interval} or {@code self}; histograms are
 * HdrHistogram's V2 compressed encoding in base64, so that any window can be cut again later.
 */
final class SampleJson {
    /** Columns with their DuckDB types. */
    static final Map<String, String> COLUMNS = columns();

    private SampleJson() {}

    static void write(JsonGenerator out, IntervalSample s) {
        head(out, "interval", s.stage(), s.worker(), s.startNs(), s.lengthNs());
        out.writeNumberProperty("started", s.started());
        out.writeNumberProperty("completed", s.completed());
        out.writeNumberProperty("errored", s.errored());
        out.writeNumberProperty("inFlight", s.inFlight());
        out.writeNumberProperty("contentEvents", s.contentEvents());
        out.writeNumberProperty("outputTokens", s.outputTokens());
        out.writeStringProperty("sendLagNs", encode(s.sendLagNs()));
        out.writeStringProperty("ttftUs", encode(s.ttftUs()));
        out.writeStringProperty("latencyUs", encode(s.latencyUs()));
        out.writeStringProperty("gapUs", encode(s.gapUs()));
        out.writeEndObject();
    }

    static void write(JsonGenerator out, SelfSample s) {
        head(out, "self", s.stage(), s.worker(), s.startNs(), s.lengthNs());
        out.writeNumberProperty("cpuNs", s.cpuNs());
        out.writeNumberProperty("loopBusyNs", s.loopBusyNs());
        out.writeNumberProperty("loopLagMaxNs", s.loopLagMaxNs());
        out.writeNumberProperty("loopLagP99Ns", s.loopLagP99Ns());
        out.writeNumberProperty("gcPauseTotalNs", s.gcPauseTotalNs());
        out.writeNumberProperty("gcPauseMaxNs", s.gcPauseMaxNs());
        out.writeNumberProperty("hiccupMaxNs", s.hiccupMaxNs());
        out.writeNumberProperty("allocatedBytes", s.allocatedBytes());
        out.writeNumberProperty("eventsSharingRead", s.eventsSharingRead());
        out.writeNumberProperty("coldConnections", s.coldConnections());
        out.writeNumberProperty("retries", s.retries());
        out.writeNumberProperty("queueDepth", s.queueDepth());
        fraction(out, "machineIdleFraction", s.machineIdleFraction());
        fraction(out, "machineStealFraction", s.machineStealFraction());
        out.writeNumberProperty("residentBytes", s.residentBytes());
        out.writeNumberProperty("clockStepNs", s.clockStepNs());
        out.writeNumberProperty("suspendedNs", s.suspendedNs());
        out.writeNumberProperty("throttledNs", s.throttledNs());
        out.writeEndObject();
    }

    private static void head(JsonGenerator out, String kind, int stage, int worker, long startNs, long lengthNs) {
        out.writeStartObject();
        out.writeStringProperty("kind", kind);
        out.writeNumberProperty("stage", stage);
        out.writeNumberProperty("worker", worker);
        out.writeNumberProperty("startNs", startNs);
        out.writeNumberProperty("lengthNs", lengthNs);
    }

    private static void fraction(JsonGenerator out, String name, double value) {
        if (value >= 0 && value <= 1) {
            out.writeNumberProperty(name, value);
        }
    }

    private static String encode(Histogram histogram) {
        ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(bytes);
        bytes.flip();
        byte[] exact = new byte[length];
        bytes.get(exact);
        return Base64.getEncoder().encodeToString(exact);
    }

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("kind", "VARCHAR");
        columns.put("stage", "INTEGER");
        columns.put("worker", "INTEGER");
        for (String name : new String[] {
            "startNs", "lengthNs", "started", "completed", "errored", "inFlight", "contentEvents", "outputTokens"
        }) {
            columns.put(name, "BIGINT");
        }
        for (String name : new String[] {"sendLagNs", "ttftUs", "latencyUs", "gapUs"}) {
            columns.put(name, "VARCHAR");
        }
        for (String name : new String[] {
            "cpuNs",
            "loopBusyNs",
            "loopLagMaxNs",
            "loopLagP99Ns",
            "gcPauseTotalNs",
            "gcPauseMaxNs",
            "hiccupMaxNs",
            "allocatedBytes",
            "eventsSharingRead",
            "coldConnections",
            "retries",
            "queueDepth"
        }) {
            columns.put(name, "BIGINT");
        }
        columns.put("machineIdleFraction", "DOUBLE");
        columns.put("machineStealFraction", "DOUBLE");
        for (String name : new String[] {"residentBytes", "clockStepNs", "suspendedNs", "throttledNs"}) {
            columns.put(name, "BIGINT");
        }
        return columns;
    }
}
