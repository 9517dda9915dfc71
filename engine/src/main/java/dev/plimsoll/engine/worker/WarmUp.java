package dev.plimsoll.engine.worker;

import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.dataset.Conversation;
import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.endpoint.BackendSettings;
import dev.plimsoll.engine.endpoint.HttpBackend;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.simulator.NullTarget;
import dev.plimsoll.engine.time.NanoClock;
import dev.plimsoll.engine.wire.FrameWriter;
import dev.plimsoll.engine.wire.FromWorker;
import dev.plimsoll.engine.wire.ToWorker;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs requests of the plan's kind against a server in this process until the code path is compiled: the same loop, backend, stage
 * and frames as later, so that no measured request pays for the compiler. It goes on until the compilers have come to rest, for they
 * compile for seconds what was called often enough in the first. On the loop's thread.
 */
final class WarmUp implements StageOutput {
    private static final int STREAMS = 64;
    private static final int BATCH = 512;

    /** A warm-up that takes this long is cut short: a slow machine must still get to measure. */
    private static final long LONGEST_NS = 20_000_000_000L;

    /** Beyond the requests asked for, the compilers are given as long again as those took to become quiet, and this at most. */
    private static final long LONGEST_SETTLING_NS = 2_000_000_000L;

    /** When this many failed and none succeeded, more of them would warm nothing. */
    private static final int HOPELESS = STREAMS;

    private static final String PROMPT = "The tide sets in along the quay and lifts the hull to its line. ".repeat(8);

    private final HistogramSet.Pool histograms;
    private final FrameWriter frames = new FrameWriter(OutputStream.nullOutputStream());
    private long ended;
    private long completed;
    private long failed;
    private @Nullable String failure;

    private WarmUp(HistogramSet.Pool histograms) {
        this.histograms = histograms;
    }

    /**
     * How it went.
     *
     * @param completed requests that were answered
     * @param failed requests that ended with an error
     * @param failure what the first of these said, or null
     * @param lengthNs how long it took
     */
    record Outcome(long completed, long failed, @Nullable String failure, long lengthNs) {
        static final Outcome NONE = new Outcome(0, 0, null, 0);
    }

    /** Runs at least so many requests like those of these settings; fewer where it takes too long or nothing but failures come. */
    static Outcome run(
            int requests, BackendSettings like, DispatchLoop loop, NanoClock clock, HistogramSet.Pool histograms) {
        try (NullTarget target = NullTarget.start()) {
            return run(target.url(), requests, like, loop, clock, histograms);
        }
    }

    /** Runs them against a server of one's own. */
    static Outcome run(
            String url,
            int requests,
            BackendSettings like,
            DispatchLoop loop,
            NanoClock clock,
            HistogramSet.Pool histograms) {
        long startNs = clock.nanoTime();
        WarmUp output = new WarmUp(histograms);
        HttpBackend backend = HttpBackend.create(NullTarget.settings(url, like), loop.io(), clock);
        StageRun run = new StageRun(stage(), 0, startNs, clock, backend, histograms, output);
        JvmLoad jvm = JvmLoad.ofThisProcess(startNs);
        long given = 0;
        long settledByNs = Long.MAX_VALUE;
        while (!run.isDone()) {
            long nowNs = clock.nanoTime();
            if (settledByNs == Long.MAX_VALUE && output.ended >= requests) {
                settledByNs = nowNs + Math.min(nowNs - startNs, LONGEST_SETTLING_NS);
            }
            if (settledByNs < Long.MAX_VALUE && (jvm.isQuiet(nowNs) || nowNs > settledByNs)) {
                run.exhausted();
            } else if (run.conversationsLeft() < BATCH / 2) {
                run.add(conversations(given, BATCH));
                given += BATCH;
            }
            if (nowNs - startNs > LONGEST_NS || run.requestsOnlyFail(HOPELESS)) {
                run.stopProcessing(0, "end");
            }
            loop.turn(run);
        }
        backend.shutdown();
        return new Outcome(output.completed, output.failed, output.failure, clock.nanoTime() - startNs);
    }

    private static ToWorker.StageStart stage() {
        int[] streams = IntStream.range(0, STREAMS).toArray();
        return new ToWorker.StageStart(0, 0, false, streams, new long[STREAMS], Integer.MAX_VALUE, Long.MAX_VALUE);
    }

    private static List<Conversation> conversations(long first, int count) {
        List<Conversation> batch = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Turn turn = Turn.single(Content.ofText(PROMPT), 128, 4);
            batch.add(new Conversation(first + i, null, List.of(turn)));
        }
        return batch;
    }

    @Override
    public void send(FromWorker message) {
        try {
            frames.write(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        switch (message) {
            case FromWorker.Records records -> {
                ended += records.records().size();
                noteFailure(records.records());
            }
            case FromWorker.StageDone done -> {
                completed = done.successful();
                failed = done.errored();
            }
            case FromWorker.Interval interval -> histograms.giveBack(interval.sample());
            default -> {}
        }
    }

    private void noteFailure(List<RequestRecord> records) {
        for (int i = 0; failure == null && i < records.size(); i++) {
            RequestError error = records.get(i).error();
            failure = error == null ? null : error.sample();
        }
    }

    @Override
    public void stageBegan() {}

    @Override
    public void secondEnded(int stage, long startNs, long lengthNs, WireTally wire) {}
}
