package dev.plimsoll.engine.simulator;

import dev.plimsoll.engine.plan.SimulatorPlan;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

/**
 * A server without a queue and without capacity: each request has its first token after a normal TTFT and each further one after a
 * normal gap, both clipped at 0, whatever else is going on. It cannot saturate.
 */
final class FixedModel implements InferenceModel {
    private final SimulatorPlan plan;
    private final RandomGenerator random;
    private final PriorityQueue<Sequence> due = new PriorityQueue<>(Comparator.comparingLong(s -> s.nextNs));

    FixedModel(SimulatorPlan plan) {
        this.plan = plan;
        this.random = Seeded.random(plan.seed());
    }

    @Override
    public boolean submit(Sequence sequence, long nowNs) {
        sequence.listener.started(nowNs);
        sequence.nextNs = nowNs + sampleNs(plan.fixedTtftUs(), plan.fixedTtftStddevUs());
        due.add(sequence);
        return true;
    }

    @Override
    public void cancel(Sequence sequence, long nowNs) {
        due.remove(sequence);
    }

    @Override
    public long nextNs() {
        Sequence next = due.peek();
        return next == null ? Long.MAX_VALUE : next.nextNs;
    }

    @Override
    public void advance(long nowNs) {
        for (Sequence next = due.peek(); next != null && next.nextNs <= nowNs; next = due.peek()) {
            due.remove();
            if (!next.emit(next.nextNs)) {
                next.nextNs += sampleNs(plan.fixedItlUs(), plan.fixedItlStddevUs());
                due.add(next);
            }
        }
    }

    @Override
    public void stall(long nowNs, long durationNs) {
        due.forEach(s -> s.nextNs += durationNs); // all by the same, so their order stays
    }

    @Override
    public boolean fits(int promptTokens, int outputTokens) {
        return true;
    }

    @Override
    public int running() {
        return due.size();
    }

    @Override
    public int waiting() {
        return 0;
    }

    @Override
    public double kvUsage() {
        return 0;
    }

    private long sampleNs(double meanUs, double stddevUs) {
        double us = stddevUs == 0 ? meanUs : Math.max(0, meanUs + stddevUs * random.nextGaussian());
        return Math.round(us * 1000);
    }
}
