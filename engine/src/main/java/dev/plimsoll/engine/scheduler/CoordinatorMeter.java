package dev.plimsoll.engine.scheduler;

import dev.plimsoll.engine.record.SelfSample;
import dev.plimsoll.engine.time.ProcessMeter;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The coordinator's own self-measurement: what its process, the window's where there is one, took of this machine. One sample for each
 * second of a stage. Confined to the coordinator's thread.
 */
final class CoordinatorMeter {
    /** As a worker's index. */
    static final int COORDINATOR = -1;

    private static final long SECOND_NS = 1_000_000_000L;

    private final int stage;
    private final Supplier<ProcessMeter.Reading> meter;
    private final long stageStartNs;
    private long sinceNs = Long.MIN_VALUE;
    private long fullNs;

    CoordinatorMeter(int stage, long stageStartNs, Supplier<ProcessMeter.Reading> meter) {
        this.stage = stage;
        this.stageStartNs = stageStartNs;
        this.meter = meter;
    }

    /** Called often; the sample of a second that is full. */
    Optional<SelfSample> tick(long nowNs) {
        if (nowNs < stageStartNs) {
            return Optional.empty();
        }
        if (sinceNs == Long.MIN_VALUE) {
            ProcessMeter.Reading _ = meter.get(); // what was before the stage does not count
            begin(nowNs);
            return Optional.empty();
        }
        return nowNs < fullNs ? Optional.empty() : sample(nowNs);
    }

    /** The sample of the last second, which is not full. */
    Optional<SelfSample> end(long nowNs) {
        return sinceNs == Long.MIN_VALUE || nowNs <= sinceNs ? Optional.empty() : sample(nowNs);
    }

    /** Seconds are full at whole seconds after the stage's start, as the workers' are. */
    private void begin(long nowNs) {
        sinceNs = nowNs;
        fullNs = stageStartNs + ((nowNs - stageStartNs) / SECOND_NS + 1) * SECOND_NS;
    }

    private Optional<SelfSample> sample(long nowNs) {
        ProcessMeter.Reading own = meter.get();
        long startNs = sinceNs;
        begin(nowNs);
        return Optional.of(new SelfSample(
                stage,
                COORDINATOR,
                startNs,
                nowNs - startNs,
                own.cpuNs(),
                0,
                0,
                0,
                own.pauses().totalNs(),
                own.pauses().maxNs(),
                0,
                -1,
                0,
                0,
                0,
                0,
                own.machine().idle(),
                own.machine().steal(),
                own.residentBytes(),
                own.clocks().stepNs(),
                own.clocks().suspendedNs(),
                own.throttledNs()));
    }
}
