package dev.plimsoll.engine.worker;

import com.sun.management.ThreadMXBean;
import dev.plimsoll.engine.record.SelfSample;
import dev.plimsoll.engine.time.HiccupMeter;
import dev.plimsoll.engine.time.NanoClock;
import dev.plimsoll.engine.time.ProcFiles;
import dev.plimsoll.engine.time.ProcessMeter;
import java.lang.management.ManagementFactory;
import java.time.InstantSource;

/** Puts a second's self-measurement together. Belongs to the thread that writes frames, so that it costs the loop nothing. */
final class SelfMeasure {
    private final int worker;
    private final long loopThread;
    private final ProcessMeter process;
    private final HiccupMeter hiccups;
    private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    private long allocatedBytes;

    SelfMeasure(int worker, long loopThread, ProcFiles files, NanoClock clock, InstantSource wall) {
        this.worker = worker;
        this.loopThread = loopThread;
        this.process = new ProcessMeter(clock, wall, files);
        this.hiccups = HiccupMeter.start(clock);
    }

    /** A stage begins: what happened before does not count. */
    void begin() {
        process.read();
        allocatedBytes = threads.getThreadAllocatedBytes(loopThread);
        hiccups.readMaxNs();
    }

    /** What the loop knows of one second. */
    record LoopSecond(int stage, long startNs, long lengthNs, LoopMeter.Reading loop, StageOutput.WireTally wire) {}

    /** The sample of one second. */
    SelfSample sample(LoopSecond second, int queueDepth) {
        final long allocatedBefore = allocatedBytes;
        allocatedBytes = threads.getThreadAllocatedBytes(loopThread);
        ProcessMeter.Reading own = process.read();
        return new SelfSample(
                second.stage(),
                worker,
                second.startNs(),
                second.lengthNs(),
                own.cpuNs(),
                second.loop().busyNs(),
                second.loop().lagMaxNs(),
                second.loop().lagP99Ns(),
                own.pauses().totalNs(),
                own.pauses().maxNs(),
                hiccups.readMaxNs(),
                allocatedBytes < 0 ? -1 : allocatedBytes - allocatedBefore,
                second.wire().eventsSharingRead(),
                second.wire().coldConnections(),
                second.wire().retries(),
                queueDepth,
                own.machine().idle(),
                own.machine().steal(),
                own.residentBytes(),
                own.clocks().stepNs(),
                own.clocks().suspendedNs(),
                own.throttledNs());
    }
}
