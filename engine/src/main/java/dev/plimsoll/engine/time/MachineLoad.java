package dev.plimsoll.engine.time;

import org.jspecify.annotations.Nullable;

/** How idle the machine was and how much was stolen from it, from the kernel's counters. Belongs to one thread. */
public final class MachineLoad {
    private static final int USER = 1;
    private static final int IDLE = 4;
    private static final int IO_WAIT = 5;
    private static final int STEAL = 8;

    private final ProcFiles files;
    private long total;
    private long idle;
    private long steal;

    MachineLoad(ProcFiles files) {
        this.files = files;
    }

    /** Shares of all processors' time since the last reading; -1 where unknown or nothing passed. */
    Reading read() {
        long totalBefore = total;
        long idleBefore = idle;
        long stealBefore = steal;
        if (!readCounters(files.read("stat")) || total <= totalBefore || totalBefore == 0) {
            return new Reading(-1, -1);
        }
        double passed = total - totalBefore;
        return new Reading(
                Math.clamp((idle - idleBefore) / passed, 0, 1), Math.clamp((steal - stealBefore) / passed, 0, 1));
    }

    /** Its first line: {@code cpu user nice system idle iowait irq softirq steal guest guest_nice}; guest is in user already. */
    private boolean readCounters(@Nullable String stat) {
        if (stat == null || !stat.startsWith("cpu ")) {
            return false;
        }
        String[] fields =
                stat.substring(0, Math.max(0, stat.indexOf('\n'))).trim().split(" +");
        if (fields.length <= STEAL) {
            return false;
        }
        long sum = 0;
        for (int i = USER; i <= STEAL; i++) {
            sum += Long.parseLong(fields[i]);
        }
        total = sum;
        idle = Long.parseLong(fields[IDLE]) + Long.parseLong(fields[IO_WAIT]);
        steal = Long.parseLong(fields[STEAL]);
        return true;
    }

    /** Resident memory of this process, bytes; -1 where unknown. */
    public static long residentBytes(ProcFiles files) {
        String status = files.read("self/status");
        int at = status == null ? -1 : status.indexOf("\nVmRSS:");
        if (status == null || at < 0) {
            return -1;
        }
        String[] words = status.substring(at + "\nVmRSS:".length()).trim().split("\\s+", 2);
        return Long.parseLong(words[0]) * 1024;
    }

    /** Idle (waiting for disks included) and stolen share in [0,1]. */
    public record Reading(double idle, double steal) {}
}
