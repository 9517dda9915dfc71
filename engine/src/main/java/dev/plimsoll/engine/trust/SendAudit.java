package dev.plimsoll.engine.trust;

import static dev.plimsoll.engine.record.RequestTimings.has;

import dev.plimsoll.engine.file.Columns;
import dev.plimsoll.engine.file.IntColumn;
import dev.plimsoll.engine.file.LongColumn;
import dev.plimsoll.engine.file.ScratchFile;
import dev.plimsoll.engine.metrics.StageFacts;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.stats.Distribution;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds out from the records of one stage how well the generator itself did: what part of the send lag is its own, and which requests
 * it owes. One thread; records come in the order in which they ended.
 *
 * <p>The generator's <em>own lag</em> is {@code sendStart - intended} without what it could not help: the wait for a connection
 * ({@code blocked}, connect and TLS included) and the wait for a place under the stage's cap, which only ends when the target answers.
 * Left out altogether are follow-up turns of open loops (they wait for the answer before) and the first request of each stream of a
 * closed loop (all start at once, and nobody waits for them).
 */
public final class SendAudit extends Columns {
    /** A request cancelled so soon after it fell due was in nobody's way: the stage ended. */
    private static final long FELL_DUE_WITH_THE_END_NS = 10_000_000;

    private static final RequestStatus[] STATUSES = RequestStatus.values();

    private final boolean openLoop;
    private final int cap;
    private final BitSet streamsSeen = new BitSet();

    private final LongColumn intended = longs();
    private final LongColumn sendStart = longs();
    private final LongColumn end = longs();
    private final LongColumn excused = longs();
    private final IntColumn worker = ints();
    private final IntColumn status = ints();
    private final Tally tally = new Tally(longs(), longs());
    private final long fromNs;

    private long negativeTimes;
    private String negativeExample = "";
    private double residenceNs;
    private boolean followUps;
    private long contentEvents;
    private long sharedReadEvents;

    /** For one stage, in memory. */
    public SendAudit(StageFacts facts) {
        this(facts, null);
    }

    /** For one stage; what is kept of each request goes to {@code scratch}, open until the evidence is taken; null for the memory. */
    public SendAudit(StageFacts facts, @Nullable ScratchFile scratch) {
        super(scratch);
        this.openLoop = facts.openLoop();
        double rampup = facts.strategy().get("rampup") instanceof Number n ? n.doubleValue() : 0;
        this.fromNs = facts.startNs() + Math.round(rampup * 1e9);
        this.cap = openLoop && facts.strategy().get("maxConcurrency") instanceof Number n ? n.intValue() : 0;
    }

    /** Looks at one finished request. */
    public void add(RequestRecord record) {
        RequestTimings t = record.timings();
        contentEvents += record.wire().contentEvents();
        sharedReadEvents += record.wire().sharedReadEvents();
        if (has(t.sendStart())) {
            residenceNs += Math.max(0, t.end() - t.sendStart());
        }
        followUps |= record.info().turn() > 0;
        checkOrder(record);
        if (!isJudged(record)) {
            return;
        }
        if (cap > 0) {
            // Which waits were for a place is known when the whole stage is: keep what is needed to tell.
            intended.add(t.intended());
            sendStart.add(t.sendStart());
            end.add(t.end());
            excused.add(excusedNs(t));
            worker.add(record.info().worker());
            status.add(record.status().ordinal());
        } else if (has(t.sendStart())) {
            tally.sent(t.intended(), t.sendStart() - t.intended() - excusedNs(t));
        } else {
            tally.unsent(record.status(), t.intended(), t.end() - t.intended() - excusedNs(t));
        }
    }

    private boolean isJudged(RequestRecord record) {
        if (!has(record.timings().intended())) {
            return false;
        }
        if (openLoop) {
            return record.info().turn() == 0;
        }
        int stream = record.info().stream();
        if (stream >= 0 && !streamsSeen.get(stream)) {
            streamsSeen.set(stream);
            return false;
        }
        return has(record.timings().sendStart());
    }

    private static long excusedNs(RequestTimings t) {
        long setUp = orZero(t.connectNs()) + orZero(t.tlsNs());
        return Math.max(orZero(t.blockedNs()), setUp);
    }

    private static long orZero(long ns) {
        return has(ns) ? Math.max(0, ns) : 0;
    }

    private void checkOrder(RequestRecord record) {
        String wrong = InstantOrder.fault(record);
        if (!wrong.isEmpty() && negativeTimes++ == 0) {
            negativeExample = "Request " + record.info().number() + " " + wrong;
        }
    }

