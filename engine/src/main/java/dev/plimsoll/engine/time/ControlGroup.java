package dev.plimsoll.engine.time;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The CPU limit that a container or service puts on this process: that of its control group and of every group around it. Knows both
 * versions of the kernel's interface. Immutable; any thread.
 */
public final class ControlGroup {
    private static final String V2_ROOT = "/sys/fs/cgroup";
    private static final String V1_ROOT = "/sys/fs/cgroup/cpu";

    private final ProcFiles files;
    private final List<String> folders;

    /** That of this process, as it is now. */
    public ControlGroup(ProcFiles files) {
        this.files = files;
        this.folders = folders(files.read("self/cgroup")).stream()
                .filter(folder -> files.read(folder + "/cpu.stat") != null)
                .toList();
    }

    /** The folders of the group and of every group around it, for each hierarchy that may hold the CPU limit. */
    private static List<String> folders(@Nullable String groups) {
        List<String> folders = new ArrayList<>();
        for (String line : groups == null ? new String[0] : groups.strip().split("\n", -1)) {
            String[] parts = line.split(":", 3);
            if (parts.length < 3) {
                continue;
            }
            boolean v1 = List.of(parts[1].split(",", -1)).contains("cpu");
            if (!v1 && !parts[1].isEmpty()) {
                continue;
            }
            String root = v1 ? V1_ROOT : V2_ROOT;
            for (String path = parts[2]; path.length() > 1; path = path.substring(0, path.lastIndexOf('/'))) {
                folders.add(root + path);
            }
            folders.add(root);
        }
        return folders;
    }

    /** CPUs that may be used, by the tightest quota; 0 where there is none. */
    public double cpuQuota() {
        double tightest = 0;
        for (String folder : folders) {
            double cpus = quota(folder);
            tightest = cpus > 0 && (tightest == 0 || cpus < tightest) ? cpus : tightest;
        }
        return tightest;
    }

    private double quota(String folder) {
        String max = files.read(folder + "/cpu.max"); // "150000 100000", or "max 100000"
        if (max == null) {
            max = files.read(folder + "/cpu.cfs_quota_us") + " " + files.read(folder + "/cpu.cfs_period_us");
        }
        String[] parts = max.strip().split("\\s+");
        double quota = number(parts[0]);
        double period = number(parts[parts.length - 1]);
        return quota > 0 && period > 0 ? quota / period : 0;
    }

    /** How long the quota has kept us from running so far, ns, summed over CPUs; -1 where there is no control group. */
    public long throttledNs() {
        long sum = -1;
        for (String folder : folders) {
            String stat = files.read(folder + "/cpu.stat");
            for (String line : stat == null ? new String[0] : stat.split("\n", -1)) {
                if (line.startsWith("throttled_usec ")) {
                    sum = Math.max(0, sum) + number(line.substring("throttled_usec ".length())) * 1000;
                } else if (line.startsWith("throttled_time ")) {
                    sum = Math.max(0, sum) + number(line.substring("throttled_time ".length()));
                }
            }
        }
        return sum;
    }

    private static long number(String text) {
        String digits = text.strip();
        return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : 0;
    }
}
