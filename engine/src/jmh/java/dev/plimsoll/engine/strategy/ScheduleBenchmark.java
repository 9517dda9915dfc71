package dev.plimsoll.engine.strategy;

import dev.plimsoll.engine.plan.StrategyPlan;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the next slot of a schedule costs; the coordinator asks for each once, ahead of its time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ScheduleBenchmark {
    private static final int SLOTS_BEFORE_IT_BEGINS_ANEW = 10_000_000;

    /** Which schedule. */
    @Param({"constant", "constantWithRamp", "poisson", "poissonWithRamp"})
    public String schedule = "";

    private ArrivalSchedule slots = () -> () -> 0;
    private ArrivalSchedule.Cursor cursor = slots.cursor();
    private int left;

    /** Makes the schedule. */
    @Setup
    public void make() {
        StrategyPlan plan = switch (schedule) {
            case "constant" -> new StrategyPlan.Constant(1234.5, null, 0);
            case "constantWithRamp" -> new StrategyPlan.Constant(1234.5, null, 60);
            case "poisson" -> new StrategyPlan.Poisson(1234.5, null, 0, 7);
            case "poissonWithRamp" -> new StrategyPlan.Poisson(1234.5, null, 60, 7);
            default -> throw new IllegalArgumentException(schedule);
        };
        slots = Objects.requireNonNull(Strategies.of(plan).schedule());
    }

    /** One slot; every ten millionth begins a new cursor, so that none runs out of its ramp or its time for good. */
    @Benchmark
    public long nextSlot() {
        if (left-- == 0) {
            cursor = slots.cursor();
            left = SLOTS_BEFORE_IT_BEGINS_ANEW;
        }
        return cursor.nextOffsetNs();
    }
}
