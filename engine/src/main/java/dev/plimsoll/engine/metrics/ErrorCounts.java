package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Errors of one stage by kind and HTTP status. */
final class ErrorCounts {
    private record Key(String kind, int code) {}

    private static final class Tally {
        private final String sample;
        private long count;

        Tally(String sample) {
            this.sample = sample;
        }
    }

    private final Map<Key, Tally> tallies = new HashMap<>();

    void add(RequestRecord record) {
        RequestError error = record.error();
        if (record.status() == RequestStatus.ERRORED && error != null) {
            tallies.computeIfAbsent(new Key(error.kind().text(), error.httpStatus()), k -> new Tally(error.sample()))
                    .count++;
        }
    }

    /** Most frequent first. */
    List<StageSummary.ErrorCount> list() {
        List<StageSummary.ErrorCount> list = new ArrayList<>();
        tallies.forEach((key, tally) -> list.add(new StageSummary.ErrorCount(
                key.kind(), key.code() == 0 ? null : Integer.valueOf(key.code()), tally.count, tally.sample)));
        list.sort(Comparator.comparingLong(StageSummary.ErrorCount::count)
                .reversed()
                .thenComparing(StageSummary.ErrorCount::kind)
                .thenComparing(e -> e.code() == null ? 0 : e.code()));
        return list;
    }
}
