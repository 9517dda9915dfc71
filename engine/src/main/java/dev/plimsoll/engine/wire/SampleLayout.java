package dev.plimsoll.engine.wire;

import dev.plimsoll.engine.record.IntervalSample;
import dev.plimsoll.engine.record.SelfSample;

/** Layout of the two samples of a second; histograms in HdrHistogram's V2 encoding. */
final class SampleLayout {
    private SampleLayout() {}

    static void put(FrameBuffer out, IntervalSample s) {
        out.put(s.stage());
        out.put(s.worker());
        out.put(s.startNs());
        out.put(s.lengthNs());
        out.put(s.started());
        out.put(s.completed());
        out.put(s.errored());
        out.put(s.inFlight());
        out.put(s.contentEvents());
        out.put(s.outputTokens());
        out.putHistogram(s.sendLagNs());
        out.putHistogram(s.ttftUs());
        out.putHistogram(s.latencyUs());
        out.putHistogram(s.gapUs());
    }

    static IntervalSample nextInterval(FrameCursor in) throws BrokenFrameException {
        return new IntervalSample(
                in.nextInt(),
                in.nextInt(),
                in.next(),
                in.next(),
                in.next(),
                in.next(),
                in.next(),
                in.nextInt(),
                in.next(),
                in.next(),
                in.nextHistogram(),
                in.nextHistogram(),
                in.nextHistogram(),
                in.nextHistogram());
    }

    static void put(FrameBuffer out, SelfSample s) {
        out.put(s.stage());
        out.put(s.worker());
        out.put(s.startNs());
        out.put(s.lengthNs());
        out.put(s.cpuNs());
        out.put(s.loopBusyNs());
        out.put(s.loopLagMaxNs());
        out.put(s.loopLagP99Ns());
        out.put(s.gcPauseTotalNs());
        out.put(s.gcPauseMaxNs());
        out.put(s.hiccupMaxNs());
        out.put(s.allocatedBytes());
        out.put(s.eventsSharingRead());
        out.put(s.coldConnections());
        out.put(s.retries());
        out.put(s.queueDepth());
        out.putDouble(s.machineIdleFraction());
        out.putDouble(s.machineStealFraction());
        out.put(s.residentBytes());
        out.put(s.clockStepNs());
        out.put(s.suspendedNs());
        out.put(s.throttledNs());
    }

    static SelfSample nextSelf(FrameCursor in) throws BrokenFrameException {
        return new SelfSample(
                in.nextInt(),
                in.nextInt(),
                in.next(),
                in.next(),
                in.next(),
                in.next(),
                in.next(),
                in.next(),
                in.next(),
                in.next(),
                in.next(),
                in.next(),
                in.next(),
                in.nextInt(),
                in.nextInt(),
                in.nextInt(),
                in.nextDouble(),
                in.nextDouble(),
                in.next(),
                in.next(),
                in.next(),
                in.next());
    }
}
