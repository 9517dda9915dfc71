package dev.plimsoll.engine.simulator;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Embeddings in the making: one prefill over all inputs, then vectors that mean nothing. Confined to the event loop. */
final class EmbeddingsAnswer implements Answer, Sequence.Listener {
    /** Made up; each is exact as a float. */
    private static final float[] VECTOR = {0.5f, -0.25f, 0.125f, 0.75f, -0.5f, 0.0625f, -0.125f, 0.25f};

    private final ApiConnection connection;
    private final Simulation simulation;
    private final EmbeddingsRequest request;
    private final String id;
    private final @Nullable String clientId;
    private final long arrivalNs;
    private final Sequence sequence;
    private long startedNs;
    private long scheduledNs;

    EmbeddingsAnswer(
            ApiConnection connection,
            Simulation simulation,
            EmbeddingsRequest request,
            @Nullable String clientId,
            long arrivalNs) {
        this.connection = connection;
        this.simulation = simulation;
        this.request = request;
        this.clientId = clientId;
        this.arrivalNs = arrivalNs;
        this.id = simulation.nextId("embd-");
        this.sequence = new Sequence(request.promptTokens(), 1, this);
    }

    @Override
    public Sequence sequence() {
        return sequence;
    }

    @Override
    public long arrivalNs() {
        return arrivalNs;
    }

    @Override
    public void started(long atNs) {
        startedNs = atNs;
        simulation.metrics().started(sequence.promptTokens, atNs - arrivalNs);
    }

    @Override
    public void token(long atNs, boolean last) {
        scheduledNs = atNs;
        simulation.markUnflushed(this);
    }

    @Override
    public void flush() {
        if (connection.isGone()) {
            return;
        }
        String body = body();
        long nowNs = simulation.nowNs();
        connection.sendJson(200, body, "x-request-id: " + id + "\r\n");
        simulation.metrics().written(nowNs - scheduledNs);
        simulation.metrics().finished(false, scheduledNs - arrivalNs);
        log("completed", 1, nowNs);
        connection.answerDone(this);
    }

    private String body() {
        StringBuilder body = new StringBuilder("{\"object\":\"list\",\"data\":[");
        String vector = request.base64() ? base64() : numbers();
        for (int i = 0; i < request.inputs(); i++) {
            body.append(i == 0 ? "" : ",")
                    .append("{\"object\":\"embedding\",\"index\":")
                    .append(i);
            body.append(",\"embedding\":").append(vector).append('}');
        }
        return body.append("],\"model\":")
                .append(simulation.quotedModel())
                .append(",\"usage\":{\"prompt_tokens\":")
                .append(sequence.promptTokens)
                .append(",\"total_tokens\":")
                .append(sequence.promptTokens)
                .append("}}")
                .toString();
    }

    private static String numbers() {
        return Arrays.toString(VECTOR).replace(" ", "");
    }

    private static String base64() {
        ByteBuffer bytes = ByteBuffer.allocate(VECTOR.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(VECTOR);
        return '"' + Base64.getEncoder().encodeToString(bytes.array()) + '"';
    }

    @Override
    public void cancel() {
        logEnd("cancelled");
        simulation.cancel(this);
    }

    @Override
    public void logEnd(String status) {
        log(status, 0, 0);
    }

    private void log(String status, int answers, long writtenNs) {
        EmissionLog log = simulation.log();
        if (log != null) {
            long[] scheduled = {scheduledNs};
            long[] written = {writtenNs};
            log.add(new EmissionLog.Entry(
                    id, clientId, status, arrivalNs, startedNs, sequence.promptTokens, 0, answers, scheduled, written));
        }
    }
}
