package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.metrics.StageFacts;
import dev.plimsoll.engine.problem.PlimsollException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * The histograms that each worker kept of each second of a run, merged over any window: percentiles at the resolution of a second and of
 * three digits, without reading a single record. The cost hangs on the length of the window and the number of workers, not on the number
 * of requests. Stateless but for what {@code events.jsonl} told of the stages; any thread.
 *
 * <p>A value belongs to the second in which it came to be: a TTFT to that of the first token, a latency to that of the end, a send lag to
 * that of the send. TTFT and gaps are those of all requests, also of such that failed later; latency is that of the completed ones.
 */
public final class IntervalHistograms {
    private static final int DIGITS = 3;
    private static final String COLUMNS = "started, completed, errored, sendLagNs, ttftUs, latencyUs, gapUs";

    private final Path folder;
    private final Map<Integer, StageFacts> stages;

    private IntervalHistograms(Path folder, Map<Integer, StageFacts> stages) {
        this.folder = folder;
        this.stages = stages;
    }

    /** Of a run, sealed or interrupted. Reads no series yet. */
    public static IntervalHistograms of(ArchivedRun run) {
        return new IntervalHistograms(run.folder(), StageEvents.facts(run.events()));
    }

    /** The stages there are, by index. */
    public Set<Integer> stages() {
        return Set.copyOf(stages.keySet());
    }

    /**
     * What was counted in some seconds of a stage by all workers.
     *
     * @param stage index of the stage
     * @param fromSeconds the first second, in whole seconds after the stage's start
     * @param toSeconds where the last one ends, in whole seconds after the stage's start
     * @return empty where nothing is known of these seconds
     * @throws PlimsollException where the series cannot be read
     */
    public Optional<Estimate> between(int stage, long fromSeconds, long toSeconds) {
        StageFacts facts = stages.get(stage);
        Path sealed = folder.resolve(RunFolder.SERIES_SEALED);
        Path journal = folder.resolve(RunFolder.SERIES);
        // While both exist, sealing was interrupted, and the journal is the whole one.
        boolean isSealed = Files.isRegularFile(sealed)
                && (Files.isRegularFile(folder.resolve(RunFolder.SUMMARY)) || Files.notExists(journal));
        if (facts == null || (!isSealed && !Files.isRegularFile(journal))) {
            return Optional.empty();
        }
        String source = isSealed
                ? "read_parquet(" + Duck.quote(sealed.toString()) + ")"
                : Sealer.journal(journal, SampleJson.COLUMNS);
        String middle = "(startNs + lengthNs // 2 - (" + facts.startNs() + "))";
        String sql = String.format(
                Locale.ROOT,
                "SELECT %s FROM %s WHERE kind = 'interval' AND stage = %d AND %s >= %d AND %s < %d",
                COLUMNS,
                source,
                stage,
                middle,
                fromSeconds * 1_000_000_000L,
                middle,
                toSeconds * 1_000_000_000L);
        try (Duck duck = Duck.open(Path.of(System.getProperty("java.io.tmpdir"), "plimsoll-spill"));
                Statement statement = duck.statement();
                ResultSet rows = statement.executeQuery(sql)) {
            return merged(stage, fromSeconds, toSeconds, rows);
        } catch (SQLException e) {
            throw PlimsollException.failed((isSealed ? sealed : journal) + " could not be read: " + e.getMessage(), e);
        }
    }

    private static Optional<Estimate> merged(int stage, long fromSeconds, long toSeconds, ResultSet rows)
            throws SQLException {
        Histogram sendLagNs = new Histogram(DIGITS);
        Histogram ttftUs = new Histogram(DIGITS);
        Histogram latencyUs = new Histogram(DIGITS);
        Histogram gapUs = new Histogram(DIGITS);
        long started = 0;
        long completed = 0;
        long errored = 0;
        boolean any = false;
        while (rows.next()) {
            any = true;
            started += rows.getLong(1);
            completed += rows.getLong(2);
            errored += rows.getLong(3);
            merge(sendLagNs, rows.getString(4));
            merge(ttftUs, rows.getString(5));
            merge(latencyUs, rows.getString(6));
            merge(gapUs, rows.getString(7));
        }
        return any
                ? Optional.of(new Estimate(
                        stage,
                        fromSeconds,
                        toSeconds,
                        started,
                        completed,
                        errored,
                        sendLagNs,
                        ttftUs,
                        latencyUs,
                        gapUs))
                : Optional.empty();
    }

    private static void merge(Histogram all, String encoded) {
        try {
            all.add(Histogram.decodeFromCompressedByteBuffer(
                    ByteBuffer.wrap(Base64.getDecoder().decode(encoded)), 0));
        } catch (DataFormatException | IllegalArgumentException e) {
            throw PlimsollException.failed("A histogram of the run's series cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Merged histograms of a window: estimates, to be shown with a {@code ~}.
     *
     * @param stage index of the stage
     * @param fromSeconds first second after the stage's start
     * @param toSeconds where the last one ends
     * @param started requests sent in it
     * @param completed requests completed in it
     * @param errored requests errored in it
     * @param sendLagNs sent - intended, ns
     * @param ttftUs first token - sent, us
     * @param latencyUs end - sent, us
     * @param gapUs gaps between content events, us
     */
    public record Estimate(
            int stage,
            long fromSeconds,
            long toSeconds,
            long started,
            long completed,
            long errored,
            Histogram sendLagNs,
            Histogram ttftUs,
            Histogram latencyUs,
            Histogram gapUs) {
        /** Requests completed per second. */
        public double requestsPerSecond() {
            return (double) completed / Math.max(1, toSeconds - fromSeconds);
        }
    }
}
