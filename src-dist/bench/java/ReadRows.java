import dev.plimsoll.engine.dataset.Conversation;
import dev.plimsoll.engine.dataset.Dataset;
import dev.plimsoll.engine.dataset.Datasets;
import dev.plimsoll.engine.plan.DatasetPlan;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a file of rows to its end as a run does and prints a row of a table: what it cost.
 *
 * <pre>
 * java -Xmx128m ReadRows FILE sequential|shuffle|random
 * </pre>
 *
 * The heap is the sum of the most that each of its pools held, the resident memory what Linux calls {@code VmHWM}.
 */
final class ReadRows {
    private ReadRows() {}

    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[0]);
        DatasetPlan plan = new DatasetPlan.Files(
                "rows", List.of(file), "jsonl", args[1], 0, false, Map.of(), null, "chars", false, 0);
        long startNs = System.nanoTime();
        long firstNs = 0;
        long rows = 0;
        try (Dataset dataset = Datasets.open(plan, 1)) {
            for (Conversation next = dataset.next(); next != null; next = dataset.next()) {
                if (rows++ == 0) {
                    firstNs = System.nanoTime() - startNs;
                }
            }
        }
        double seconds = (System.nanoTime() - startNs - firstNs) / 1e9;
        double bytes = Files.size(file);
        System.out.printf(
                Locale.ROOT,
                "| `%s` | %,d | %.1f | %.1f | %,.0f | %,.0f | %d | %d |%n",
                args[1],
                rows,
                bytes / (1 << 30),
                firstNs / 1e9,
                rows / seconds,
                bytes / seconds / 1e6,
                mostHeap() >> 20,
                mostResident() >> 10);
    }

    private static long mostHeap() {
        long bytes = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            bytes += pool.getType() == MemoryType.HEAP ? pool.getPeakUsage().getUsed() : 0;
        }
        return bytes;
    }

    private static long mostResident() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return 0;
    }
}
