package dev.plimsoll.engine.time;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A process with all that it started, and what those started. Any thread. */
public final class ProcessTree {
    /** The kernel tells CPU time to programs in hundredths of a second, whatever it counts in itself ({@code USER_HZ}). */
    private static final double TICKS_PER_SECOND = 100;

    /** {@code pid (name) state ...}: a name may hold blanks and brackets, so the last bracket ends it. */
    private static final Pattern STAT = Pattern.compile("(?s)\\d+ \\(.*\\) (.*)");

    /** Fields after the name: utime, stime, and cutime and cstime of children that ended and were waited for (proc_pid_stat(5)). */
    private static final int UTIME = 11;

    private ProcessTree() {}

    /**
     * CPU time of a process and all below it so far, s: of those that run, and of those that ended and whose parent is still there. -1
     * where the system does not tell.
     */
    public static double cpuSeconds(ProcessHandle root, ProcFiles files) {
        double sum = 0;
        boolean known = false;
        for (ProcessHandle each :
                Stream.concat(Stream.of(root), root.descendants()).toList()) {
            double seconds = ofOne(files.read(each.pid() + "/stat"));
            if (seconds < 0) {
                seconds = each.info()
                        .totalCpuDuration()
                        .map(d -> d.toNanos() / 1e9)
                        .orElse(-1.0);
            }
            known |= seconds >= 0;
            sum += Math.max(0, seconds);
        }
        return known ? sum : -1;
    }

    private static double ofOne(@Nullable String stat) {
        Matcher matcher = stat == null ? null : STAT.matcher(stat);
        if (matcher == null || !matcher.matches()) {
            return -1;
        }
        String[] fields = matcher.group(1).strip().split(" ");
        if (fields.length < UTIME + 4) {
            return -1;
        }
        long ticks = 0;
        for (int i = UTIME; i < UTIME + 4; i++) {
            if (!fields[i].matches("\\d{1,18}")) {
                return -1;
            }
            ticks += Long.parseLong(fields[i]);
        }
        return ticks / TICKS_PER_SECOND;
    }
}
