import com.sun.management.OperatingSystemMXBean;
import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.archive.RequestExpression;
import dev.plimsoll.engine.archive.RequestField;
import dev.plimsoll.engine.archive.RequestFilter;
import dev.plimsoll.engine.archive.RequestQuery;
import dev.plimsoll.engine.archive.RequestSort;
import dev.plimsoll.engine.archive.RunCatalog;
import dev.plimsoll.engine.archive.RunFolder;
import dev.plimsoll.engine.archive.RunReader;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.file.ScratchFile;
import dev.plimsoll.engine.metrics.StageFacts;
import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.metrics.StageFiguresBuilder;
import dev.plimsoll.engine.plan.TransientPlan;
import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestInfo;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.TokenCounts;
import dev.plimsoll.engine.record.TokenSource;
import dev.plimsoll.engine.record.WireFacts;
import dev.plimsoll.engine.trust.SendAudit;
import dev.plimsoll.engine.trust.TrustReport;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A large run folder without a large run: writes made-up records through the journal and seals them, then opens the folder as the window
 * does. Every step is timed and told as {@code name=value}, in seconds, bytes or MB.
 *
 * <pre>
 * java BigRun write RUNS-FOLDER REQUESTS EVENTS    # records, journal, figures, seal
 * java BigRun open RUN-FOLDER                      # summary, charts, list; table: open, filter, sort, page
 * </pre>
 *
 * Memory is what the heap holds after a collection, from a quarter of the requests on, by the request.
 *
 * The records are those of an open loop of 10,000 requests/s: TTFT log-normal about 120 ms, gaps exponential about 5 ms, one in 500 failed.
 */
final class BigRun {
    private static final double REQUESTS_PER_SECOND = 10_000;

    private BigRun() {}

