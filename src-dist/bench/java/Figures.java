import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Figures of a run folder that its summary does not hold, one {@code name=value} a line.
 *
 * <pre>
 * java Figures steady RUN                the workers' CPU, events, allocation over the second half of the run without its last second
 * java Figures lag RUN SIMULATOR_LOG     from intended to sent (the run's records) and to arrived (the server's log), us
 * java Figures truth RUN SIMULATOR_LOG   stamps of events, TTFT and gaps against the server's own, us
 * java Figures floor PING SIMULATOR_LOG  the same for what BlockingPing wrote
 * </pre>
 */
final class Figures {
    /** A request as the client saw it; ns of the monotonic clock. */
    private record Seen(String id, long intendedNs, long sentNs, long[] tokensNs) {}

    /** The same request as the simulator logged it. */
    private record Truth(long arrivalNs, long[] writtenNs) {}

    private Figures() {}

    public static void main(String[] args) throws Exception {
        Path run = Path.of(args[1]);
        switch (args[0]) {
            case "steady" -> steady(run);
            case "lag" -> lag(records(run), log(Path.of(args[2])));
            case "truth" -> truth(records(run), log(Path.of(args[2])));
            case "floor" -> truth(pings(run), log(Path.of(args[2])));
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void steady(Path run) throws SQLException {
        String series = "'" + run.resolve("series.parquet") + "'";
        String steady = " from " + series + ", (select min(startNs) as zero, max(startNs) as last from " + series
                + " where kind = 'interval') where worker >= 0 and startNs >= zero + greatest(2e9, (last - zero) / 2)"
                + " and startNs < last and kind = ";
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement query = duck.createStatement()) {
            ResultSet counts = one(
                    query, "select sum(lengthNs) / 1e9, sum(completed), sum(contentEvents)" + steady + "'interval'");
            double seconds = counts.getDouble(1);
            double requests = counts.getDouble(2);
            double events = counts.getDouble(3);
            if (seconds == 0) {
                throw new IllegalStateException("the run is too short: nothing is left of its second half");
            }
            ResultSet self = one(
                    query,
                    "select sum(cpuNs), sum(allocatedBytes), sum(eventsSharingRead), max(residentBytes)" + steady
                            + "'self'");
            double cpuNs = self.getDouble(1);
            double allocated = self.getDouble(2);
            double sharing = self.getDouble(3);
            double resident = self.getDouble(4);
            tell("requestsPerSecond", requests / seconds);
            tell("eventsPerSecond", events / seconds);
            tell("cpuNsPerRequest", cpuNs / requests);
            tell("cpuNsPerEvent", cpuNs / events);
            tell("cpuShare", cpuNs / 1e9 / seconds);
            tell("sharedReads", sharing / events);
            tell("bytesPerRequest", allocated / requests);
            tell("bytesPerEvent", allocated / events);
            tell("residentBytes", resident);
        }
    }

    private static ResultSet one(Statement query, String sql) throws SQLException {
        ResultSet row = query.executeQuery(sql);
        row.next();
        return row;
    }

    private static void lag(Map<String, Seen> requests, Map<String, Truth> log) {
        percentiles(
                "sent",
                requests.values().stream()
                        .mapToLong(r -> r.sentNs() - r.intendedNs())
                        .toArray());
        percentiles(
                "arrived",
                requests.values().stream()
                        .filter(r -> log.containsKey(r.id()))
                        .mapToLong(r -> log.get(r.id()).arrivalNs() - r.intendedNs())
                        .toArray());
    }

    private static void truth(Map<String, Seen> requests, Map<String, Truth> log) {
        long[] late = new long[1 << 16];
        long[] gaps = new long[1 << 16];
        long[] ttft = new long[requests.size()];
        int tokens = 0;
        int between = 0;
        int compared = 0;
        for (Seen seen : requests.values()) {
            Truth truth = log.get(seen.id());
            if (truth == null || truth.writtenNs().length != seen.tokensNs().length || truth.writtenNs().length == 0) {
                continue;
            }
            int count = truth.writtenNs().length;
            late = room(late, tokens + count);
            gaps = room(gaps, between + count);
            ttft[compared++] = (seen.tokensNs()[0] - seen.sentNs()) - (truth.writtenNs()[0] - truth.arrivalNs());
            for (int i = 0; i < count; i++) {
                late[tokens++] = seen.tokensNs()[i] - truth.writtenNs()[i];
                if (i > 0) {
                    gaps[between++] = Math.abs((seen.tokensNs()[i] - seen.tokensNs()[i - 1])
                            - (truth.writtenNs()[i] - truth.writtenNs()[i - 1]));
                }
            }
        }
        if (compared == 0) {
            throw new IllegalStateException("no request of the run is in the simulator's log");
        }
        tell("compared", compared);
        tell("notCompared", requests.size() - compared);
        percentiles("late", Arrays.copyOf(late, tokens));
        percentiles("ttftError", Arrays.copyOf(ttft, compared));
        percentiles("gapError", Arrays.copyOf(gaps, between));
    }

    private static long[] room(long[] values, int count) {
        return count <= values.length ? values : Arrays.copyOf(values, Math.max(count, values.length * 2));
    }

    private static void percentiles(String name, long[] ns) {
        Arrays.sort(ns);
        LongUnaryOperator at = percent -> ns[(int) Math.min(ns.length - 1, ns.length * percent / 100)];
        tell(name + "P50", at.applyAsLong(50) / 1e3);
        tell(name + "P99", at.applyAsLong(99) / 1e3);
        tell(name + "Max", ns[ns.length - 1] / 1e3);
    }

    /** What cannot be told (per event where there was none) is left out. */
    private static void tell(String name, double value) {
        if (Double.isFinite(value)) {
            System.out.println(name + "=" + String.format(Locale.ROOT, "%.4g", value));
        }
    }

    /** Completed requests of a run, by the server's id. */
    /** Those of the run's second half: in the first the compilers of three processes share the cores with what is measured. */
    private static Map<String, Seen> records(Path run) throws SQLException {
        long zeroNs = JsonMapper.shared()
                .readTree(run.resolve("run.json").toFile())
                .path("monotonicNs")
                .asLong();
        String sql = "select serverRequestId, intendedNs, sendStartNs, contentDeltasUs from '"
                + run.resolve("records.parquet") + "' where status = 'completed' and intendedNs >= "
                + "(select (min(intendedNs) + max(intendedNs)) / 2 from '" + run.resolve("records.parquet") + "')";
        Map<String, Seen> requests = new HashMap<>();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement query = duck.createStatement();
                ResultSet row = query.executeQuery(sql)) {
            while (row.next()) {
                long sentNs = zeroNs + row.getLong(3);
                Object[] deltasUs = row.getArray(4) == null
                        ? new Object[0]
                        : (Object[]) row.getArray(4).getArray();
                long[] tokensNs = new long[deltasUs.length];
                long atNs = sentNs;
                for (int i = 0; i < deltasUs.length; i++) {
                    atNs += ((Number) deltasUs[i]).longValue() * 1000;
                    tokensNs[i] = atNs;
                }
                requests.put(row.getString(1), new Seen(row.getString(1), zeroNs + row.getLong(2), sentNs, tokensNs));
            }
        }
        return requests;
    }

    private static Map<String, Seen> pings(Path file) throws IOException {
        Map<String, Seen> requests = new HashMap<>();
        try (Stream<String> lines = Files.lines(file)) {
            lines.map(line -> line.split(" ")).forEach(words -> {
                long[] ns =
                        Arrays.stream(words).skip(1).mapToLong(Long::parseLong).toArray();
                requests.put(words[0], new Seen(words[0], ns[0], ns[0], Arrays.copyOfRange(ns, 1, ns.length)));
            });
        }
        return requests;
    }

    private static Map<String, Truth> log(Path file) throws IOException {
        Map<String, Truth> log = new HashMap<>();
        try (Stream<String> lines = Files.lines(file)) {
            lines.filter(line -> line.endsWith("}"))
                    .forEach(
                            line -> { // the last may still be in the writing
                                JsonNode entry = JsonMapper.shared().readTree(line);
                                long[] writtenNs = entry.path("writtenNs")
                                        .valueStream()
                                        .mapToLong(JsonNode::asLong)
                                        .toArray();
                                log.put(
                                        entry.path("id").asString(),
                                        new Truth(entry.path("arrivalNs").asLong(), writtenNs));
                            });
        }
        return log;
    }
}
