package dev.plimsoll.engine.simulator;

import dev.plimsoll.engine.plan.SimulatorPlan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * An engine with continuous batching that does one thing at a time, as an accelerator does.
 *
 * <p>Between two operations it looks at the head of the FIFO queue: where a slot and room in the KV cache are free it runs that
 * request's prefill, {@code base + perToken x prompt tokens}, at whose end the first token is out; else it runs one decode step over
 * all active sequences, {@code base + perSequence x active}, at whose end each of them has one more token. Prefills go first, so they
 * hold up the tokens of others, as in servers without chunked prefill. The head of the queue is never overtaken.
 *
 * <p>Each operation starts when the one before ends (never when somebody looked), so lateness of the caller does not add up.
 */
final class BatchModel implements InferenceModel {
    private enum Phase {
        IDLE,
        PREFILL,
        DECODE,
        STALL
    }

    private final SimulatorPlan plan;
    private final RandomGenerator jitter;
    private final ArrayDeque<Sequence> queue = new ArrayDeque<>();
    private final List<Sequence> active = new ArrayList<>();
    private @Nullable Sequence inPrefill;
    private Phase phase = Phase.IDLE;
    private long endNs = Long.MAX_VALUE;
    private long kvInUse;
    private boolean telling;

    BatchModel(SimulatorPlan plan) {
        this.plan = plan;
        this.jitter = Seeded.random(plan.seed());
    }

    @Override
    public boolean submit(Sequence sequence, long nowNs) {
        assert !telling && (phase == Phase.IDLE || nowNs <= endNs) : "advance first";
        if (plan.queueLimit() > 0 && queue.size() >= plan.queueLimit()) {
            return false;
        }
        queue.add(sequence);
        if (phase == Phase.IDLE) {
            begin(nowNs);
        }
        return true;
    }

    @Override
    public void cancel(Sequence sequence, long nowNs) {
        assert !telling : "cancelled from within a listener";
        if (queue.remove(sequence)) {
            return;
        }
        if (sequence == inPrefill) {
            inPrefill = null; // the operation itself cannot be taken back
            kvInUse -= sequence.kvTokens();
        } else if (active.remove(sequence)) {
            kvInUse -= sequence.kvTokens();
        }
    }

    @Override
    public long nextNs() {
        return endNs;
    }

    @Override
    public void advance(long nowNs) {
        while (phase != Phase.IDLE && endNs <= nowNs) {
            long atNs = endNs;
            telling = true;
            switch (phase) {
                case PREFILL -> finishPrefill(atNs);
                case DECODE -> finishStep(atNs);
                default -> {}
            }
            telling = false;
            begin(atNs);
        }
    }

    @Override
    public void stall(long nowNs, long durationNs) {
        if (phase == Phase.IDLE) {
            phase = Phase.STALL;
            endNs = nowNs + durationNs;
        } else {
            endNs += durationNs;
        }
    }

    @Override
    public boolean fits(int promptTokens, int outputTokens) {
        return plan.kvTokens() == 0 || (long) promptTokens + outputTokens <= plan.kvTokens();
    }

    @Override
    public int running() {
        return active.size() + (inPrefill == null ? 0 : 1);
    }

    @Override
    public int waiting() {
        return queue.size();
    }

    @Override
    public double kvUsage() {
        return plan.kvTokens() == 0 ? 0 : (double) kvInUse / plan.kvTokens();
    }

    private void begin(long atNs) {
        Sequence head = queue.peek();
        if (head != null && active.size() < plan.slots() && hasRoom(head)) {
            queue.remove();
            inPrefill = head;
            kvInUse += head.kvTokens();
            head.listener.started(atNs);
            phase = Phase.PREFILL;
            endNs = atNs + costNs(plan.prefillBaseUs() + plan.prefillPerTokenUs() * head.promptTokens);
        } else if (!active.isEmpty()) {
            phase = Phase.DECODE;
            endNs = atNs + costNs(plan.stepBaseUs() + plan.stepPerSequenceUs() * active.size());
        } else {
            phase = Phase.IDLE;
            endNs = Long.MAX_VALUE;
        }
    }

    private boolean hasRoom(Sequence head) {
        return plan.kvTokens() == 0 || kvInUse + head.kvTokens() <= plan.kvTokens();
    }

    private void finishPrefill(long atNs) {
        Sequence done = inPrefill;
        inPrefill = null;
        if (done == null) {
            return; // cancelled meanwhile
        }
        if (done.emit(atNs)) {
            kvInUse -= done.kvTokens();
        } else {
            active.add(done);
        }
    }

    private void finishStep(long atNs) {
        int kept = 0;
        for (int i = 0; i < active.size(); i++) {
            Sequence sequence = active.get(i);
            if (sequence.emit(atNs)) {
                kvInUse -= sequence.kvTokens();
            } else {
                active.set(kept++, sequence);
            }
        }
        active.subList(kept, active.size()).clear();
    }

    private long costNs(double costUs) {
        double factor = plan.jitter() == 0 ? 1 : Math.max(0, 1 + plan.jitter() * jitter.nextGaussian());
        return Math.round(costUs * factor * 1000);
    }
}