    public static void main(String[] args) throws IOException {
        switch (args[0]) {
            case "write" -> write(Path.of(args[1]), Long.parseLong(args[2]), Integer.parseInt(args[3]));
            case "open" -> open(Path.of(args[1]));
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void write(Path runs, long requests, int events) throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        StageFacts facts = facts();
        String head = "{\"id\":\"big\",\"name\":\"Big\",\"benchmark\":\"big\",\"startedAt\":\"2026-01-01T00:00:00Z\","
                + "\"version\":\"bench\",\"target\":\"made up\"}";
        RunFolder folder = RunFolder.create(runs, "big", head, "none", 1);
        folder.event(0, "stage_begin", Map.of("facts", facts));
        ScratchFile scratch = ScratchFile.in(folder.path());
        StageFiguresBuilder builder = new StageFiguresBuilder(facts, scratch);
        SendAudit sends = new SendAudit(facts, scratch);
        long before = 0;
        Span start = Span.begin();
        for (long i = 0; i < requests; i++) {
            if (i == requests / 4) {
                await(folder);
                before = heapAfterCollection();
            }
            RequestRecord record = record(random, i, events);
            while (folder.queueDepth() > 50_000) {
                Thread.onSpinWait();
            }
            folder.append(record, null);
            builder.add(record);
            sends.add(record);
        }
        await(folder);
        start.tell("write");
        tell("write.heapBytesPerRequest", (heapAfterCollection() - before) / (0.75 * requests));
        tell("journal.bytes", (double) Files.size(folder.path().resolve("records.jsonl")));
        Span end = Span.begin();
        StageFigures figures = builder.build();
        end.tell("figures");
        folder.event(figures.summary().index(), "stage_end", Map.of("facts", facts));
        Span seal = Span.begin();
        folder.seal(
                new RunSummary(
                        1,
                        new RunSummary.RunHead(
                                "big", "Big", "2026-01-01T00:00:00Z", null, "sealed", "bench", "made up", null, null),
                        TrustReport.of(List.of(), 0),
                        List.of(),
                        List.of(new RunSummary.Stage(figures.summary(), List.of()))),
                List.of(figures));
        seal.tell("seal");
        end.tell("lastRequestToSealed");
        scratch.close();
        tell("overflows", (double) folder.overflows());
    }

    private static void await(RunFolder folder) {
        while (folder.queueDepth() > 0) {
            Thread.onSpinWait();
        }
    }

    private static void open(Path path) {
        Span start = Span.begin();
        ArchivedRun run = RunReader.open(path);
        run.summary();
        start.tell("reopen.summary");
        run.figures();
        start.tell("reopen.charts");
        RunCatalog catalog = new RunCatalog(path.toAbsolutePath().getParent());
        Span list = Span.begin();
        catalog.list();
        list.tell("list");
        Span opening = Span.begin();
        try (RequestQuery table = RequestQuery.open(run)) {
            page(table, "", null, 0);
            opening.tell("table.open");
            timed("table.filter.ttft", table, "ttft > 300 ms", null, 0);
            timed("table.filter.three", table, "ttft > 100 ms and output > 10 and status = completed", null, 0);
            timed("table.sort.latency", table, "", "latency", 0);
            timed("table.page", table, "", "latency", table.count(RequestFilter.ALL) / 2);
            timed("table.sort.tpot", table, "", "tpot", 0);
            timed("table.sort.maxStall", table, "", "maxStall", 0);
            timed("table.filter.sort", table, "ttft > 100 ms", "latency", 0);
        }
        tell("heap.peakMB", mostHeap() / 1048576.0);
    }

    private static void timed(String name, RequestQuery table, String filter, String sort, long offset) {
        Span start = Span.begin();
        page(table, filter, sort, offset);
        start.tell(name);
    }

    private static void page(RequestQuery table, String conditions, String sort, long offset) {
        RequestFilter filter = new RequestFilter(
                null, Set.of(), RequestFilter.Clock.SENT, null, null, RequestExpression.parse(conditions));
        RequestSort by = sort == null ? null : new RequestSort(RequestField.named(sort), true);
        table.page(filter, by, offset, 100);
        table.count(filter);
    }

    private static StageFacts facts() {
        return new StageFacts(
                0,
                Map.of("kind", "constant", "rate", REQUESTS_PER_SECOND),
                "constant@10000.00",
                true,
                "0",
                0,
                RequestTimings.ABSENT,
                0,
                0,
                TransientPlan.NONE,
                TransientPlan.NONE,
                List.of(),
                List.of());
    }

    private static RequestRecord record(RandomGenerator random, long number, int events) {
        long intended = (long) (number * 1e9 / REQUESTS_PER_SECOND);
        long sent = intended + 20_000 + random.nextInt(200_000);
        boolean fails = random.nextInt(500) == 0;
        int[] deltas = new int[fails ? 0 : events];
        long token = sent;
        for (int i = 0; i < deltas.length; i++) {
            deltas[i] = i == 0
                    ? (int) (120_000 * StrictMath.exp(0.5 * random.nextGaussian()))
                    : (int) (5_000 * random.nextExponential());
            token += deltas[i] * 1000L;
        }
        long none = RequestTimings.ABSENT;
        long first = fails ? none : sent + deltas[0] * 1000L;
        long end = fails ? sent + 30_000_000 : token + 100_000;
        return new RequestRecord(
                new RequestInfo(number, 0, number, -1, 0, 0, number, 0, RequestInfo.NO_PARENTS, null),
                fails ? RequestStatus.ERRORED : RequestStatus.COMPLETED,
                fails ? new RequestError(ErrorKind.HTTP, 503, "{\"error\":\"overloaded\"}", -1) : null,
                null,
                new RequestTimings(
                        intended,
                        intended - 80_000_000,
                        intended - 70_000_000,
                        sent,
                        sent + 20_000,
                        fails ? end : first - 30_000,
                        first,
                        first,
                        first,
                        fails ? none : token,
                        end,
                        1_000,
                        none,
                        none),
                deltas,
                0,
                new TokenCounts(128 + random.nextInt(64), fails ? -1 : events, -1, -1, events, 1, TokenSource.USAGE),
                new WireFacts(
                        fails ? 503 : 200,
                        900,
                        fails ? 300 : 200L * events,
                        events + 2,
                        deltas.length,
                        events,
                        2,
                        true,
                        0,
                        "chatcmpl-" + number));
    }

    /** A span of time, and the CPU time of this process in it, which another program that keeps the machine busy does not lengthen. */
    private record Span(long startNs, long startCpuNs) {
        static Span begin() {
            return new Span(System.nanoTime(), cpuNs());
        }

        void tell(String name) {
            BigRun.tell(name + ".seconds", (System.nanoTime() - startNs) / 1e9);
            BigRun.tell(name + ".cpu", (cpuNs() - startCpuNs) / 1e9);
        }

        private static long cpuNs() {
            return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                    .getProcessCpuTime();
        }
    }

    private static void tell(String name, double value) {
        System.out.printf(Locale.ROOT, "%s=%.3f%n", name, value);
    }

    private static long heapAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long mostHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(p -> p.getType() == MemoryType.HEAP)
                .mapToLong(p -> p.getPeakUsage().getUsed())
                .sum();
    }
}
