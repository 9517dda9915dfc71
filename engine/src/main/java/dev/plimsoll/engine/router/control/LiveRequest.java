package dev.plimsoll.engine.router.control;

import dev.plimsoll.engine.router.observe.RequestPhases;
import dev.plimsoll.engine.router.observe.RoutedRequest;
import org.jspecify.annotations.Nullable;

/** One request that has not ended. Of the loop's thread. */
final class LiveRequest {
    private final String id;
    private final String model;
    private final String asked;
    private final int priority;
    private final long number;
    private final long arrivedAtNs;
    private final Caller caller;
    private final boolean told;
    private @Nullable SwapTask swap;
    private long joinedAtNs;
    private long overtakenBy;
    private int position;
    private @Nullable RequestPhases served;

    /**
     * A request that has just come in.
     *
     * @param number it came in as
     * @param told whether its end is an event; a load without a request is none
     */
    LiveRequest(
            String id,
            String model,
            String asked,
            int priority,
            long number,
            long arrivedAtNs,
            Caller caller,
            boolean told) {
        this.id = id;
        this.model = model;
        this.asked = asked;
        this.priority = priority;
        this.number = number;
        this.arrivedAtNs = arrivedAtNs;
        this.caller = caller;
        this.told = told;
    }

    String id() {
        return id;
    }

    String model() {
        return model;
    }

    String asked() {
        return asked;
    }

    long number() {
        return number;
    }

    long arrivedAtNs() {
        return arrivedAtNs;
    }

    Caller caller() {
        return caller;
    }

    boolean told() {
        return told;
    }

    @Nullable
    SwapTask swap() {
        return swap;
    }

    /** It waits for this swap from now on; the first one is its own. */
    void join(SwapTask its, long nowNs) {
        if (swap == null) {
            swap = its;
            joinedAtNs = nowNs;
        }
    }

    void overtaken() {
        overtakenBy++;
    }

    /** Notes its place in the queue; false if it was told the same before. */
    boolean moved(int to) {
        boolean news = to != position;
        position = to;
        return news;
    }

    /** Its phases so far, if its model gets it now. */
    RequestPhases waitedUntil(long nowNs) {
        return waited(nowNs, nowNs, RequestPhases.ABSENT);
    }

    /** Its model has got it. */
    void served(RequestPhases phases) {
        served = phases;
    }

    boolean served() {
        return served != null;
    }

    /** Its phases, if it ends now and its model never gets it. */
    RequestPhases unserved(long nowNs) {
        return waited(nowNs, RequestPhases.ABSENT, nowNs);
    }

    /** It has ended before its model got it. */
    RoutedRequest ended(RoutedRequest.Outcome outcome, int status, @Nullable String code, long nowNs) {
        return routed(outcome, status, code, unserved(nowNs));
    }

    /** It has ended after its model got it. */
    RoutedRequest ended(ServeReport report) {
        RequestPhases before = served;
        if (before == null) {
            throw new IllegalStateException(id + " was never served");
        }
        RequestPhases phases = new RequestPhases(
                before.arrivedAtNs(),
                before.queuedNs(),
                before.evictingNs(),
                before.spawningNs(),
                before.healthWaitNs(),
                before.servedAtNs(),
                report.sentAtNs(),
                report.firstByteAtNs(),
                report.firstTokenAtNs(),
                report.endedAtNs());
        return routed(report.outcome(), report.status(), null, phases);
    }

    private RequestPhases waited(long untilNs, long servedAtNs, long endedAtNs) {
        SwapTask its = swap;
        SwapTask.Waited waited = its == null
                ? new SwapTask.Waited(untilNs - arrivedAtNs, 0, 0, 0)
                : its.waited(arrivedAtNs, joinedAtNs, untilNs);
        return new RequestPhases(
                arrivedAtNs,
                waited.queuedNs(),
                waited.evictingNs(),
                waited.spawningNs(),
                waited.healthWaitNs(),
                servedAtNs,
                RequestPhases.ABSENT,
                RequestPhases.ABSENT,
                RequestPhases.ABSENT,
                endedAtNs);
    }

    private RoutedRequest routed(
            RoutedRequest.Outcome outcome, int status, @Nullable String code, RequestPhases phases) {
        SwapTask its = swap;
        return new RoutedRequest(
                id, model, asked, priority, outcome, status, code, its == null ? 0 : its.number(), overtakenBy, phases);
    }
}
