package dev.plimsoll.engine.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.record.SelfSample;
import dev.plimsoll.engine.time.ClockMeter;
import dev.plimsoll.engine.time.GcPauses;
import dev.plimsoll.engine.time.MachineLoad;
import dev.plimsoll.engine.time.ProcessMeter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoordinatorMeterTest {
    private static final long START = 700_000_000L;
    private final List<SelfSample> samples = new ArrayList<>();
    private long cpuNs = 5_000_000_000L;
    private long readNs;
    private final CoordinatorMeter meter = new CoordinatorMeter(3, START, () -> {
        long since = cpuNs - readNs;
        readNs = cpuNs;
        return new ProcessMeter.Reading(
                since,
                new GcPauses.Reading(7, 4),
                new MachineLoad.Reading(0.25, 0.5),
                1 << 20,
                new ClockMeter.Reading(-30, 0),
                40);
    });

    @Test
    void aSecondIsFullAtWholeSecondsAfterTheStagesStart() {
        for (long nowNs = 0; nowNs <= START + 2_950_000_000L; nowNs += 90_000_000L) {
            cpuNs += 9_000_000L; // a tenth of a CPU
            meter.tick(nowNs).ifPresent(samples::add);
        }
        assertEquals(2, samples.size());
        for (int i = 0; i < 2; i++) {
            SelfSample sample = samples.get(i);
            assertEquals(i, Math.round((sample.startNs() - START) / 1e9), "it joins the workers' second");
            assertEquals(sample.lengthNs() / 10, sample.cpuNs(), "what was before the stage does not count");
        }
        assertEquals(
                samples.get(0).startNs() + samples.get(0).lengthNs(),
                samples.get(1).startNs());
    }

    @Test
    void aSampleIsTheCoordinatorsAndHoldsWhatWasRead() {
        meter.tick(START);
        SelfSample sample = meter.tick(START + 1_000_000_000L).orElseThrow();
        assertEquals(
                new SelfSample(
                        3,
                        -1,
                        START,
                        1_000_000_000L,
                        0,
                        0,
                        0,
                        0,
                        7,
                        4,
                        0,
                        -1,
                        0,
                        0,
                        0,
                        0,
                        0.25,
                        0.5,
                        1 << 20,
                        -30,
                        0,
                        40),
                sample);
    }

    @Test
    void aTickThatComesLateMakesOneLongSecond() {
        meter.tick(START);
        SelfSample sample = meter.tick(START + 2_300_000_000L).orElseThrow();
        assertEquals(2_300_000_000L, sample.lengthNs());
        assertTrue(meter.tick(START + 2_900_000_000L).isEmpty());
        assertEquals(
                START + 2_300_000_000L,
                meter.tick(START + 3_000_000_000L).orElseThrow().startNs());
    }

    @Test
    void theRestIsTheLastSampleAndAStageThatNeverBeganHasNone() {
        assertTrue(meter.end(START - 1).isEmpty());
        meter.tick(START);
        assertTrue(meter.end(START).isEmpty());
        assertEquals(400_000_000L, meter.end(START + 400_000_000L).orElseThrow().lengthNs());
    }
}
