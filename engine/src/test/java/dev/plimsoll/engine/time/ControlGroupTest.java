package dev.plimsoll.engine.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ControlGroupTest {
    private final Map<String, String> files = new HashMap<>();

    private ControlGroup group() {
        return new ControlGroup(files::get);
    }

    private void put(String folder, String max, String stat) {
        files.put(folder + "/cpu.max", max);
        files.put(folder + "/cpu.stat", stat);
    }

    @Test
    void theTightestQuotaOfTheGroupAndThoseAroundItCounts() {
        files.put("self/cgroup", "0::/user.slice/box\n");
        put("/sys/fs/cgroup/user.slice/box", "400000 100000\n", "nr_throttled 3\nthrottled_usec 1500\n");
        put("/sys/fs/cgroup/user.slice", "150000 100000\n", "throttled_usec 500\n");
        put("/sys/fs/cgroup", "max 100000\n", "usage_usec 12\n");
        assertEquals(1.5, group().cpuQuota());
        assertEquals(2_000_000, group().throttledNs());
    }

    @Test
    void aGroupWithoutAQuotaWasNeverThrottled() {
        files.put("self/cgroup", "0::/\n");
        put("/sys/fs/cgroup", "max 100000\n", "nr_throttled 0\nthrottled_usec 0\n");
        assertEquals(0, group().cpuQuota());
        assertEquals(0, group().throttledNs());
    }

    @Test
    void theFirstVersionOfTheInterfaceIsUnderstood() {
        files.put("self/cgroup", "9:memory:/box\n4:cpu,cpuacct:/box\n");
        files.put("/sys/fs/cgroup/cpu/box/cpu.cfs_quota_us", "50000\n");
        files.put("/sys/fs/cgroup/cpu/box/cpu.cfs_period_us", "100000\n");
        files.put("/sys/fs/cgroup/cpu/box/cpu.stat", "nr_periods 7\nthrottled_time 900\n");
        files.put("/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1\n");
        files.put("/sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");
        files.put("/sys/fs/cgroup/cpu/cpu.stat", "throttled_time 0\n");
        assertEquals(0.5, group().cpuQuota());
        assertEquals(900, group().throttledNs());
    }

    @Test
    void withoutControlGroupsNothingIsKnown() {
        assertEquals(0, group().cpuQuota());
        assertEquals(-1, group().throttledNs());
        files.put("self/cgroup", "0::/gone\nnonsense\n");
        assertEquals(-1, group().throttledNs());
    }
}
