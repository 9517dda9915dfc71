package dev.plimsoll.engine.worker;

import dev.plimsoll.engine.record.IntervalSample;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.wire.FromWorker;

/**
 * What a stage counted in the running second. A time to first token counts in the second of the first token, a latency in the second
 * of the end. Belongs to the loop.
 */
final class Second {
    static final long LENGTH_NS = 1_000_000_000L;

    private final int stage;
    private final int worker;
    private final HistogramSet.Pool pool;
    private HistogramSet histograms;
    private long startNs;
    private long endNs;
    private long started;
    private long completed;
    private long errored;
    private long contentEvents;
    private long outputTokens;
    private long eventsSharingRead;
    private int coldConnections;
    private int retries;

    Second(int stage, int worker, long startNs, HistogramSet.Pool pool) {
        this.stage = stage;
        this.worker = worker;
        this.startNs = startNs;
        this.endNs = startNs + LENGTH_NS;
        this.pool = pool;
        this.histograms = pool.take();
    }

    /** When it is full: a whole number of seconds after the stage's start. */
    long endNs() {
        return endNs;
    }

    void sent(long lagNs) {
        started++;
        HistogramSet.record(histograms.sendLagNs(), lagNs);
    }

    void firstToken(long ttftNs) {
        contentEvents++;
        HistogramSet.record(histograms.ttftUs(), ttftNs / 1000);
    }

    void contentGap(long gapNs) {
        contentEvents++;
        HistogramSet.record(histograms.gapUs(), gapNs / 1000);
    }

    /** A request that was with the backend ended. */
    void ended(RequestRecord request) {
        if (request.status() == RequestStatus.COMPLETED) {
            completed++;
            HistogramSet.record(
                    histograms.latencyUs(),
                    (request.timings().end() - request.timings().sendStart()) / 1000);
        } else if (request.status() == RequestStatus.ERRORED) {
            errored++;
        }
        outputTokens += Math.max(0, request.tokens().output());
        eventsSharingRead += request.wire().sharedReadEvents();
        retries += request.wire().retries();
        if (request.wire().bytesSent() > 0 && !request.wire().connectionReused()) {
            coldConnections++;
        }
    }

    /** Sends what was counted up to now and begins the next. A late loop makes it longer, which its length says. */
    void close(long nowNs, int inFlight, StageOutput output) {
        long lengthNs = Math.max(0, nowNs - startNs); // a stage may be stopped before it began
        HistogramSet full = histograms;
        output.send(new FromWorker.Interval(new IntervalSample(
                stage,
                worker,
                startNs,
                lengthNs,
                started,
                completed,
                errored,
                inFlight,
                contentEvents,
                outputTokens,
                full.sendLagNs(),
                full.ttftUs(),
                full.latencyUs(),
                full.gapUs())));
        output.secondEnded(
                stage, startNs, lengthNs, new StageOutput.WireTally(eventsSharingRead, coldConnections, retries));
        histograms = pool.take();
        startNs = Math.max(startNs, nowNs);
        while (endNs <= nowNs) {
            endNs += LENGTH_NS;
        }
        started = 0;
        completed = 0;
        errored = 0;
        contentEvents = 0;
        outputTokens = 0;
        eventsSharingRead = 0;
        coldConnections = 0;
        retries = 0;
    }
}
