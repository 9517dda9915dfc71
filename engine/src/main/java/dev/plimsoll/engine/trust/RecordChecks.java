package dev.plimsoll.engine.trust;

import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.stats.Finite;
import java.util.List;

/** Do the records tell a whole and possible story? */
final class RecordChecks {
    /** A full queue loses records, which is another finding. */
    static final Checks.Limits JOURNAL =
            new Checks.Limits(Thresholds.JOURNAL_SUSPECT, Double.POSITIVE_INFINITY, Say::percent);

    private RecordChecks() {}

    static void check(StageEvidence evidence, Checks checks) {
        counts(evidence, checks);
        resultsPipeline(evidence, checks);
        workersLost(evidence, checks);
        negativeTimes(evidence, checks);
        area(evidence, checks);
        recycled(evidence, checks);
        sharedReads(evidence, checks);
    }

    private static void counts(StageEvidence evidence, Checks checks) {
        StageSummary.Counts c = evidence.figures().summary().requests();
        boolean figuresAddUp = c.created() == c.successful() + c.errored() + c.cancelled() + c.dropped();
        if (evidence.countsAddUp() && figuresAddUp) {
            checks.pass();
            return;
        }
        String detail = evidence.countsDetail().isEmpty()
                ? "Created requests: " + Say.number(c.created()) + "; ended ones: "
                        + Say.number(c.successful() + c.errored() + c.cancelled() + c.dropped())
                : evidence.countsDetail();
        checks.find(
                "counts",
                Severity.INVALID,
                detail,
                "0 requests counted twice or not at all",
                "Run again; if it happens twice, report it with the run folder.");
    }

    private static void resultsPipeline(StageEvidence evidence, Checks checks) {
        if (evidence.journalOverflows() == 0) {
            checks.above(
                    "results-pipeline",
                    evidence.journalFullest(),
                    JOURNAL,
                    "The queue in front of the journal was " + Say.percent(evidence.journalFullest())
                            + " full: the disk hardly keeps up",
                    "Write the run folder to a faster disk, or lower the rate.",
                    0);
            return;
        }
        checks.find(
                "results-pipeline",
                Severity.INVALID,
                Say.count(evidence.journalOverflows(), "record") + " could not be written to the journal",
                "0 records",
                "Write the run folder to a faster disk, or lower the rate.");
    }

    private static void workersLost(StageEvidence evidence, Checks checks) {
        List<String> lost = evidence.workersLost();
        if (lost.isEmpty()) {
            checks.pass();
            return;
        }
        checks.find(
                "worker-lost",
                Severity.SUSPECT,
                (lost.size() == 1 ? "A worker was lost: " : lost.size() + " workers were lost: ")
                        + String.join("; ", lost),
                "0 workers",
                "Look for the reason in the worker's log, and run this stage again.");
    }

    private static void negativeTimes(StageEvidence evidence, Checks checks) {
        if (evidence.sends().negativeTimes() == 0) {
            checks.pass();
            return;
        }
        checks.find(
                "negative-times",
                Severity.INVALID,
                evidence.sends().negativeExample() + " ("
                        + Say.count(evidence.sends().negativeTimes(), "request") + " like it)",
                "0 requests",
                "Check this machine's clock source; if it is in order, report it with the run folder.");
    }

    /**
     * Little's law as an identity: the same area under the requests in flight, once from the workers' updates and once from the records,
     * in the whole stage and in the measurement window.
     */
    private static void area(StageEvidence evidence, Checks checks) {
        if (!evidence.workersLost().isEmpty()) {
            return;
        }
        area("", evidence.inFlightSeconds(), evidence.sends().residenceSeconds(), checks);
        StageSummary stage = evidence.figures().summary();
        StageSummary.Concurrency concurrency = stage.concurrency();
        if (concurrency != null && concurrency.mean() != null) {
            double seconds = stage.windowSeconds()[1] - stage.windowSeconds()[0];
            area(" in the window", evidence.windowInFlightSeconds(), concurrency.mean() * seconds, checks);
        }
    }

    private static void area(String where, double updates, double records, Checks checks) {
        if (updates < 0) {
            return;
        }
        double share = Finite.share(Math.abs(updates - records), Math.max(records, updates));
        if (share <= Thresholds.AREA_TOLERANCE) {
            checks.pass();
            return;
        }
        checks.find(
                "in-flight-area",
                Severity.INVALID,
                "Requests in flight" + where + " add up to " + Say.number(updates) + " s by the updates but to "
                        + Say.number(records) + " s by the records",
                Say.percent(Thresholds.AREA_TOLERANCE),
                "Run again; if it happens twice, report it with the run folder.");
    }

    private static void recycled(StageEvidence evidence, Checks checks) {
        if (evidence.timesRecycled() == 0) {
            checks.pass();
            return;
        }
        checks.find(
                "recycled-data",
                Severity.NOTE,
                "The dataset started again at its first row " + Say.count(evidence.timesRecycled(), "time")
                        + "; a prefix cache answers rows it knows faster",
                "0 times",
                "Use a larger dataset, or a cache-busting marker.");
    }

    /** Whether events share reads is the network's and the server's doing unless our own loop was late to read. */
    private static void sharedReads(StageEvidence evidence, Checks checks) {
        if (evidence.sends().contentEvents() == 0) {
            return;
        }
        double share = Finite.share(
                evidence.sends().sharedReadEvents(), evidence.sends().contentEvents());
        if (share <= Thresholds.SHARED_READS_NOTE) {
            checks.pass();
            return;
        }
        Double lag = ProcessChecks.loopLagP99Ns(evidence);
        boolean ours =
                lag != null && lag > Thresholds.LOOP_LAG_P99_SUSPECT_NS && MachinePauses.explain(evidence, lag) == 0;
        checks.find(
                "shared-reads",
                ours ? Severity.SUSPECT : Severity.NOTE,
                Say.percent(share) + " of the content events came in one read with another: ICL shows bursts",
                Say.percent(Thresholds.SHARED_READS_NOTE),
                ours
                        ? "Allow more workers, or use fewer streams."
                        : "Read TPOT instead of ICL: the server or the network sends several events at once.");
    }
}
