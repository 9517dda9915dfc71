package dev.plimsoll.engine.scheduler;

import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestInfo;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.RequestUpdate;
import dev.plimsoll.engine.record.TokenCounts;
import dev.plimsoll.engine.record.TokenSource;
import dev.plimsoll.engine.record.WireFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The requests that are under way: from the first word of one until its end was merged and its record came. It is what makes the
 * death of a worker countable. Confined to the coordinator's thread.
 */
final class RequestBook {
    /** One request under way. */
    static final class Entry {
        final int place;

        /** The last step heard of; null where the record came first. */
        @Nullable
        RequestUpdate heard;

        /** The status last merged into the state, null before the first. */
        @Nullable
        RequestStatus merged;

        /** Its record, null while it has not come. */
        @Nullable
        RequestRecord record;

        Entry(int place) {
            this.place = place;
        }

        boolean hasHeardEnd() {
            return heard != null && heard.status().isTerminal();
        }
    }

    private final Map<Long, Entry> entries = new HashMap<>();

    /** A step was heard; {@code firstHeard} of the answer tells whether it is the first word of this request. */
    boolean heard(int place, RequestUpdate update) {
        Entry entry = entries.computeIfAbsent(update.info().requestId(), id -> new Entry(place));
        boolean first = entry.heard == null;
        entry.heard = update;
        return first;
    }

    /** A record came. */
    void recorded(int place, RequestRecord record) {
        long id = record.info().requestId();
        Entry entry = entries.computeIfAbsent(id, unknown -> new Entry(place));
        entry.record = record;
        forgetIfOver(id, entry);
    }

    /** The request of an update that is about to be merged, or null where it is over already. */
    @Nullable
    Entry find(RequestUpdate update) {
        return entries.get(update.info().requestId());
    }

    /** A step was merged. */
    void merged(Entry entry, RequestUpdate update) {
        entry.merged = update.status();
        forgetIfOver(update.info().requestId(), entry);
    }

    private void forgetIfOver(long id, Entry entry) {
        if (entry.record != null && entry.merged != null && entry.merged.isTerminal()) {
            entries.remove(id);
        }
    }

    /** The requests of one worker that are under way, oldest number first. */
    List<Entry> of(int place) {
        List<Entry> all = new ArrayList<>();
        entries.values().stream().filter(e -> e.place == place).forEach(all::add);
        all.sort(Comparator.comparingLong(e -> info(e).requestId()));
        return all;
    }

    /** Whether no request is under way. */
    boolean isEmpty() {
        return entries.isEmpty();
    }

    static RequestInfo info(Entry entry) {
        if (entry.heard != null) {
            return entry.heard.info();
        }
        if (entry.record != null) {
            return entry.record.info();
        }
        throw new IllegalStateException("an entry of nothing");
    }

    /** An end as its record has it: a request whose record was lost with its worker has errored, whatever its last update said. */
    static RequestUpdate asRecorded(RequestUpdate update, @Nullable RequestRecord record) {
        boolean turned = record != null
                && update.status().isTerminal()
                && update.status() != record.status()
                && record.status() == RequestStatus.ERRORED;
        return turned ? lostUpdate(update, update.atNs()) : update;
    }

    /** The update with which a request ends whose worker is lost. */
    static RequestUpdate lostUpdate(RequestUpdate last, long atNs) {
        return new RequestUpdate(
                last.info(),
                RequestStatus.ERRORED,
                atNs,
                last.intendedNs(),
                last.sendStartNs(),
                last.firstTokenNs(),
                last.promptTokens(),
                last.outputTokens());
    }

    /** The update of an end of which only the record came. */
    static RequestUpdate endOf(RequestRecord record, long atNs) {
        return new RequestUpdate(
                record.info(),
                record.status(),
                atNs,
                record.timings().intended(),
                record.timings().sendStart(),
                record.timings().firstToken(),
                record.tokens().prompt(),
                record.tokens().output());
    }

    /** The record of a request whose worker is lost, as far as its updates tell. */
    static RequestRecord lostRecord(RequestUpdate last, long endNs, String why) {
        long none = RequestTimings.ABSENT;
        RequestTimings timings = new RequestTimings(
                last.intendedNs(),
                none,
                none,
                last.sendStartNs(),
                none,
                none,
                none,
                last.firstTokenNs(),
                none,
                none,
                endNs,
                none,
                none,
                none);
        return new RequestRecord(
                last.info(),
                RequestStatus.ERRORED,
                RequestError.of(ErrorKind.WORKER_LOST, why),
                null,
                timings,
                RequestRecord.NO_CONTENT_TIMES,
                0,
                new TokenCounts(last.promptTokens(), -1, -1, -1, -1, 1, TokenSource.NONE),
                WireFacts.NONE);
    }
}
