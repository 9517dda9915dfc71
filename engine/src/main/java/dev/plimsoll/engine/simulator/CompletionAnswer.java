package dev.plimsoll.engine.simulator;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One completion in the making: takes the model's tokens, writes them to its connection, logs their times. Confined to the loop. */
final class CompletionAnswer implements Answer, Sequence.Listener {
    private static final int FIRST_ROOM = 256;

    private final ApiConnection connection;
    private final Simulation simulation;
    private final CompletionRequest request;
    private final String id;
    private final @Nullable String clientId;
    private final long arrivalNs;
    private final String finishReason;
    private final int cutAfter;
    private final AnswerFormat format;
    private final Sequence sequence;
    private final boolean logged;
    private long[] scheduledNs = {};
    private long[] writtenNs = {};
    private long startedNs;
    private long lastScheduledNs;
    private long oldestUnwrittenNs;
    private int tokens;
    private int written;
    private @Nullable ByteBuf pending;
    private boolean ended;

    CompletionAnswer(
            ApiConnection connection,
            Simulation simulation,
            CompletionRequest request,
            @Nullable String clientId,
            long arrivalNs) {
        this.connection = connection;
        this.simulation = simulation;
        this.request = request;
        this.clientId = clientId;
        this.arrivalNs = arrivalNs;
        this.id = simulation.nextId(request.chat() ? "chatcmpl-" : "cmpl-");
        boolean limited = request.maxTokens() > 0;
        int outputTokens = limited ? request.maxTokens() : simulation.drawOutputTokens();
        this.finishReason = limited ? "length" : "stop";
        this.cutAfter = request.stream() ? simulation.faults().drawCut(outputTokens) : 0;
        this.format = new AnswerFormat(
                request.chat(), request.stream(), id, simulation.quotedModel(), System.currentTimeMillis() / 1000);
        this.sequence = new Sequence(request.promptTokens(), outputTokens, this);
        this.logged = simulation.log() != null;
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
        if (ended) {
            return; // cut off; the model is told at the end of this turn
        }
        if (request.stream() ? tokens == written : last) {
            oldestUnwrittenNs = atNs;
            simulation.markUnflushed(this);
        }
        if (tokens == 0) {
            simulation.metrics().firstToken(atNs - arrivalNs);
        } else {
            simulation.metrics().nextToken(atNs - lastScheduledNs);
        }
        lastScheduledNs = atNs;
        if (logged) {
            if (tokens == scheduledNs.length) {
                int room = Math.clamp(tokens * 2L, FIRST_ROOM, CompletionRequest.MOST_TOKENS);
                scheduledNs = Arrays.copyOf(scheduledNs, room);
                writtenNs = Arrays.copyOf(writtenNs, room);
            }
            scheduledNs[tokens] = atNs;
        }
        if (request.stream()) {
            appendEvent(last);
        }
        tokens++;
        if (tokens == cutAfter) {
            ended = true;
        }
    }

    private void appendEvent(boolean last) {
        ByteBuf out = pending;
        if (out == null) {
            out = connection.allocate();
            pending = out;
        }
        if (tokens == 0) {
            format.streamHead(out, connection.connectionHeader());
        }
        format.token(out, tokens);
        if (last) {
            format.streamEnd(out, finishReason, request.includeUsage(), sequence.promptTokens, sequence.outputTokens);
        }
    }

    @Override
    public void flush() {
        if (connection.isGone()) {
            release();
            return;
        }
        boolean last = tokens == sequence.outputTokens;
        long nowNs = simulation.nowNs();
        ByteBuf out = pending;
        pending = null;
        if (out != null) {
            connection.send(out);
        } else {
            String body = format.whole(finishReason, sequence.promptTokens, sequence.outputTokens);
            connection.sendJson(200, body, "x-request-id: " + id + "\r\n");
        }
        simulation.metrics().written(nowNs - oldestUnwrittenNs);
        if (logged) {
            Arrays.fill(writtenNs, written, tokens, nowNs);
        }
        written = tokens;
        if (last) {
            simulation.metrics().finished(finishReason.equals("length"), lastScheduledNs - arrivalNs);
            logEnd("completed");
            connection.answerDone(this);
        } else if (ended) {
            logEnd("cut");
            connection.cutOff();
        }
    }

    @Override
    public void cancel() {
        release();
        if (!ended) {
            ended = true;
            logEnd("cancelled");
        }
        simulation.cancel(this);
    }

    @Override
    public void logEnd(String status) {
        EmissionLog log = simulation.log();
        if (log != null) {
            log.add(new EmissionLog.Entry(
                    id,
                    clientId,
                    status,
                    arrivalNs,
                    startedNs,
                    sequence.promptTokens,
                    sequence.outputTokens,
                    written,
                    scheduledNs,
                    writtenNs));
        }
    }

    private void release() {
        if (pending != null) {
            pending.release();
            pending = null;
        }
    }
}
