package dev.plimsoll.engine.router.control;

import dev.plimsoll.engine.router.observe.RequestPhases;
import dev.plimsoll.engine.router.observe.RoutedRequest;
import dev.plimsoll.engine.router.observe.RouterEvent;
import dev.plimsoll.engine.router.schedule.Failure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Every request that has not ended, and how the others did. Of the loop's thread. */
final class RequestBook {
    /** Places in the queue whose changes are events; a long queue would otherwise tell as many as it is long, at each departure. */
    static final int PLACES_TOLD = 64;

    private final Consumer<RouterEvent> events;
    private final Map<String, LiveRequest> live = new HashMap<>();
    private final SortedMap<Long, LiveRequest> waiting = new TreeMap<>();
    private final List<LiveRequest> servedThisTurn = new ArrayList<>();
    private final Map<RoutedRequest.Outcome, Long> ended = new EnumMap<>(RoutedRequest.Outcome.class);
    private long lastNumber;

    RequestBook(Consumer<RouterEvent> events) {
        this.events = events;
    }

    long nextNumber() {
        lastNumber++;
        return lastNumber;
    }

    void add(LiveRequest request) {
        live.put(request.id(), request);
        waiting.put(request.number(), request);
    }

    Optional<LiveRequest> find(String id) {
        return Optional.ofNullable(live.get(id));
    }

    boolean isEmpty() {
        return live.isEmpty();
    }

    /** Those that wait, in the order in which they came. */
    Collection<LiveRequest> waiting() {
        return waiting.values();
    }

    int served() {
        return live.size() - waiting.size();
    }

    Map<RoutedRequest.Outcome, Long> endedByOutcome() {
        return ended;
    }

    /** Whether it is there to be admitted. */
    boolean admit(long nowNs, LiveRequest request) {
        boolean there = request.caller().admitted();
        if (!there) {
            over(nowNs, request, RoutedRequest.Outcome.CANCELLED, 0, null);
        }
        return there;
    }

    /** Whether it was there to be served. */
    boolean serve(long nowNs, LiveRequest request) {
        RequestPhases phases = request.waitedUntil(nowNs);
        if (!request.caller().serve(phases)) {
            over(nowNs, request, RoutedRequest.Outcome.CANCELLED, 0, null);
            return false;
        }
        request.served(phases);
        waiting.remove(request.number());
        servedThisTurn.add(request);
        return true;
    }

    void refuse(long nowNs, LiveRequest request, Failure failure) {
        int status = request.caller().refused(failure, request.unserved(nowNs));
        over(nowNs, request, RoutedRequest.Outcome.REFUSED, status, failure);
    }

    void fail(long nowNs, LiveRequest request, Failure failure) {
        int status = request.caller().failed(failure, request.unserved(nowNs));
        over(nowNs, request, RoutedRequest.Outcome.FAILED, status, failure);
    }

    void cancel(long nowNs, LiveRequest request) {
        over(nowNs, request, RoutedRequest.Outcome.CANCELLED, 0, null);
    }

    void ended(long nowNs, LiveRequest request, ServeReport report) {
        close(nowNs, request, request.ended(report));
    }

    void position(long nowNs, LiveRequest request, int position) {
        if (request.moved(position)) {
            request.caller().position(position);
            if (request.told() && position <= PLACES_TOLD) {
                events.accept(new RouterEvent.Position(nowNs, request.id(), request.model(), position));
            }
        }
    }

    /** Counts who was overtaken in this turn: those that came before somebody who was served, and still wait. */
    void endTurn() {
        for (LiveRequest served : servedThisTurn) {
            if (served.told()) {
                waiting.headMap(served.number()).values().forEach(LiveRequest::overtaken);
            }
        }
        servedThisTurn.clear();
    }

    private void over(
            long nowNs, LiveRequest request, RoutedRequest.Outcome outcome, int status, @Nullable Failure failure) {
        String code = failure == null ? null : failure.code().name();
        close(nowNs, request, request.ended(outcome, status, code, nowNs));
    }

    private void close(long nowNs, LiveRequest request, RoutedRequest end) {
        live.remove(request.id());
        waiting.remove(request.number());
        if (request.told()) {
            ended.merge(end.outcome(), 1L, Long::sum);
            events.accept(new RouterEvent.RequestEnded(nowNs, end));
        }
    }
}
