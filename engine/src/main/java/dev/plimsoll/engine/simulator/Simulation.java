package dev.plimsoll.engine.simulator;

import dev.plimsoll.engine.plan.SimulatorPlan;
import dev.plimsoll.engine.time.NanoClock;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Runs an {@link InferenceModel} in real time on one event loop and lets answers write what it says. Confined to that loop.
 *
 * <p>Each turn does everything due, then flushes every answer that has something new once: a late loop sends several tokens of one answer
 * in one write, as a late server does.
 */
final class Simulation {
    private final NanoClock clock;
    private final EventLoop loop;
    private final InferenceModel model;
    private final SimulatorPlan plan;
    private final RandomGenerator lengths;
    private final SimulatorMetrics metrics;
    private final Faults faults;
    private final @Nullable EmissionLog log;
    private final String quotedModel;
    private final List<Answer> unflushed = new ArrayList<>();
    private @Nullable ScheduledFuture<?> alarm;
    private long alarmNs = Long.MAX_VALUE;
    private long requests;

    Simulation(SimulatorPlan plan, NanoClock clock, EventLoop loop, @Nullable EmissionLog log) {
        this.plan = plan;
        this.clock = clock;
        this.loop = loop;
        this.log = log;
        this.model = plan.profile().equals("fixed") ? new FixedModel(plan) : new BatchModel(plan);
        this.lengths = Seeded.random(plan.seed() + 2); // not the model's stream
        this.quotedModel = Json.quote(plan.model());
        this.metrics = new SimulatorMetrics(quotedModel);
        this.faults = new Faults(plan.errorRate(), plan.seed());
    }

    /** Takes a request in, or says why not: 400 where it can never run, 429 where the queue is full, 500 by chance. */
    void submit(Answer answer) throws ApiError {
        assert loop.inEventLoop();
        Sequence sequence = answer.sequence();
        if (faults.drawError()) {
            metrics.error();
            answer.logEnd("error");
            throw new ApiError(500, "InternalServerError", "An error injected by the simulator");
        }
        if (!model.fits(sequence.promptTokens, sequence.outputTokens)) {
            throw ApiError.badRequest("This model's KV cache holds " + plan.kvTokens()
                    + " tokens, but prompt and output need " + sequence.kvTokens());
        }
        long nowNs = answer.arrivalNs();
        model.advance(nowNs);
        if (!model.submit(sequence, nowNs)) {
            metrics.rejected();
            answer.logEnd("rejected");
            turn();
            throw new ApiError(
                    429, "RateLimitError", "The queue is full: " + plan.queueLimit() + " requests are waiting");
        }
        turn();
    }

    /** The client of an answer has gone. */
    void cancel(Answer answer) {
        assert loop.inEventLoop();
        long nowNs = clock.nanoTime();
        model.advance(nowNs);
        model.cancel(answer.sequence(), nowNs);
        metrics.aborted();
        turn();
    }

    /** Has this answer flushed at the end of the turn. */
    void markUnflushed(Answer answer) {
        unflushed.add(answer);
    }

    /** Output tokens of a request that names none. */
    int drawOutputTokens() {
        double tokens = plan.outputTokensMean() + plan.outputTokensStddev() * lengths.nextGaussian();
        return (int) Math.clamp(Math.round(tokens), 1, CompletionRequest.MOST_TOKENS);
    }

    void changeFaults(JsonNode body) throws ApiError {
        long nowNs = clock.nanoTime();
        model.advance(nowNs);
        long stallNs = faults.change(body);
        if (stallNs > 0) {
            model.stall(nowNs, stallNs);
        }
        turn();
    }

    String nextId(String prefix) {
        StringBuilder id = new StringBuilder(prefix);
        String number = Long.toHexString(++requests);
        return id.repeat('0', 16 - number.length()).append(number).toString();
    }

    long nowNs() {
        return clock.nanoTime();
    }

    SimulatorMetrics metrics() {
        return metrics;
    }

    String metricsText() {
        return metrics.text(model);
    }

    Faults faults() {
        return faults;
    }

    @Nullable
    EmissionLog log() {
        return log;
    }

    SimulatorPlan plan() {
        return plan;
    }

    String quotedModel() {
        return quotedModel;
    }

    private void turn() {
        model.advance(clock.nanoTime());
        for (Answer answer : unflushed) {
            answer.flush();
        }
        unflushed.clear();
        setAlarm();
    }

    private void setAlarm() {
        long nextNs = model.nextNs();
        if (nextNs >= alarmNs) {
            return; // the alarm that stands looks again
        }
        if (alarm != null) {
            alarm.cancel(false);
        }
        alarmNs = nextNs;
        alarm = loop.schedule(this::onAlarm, Math.max(0, nextNs - clock.nanoTime()), TimeUnit.NANOSECONDS);
    }

    private void onAlarm() {
        alarm = null;
        alarmNs = Long.MAX_VALUE;
        turn();
    }
}
