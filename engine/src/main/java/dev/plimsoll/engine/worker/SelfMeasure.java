package dev.plimsoll.engine.worker;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.plimsoll.engine.record.SelfSample;
import dev.plimsoll.engine.time.NanoClock;
import java.lang.management.ManagementFactory;

/** Puts a second's self-measurement together. Belongs to the thread that writes frames, so that it costs the loop nothing. */
final class SelfMeasure {
    private final int worker;
    private final long loopThread;
    private final ProcFiles files;
    private final MachineLoad machine;
    private final GcPauses pauses;
    private final HiccupMeter hiccups;
    private final OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    private long cpuNs;
    private long allocatedBytes;

    SelfMeasure(int worker, long loopThread, ProcFiles files, NanoClock clock) {
        this.worker = worker;
        this.loopThread = loopThread;
        this.files = files;
        this.machine = new MachineLoad(files);
        this.pauses = GcPauses.listening();
        this.hiccups = HiccupMeter.start(clock);
    }

    /** A stage begins: what happened before does not count. */
    void begin() {
        cpuNs = process.getProcessCpuTime();
        allocatedBytes = threads.getThreadAllocatedBytes(loopThread);
        machine.read();
        pauses.read();
        hiccups.readMaxNs();
    }

    /** What the loop knows of one second. */
    record LoopSecond(int stage, long startNs, long lengthNs, LoopMeter.Reading loop, StageOutput.WireTally wire) {}

    /** The sample of one second. */
    SelfSample sample(LoopSecond second, int queueDepth) {
        final long cpuBefore = cpuNs;
        final long allocatedBefore = allocatedBytes;
        cpuNs = process.getProcessCpuTime();
        allocatedBytes = threads.getThreadAllocatedBytes(loopThread);
        GcPauses.Reading paused = pauses.read();
        MachineLoad.Reading load = machine.read();
        return new SelfSample(
                second.stage(),
                worker,
                second.startNs(),
                second.lengthNs(),
                cpuNs - cpuBefore,
                second.loop().busyNs(),
                second.loop().lagMaxNs(),
                second.loop().lagP99Ns(),
                paused.totalNs(),
                paused.maxNs(),
                hiccups.readMaxNs(),
                allocatedBytes < 0 ? -1 : allocatedBytes - allocatedBefore,
                second.wire().eventsSharingRead(),
                second.wire().coldConnections(),
                second.wire().retries(),
                queueDepth,
                load.idle(),
                load.steal(),
                MachineLoad.residentBytes(files));
    }
}