    /** What was found so far. */
    public SendEvidence evidence() {
        Tally all = cap > 0 ? underCap() : tally;
        return new SendEvidence(
                Distribution.of(all.lags()),
                all.slots,
                all.unsent,
                all.waitedForPlace,
                negativeTimes,
                negativeExample,
                openLoop && !followUps ? all.dispatchedFrom(fromNs) : new long[0],
                residenceNs / 1e9,
                contentEvents,
                sharedReadEvents);
    }

    /** Each worker has its share of the cap; a request that found its worker full is late only from the moment a place was freed. */
    private Tally underCap() {
        Tally all = new Tally(longs(), longs());
        int workers = 0;
        for (long i = 0; i < worker.size(); i++) {
            workers = Math.max(workers, worker.get(i) + 1);
        }
        int share = Math.max(1, cap / Math.max(1, workers));
        for (int w = 0; w < workers; w++) {
            long[] freed = placesFreed(w, share);
            for (long i = 0; i < worker.size(); i++) {
                if (worker.get(i) == w) {
                    judge(i, freed, all);
                }
            }
        }
        return all;
    }

    private void judge(long i, long[] freed, Tally all) {
        boolean sent = has(sendStart.get(i));
        long until = sent ? sendStart.get(i) : end.get(i);
        int at = Arrays.binarySearch(freed, until);
        // The last place freed up to then; where several are equal any of them says the same.
        long freedNs = at >= 0 ? freed[at] : at == -1 ? Long.MIN_VALUE : freed[-at - 2];
        long from = Math.max(intended.get(i), freedNs);
        all.waitedForPlace += from > intended.get(i) ? 1 : 0;
        if (sent) {
            all.sent(intended.get(i), until - from - excused.get(i));
        } else {
            all.unsent(STATUSES[status.get(i)], intended.get(i), until - from - excused.get(i));
        }
    }

    /** The times at which a request of this worker ended while all its places were taken, ascending. */
    private long[] placesFreed(int w, int share) {
        int n = 0;
        int all = Math.toIntExact(worker.size());
        long[] starts = new long[all];
        long[] ends = new long[all];
        for (int i = 0; i < all; i++) {
            if (worker.get(i) == w && has(sendStart.get(i))) {
                starts[n] = sendStart.get(i);
                ends[n++] = end.get(i);
            }
        }
        Arrays.sort(starts, 0, n);
        Arrays.sort(ends, 0, n);
        long[] freed = new long[n];
        int count = 0;
        int s = 0;
        for (int e = 0; e < n; e++) {
            while (s < n && starts[s] < ends[e]) {
                s++;
            }
            if (s - e >= share) {
                freed[count++] = ends[e];
            }
        }
        return Arrays.copyOf(freed, count);
    }

    /** The judged requests. */
    private static final class Tally {
        private final LongColumn ownLags;
        private final LongColumn dispatched;
        private long slots;
        private long unsent;
        private long waitedForPlace;

        Tally(LongColumn ownLags, LongColumn dispatched) {
            this.ownLags = ownLags;
            this.dispatched = dispatched;
        }

        /** The times at which the generator served its slots, ascending, no earlier than {@code fromNs}. */
        long[] dispatchedFrom(long fromNs) {
            long[] times = new long[Math.toIntExact(dispatched.size())];
            int n = 0;
            for (int i = 0; i < times.length; i++) {
                long at = dispatched.get(i);
                if (at >= fromNs) {
                    times[n++] = at;
                }
            }
            Arrays.sort(times, 0, n);
            return Arrays.copyOf(times, Math.min(n, SendEvidence.MOST_DISPATCHED));
        }

        double[] lags() {
            double[] lags = new double[Math.toIntExact(ownLags.size())];
            for (int i = 0; i < lags.length; i++) {
                lags[i] = ownLags.get(i);
            }
            return lags;
        }

        void sent(long intendedNs, long ownLagNs) {
            slots++;
            ownLags.add(Math.max(0, ownLagNs));
            dispatched.add(intendedNs + Math.max(0, ownLagNs));
        }

        /** One that never reached the socket: owed, unless it failed on its way there, or fell due as the stage ended. */
        void unsent(RequestStatus status, long intendedNs, long ownWaitNs) {
            if (status == RequestStatus.ERRORED) {
                slots++;
                dispatched.add(intendedNs);
            } else if (ownWaitNs > FELL_DUE_WITH_THE_END_NS) {
                slots++;
                unsent++;
            } else {
                dispatched.add(intendedNs);
            }
        }
    }
}
