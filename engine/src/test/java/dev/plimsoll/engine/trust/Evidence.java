package dev.plimsoll.engine.trust;

import dev.plimsoll.engine.metrics.Records;
import dev.plimsoll.engine.metrics.StageFacts;
import dev.plimsoll.engine.metrics.StageFiguresBuilder;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.SelfSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Evidence for tests: a stage of 1000 impeccable requests on a quiet machine, in which one thing at a time is spoilt. */
final class Evidence {
    static final int REQUESTS = 1000;
    private static final double GAP_MS = 10;

    StageFacts facts = Records.stage(Map.of("kind", "constant", "rate", 1000 / GAP_MS), true, REQUESTS * GAP_MS / 1000);
    final List<RequestRecord> records = new ArrayList<>();
    final List<SelfSample> self = new ArrayList<>();
    boolean countsAddUp = true;
    long overflows;
    double journalFullest;
    List<String> lost = List.of();
    long recycled;
    double inFlightSeconds = -1;
    double windowInFlightSeconds = -1;
    StageEvidence.Machine machine = new StageEvidence.Machine(4, false, -1);

    /** TTFT of 20 ms, so that the limits of the dispatch lag are 1 ms and 10 ms. */
    static Evidence impeccable() {
        Evidence evidence = new Evidence();
        for (int i = 0; i < REQUESTS; i++) {
            evidence.records.add(late(i, 0.05));
        }
        for (int second = 0; second < 10; second++) {
            evidence.self.add(sample(0, second));
            evidence.self.add(sample(-1, second));
        }
        return evidence;
    }

    /** The i-th request, sent late by so many ms. */
    static RequestRecord late(int i, double lateMs) {
        return Records.streamed(i, i * GAP_MS, i * GAP_MS + lateMs, 3, 20, 25, 30);
    }

    /** Replaces the first {@code n} requests of every hundred. */
    Evidence withLate(int perThousand, double lateMs) {
        for (int i = 0; i < perThousand; i++) {
            records.set(i, late(i, lateMs));
        }
        return this;
    }

    static SelfSample sample(int worker, int second) {
        return new SelfSample(
                0,
                worker,
                second * 1_000_000_000L,
                1_000_000_000L,
                100_000_000,
                80_000_000,
                400_000,
                100_000,
                300_000,
                300_000,
                500_000,
                0,
                0,
                0,
                0,
                0,
                0.8,
                0,
                100_000_000,
                0,
                0,
                -1);
    }

    /** Changes the worker's sample of some seconds. */
    Evidence withWorkerSeconds(int from, int to, UnaryOperator<Sample> change) {
        for (int i = 0; i < self.size(); i++) {
            SelfSample s = self.get(i);
            long second = s.startNs() / 1_000_000_000L;
            if (s.worker() >= 0 && second >= from && second < to) {
                self.set(i, change.apply(new Sample(s)).build());
            }
        }
        return this;
    }

    /** A sample that can be changed. */
    static final class Sample {
        private final SelfSample base;
        long cpuNs;
        long loopBusyNs;
        long loopLagMaxNs;
        long loopLagP99Ns;
        long gcPauseTotalNs;
        long gcPauseMaxNs;
        long hiccupMaxNs;
        double idle;
        double steal;
        long clockStepNs;
        long suspendedNs;
        long throttledNs;

        Sample(SelfSample s) {
            base = s;
            cpuNs = s.cpuNs();
            loopBusyNs = s.loopBusyNs();
            loopLagMaxNs = s.loopLagMaxNs();
            loopLagP99Ns = s.loopLagP99Ns();
            gcPauseTotalNs = s.gcPauseTotalNs();
            gcPauseMaxNs = s.gcPauseMaxNs();
            hiccupMaxNs = s.hiccupMaxNs();
            idle = s.machineIdleFraction();
            steal = s.machineStealFraction();
            clockStepNs = s.clockStepNs();
            suspendedNs = s.suspendedNs();
            throttledNs = s.throttledNs();
        }

        SelfSample build() {
            return new SelfSample(
                    base.stage(),
                    base.worker(),
                    base.startNs(),
                    base.lengthNs(),
                    cpuNs,
                    loopBusyNs,
                    loopLagMaxNs,
                    loopLagP99Ns,
                    gcPauseTotalNs,
                    gcPauseMaxNs,
                    hiccupMaxNs,
                    base.allocatedBytes(),
                    base.eventsSharingRead(),
                    base.coldConnections(),
                    base.retries(),
                    base.queueDepth(),
                    idle,
                    steal,
                    base.residentBytes(),
                    clockStepNs,
                    suspendedNs,
                    throttledNs);
        }
    }

    StageEvidence build() {
        StageFiguresBuilder figures = new StageFiguresBuilder(facts);
        SendAudit audit = new SendAudit(facts);
        for (RequestRecord record : records) {
            figures.add(record);
            audit.add(record);
        }
        return new StageEvidence(
                figures.build(),
                audit.evidence(),
                self,
                countsAddUp,
                "",
                overflows,
                journalFullest,
                lost,
                recycled,
                inFlightSeconds,
                windowInFlightSeconds,
                machine);
    }

    TrustReport judge() {
        return TrustJudge.judge(List.of(build()), PreflightReport.NONE, List.of());
    }
}
