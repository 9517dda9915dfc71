package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.file.Columns;
import dev.plimsoll.engine.file.IntColumn;
import dev.plimsoll.engine.file.LongColumn;
import dev.plimsoll.engine.file.ScratchFile;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** When requests failed and how, 12 bytes a failure. One thread. */
final class ErrorTimeline extends Columns {
    private record Kind(String kind, int code) {}

    private final Map<Kind, Integer> kinds = new LinkedHashMap<>();
    private final LongColumn ends = longs();
    private final IntColumn kindOf = ints();

    ErrorTimeline(@Nullable ScratchFile scratch) {
        super(scratch);
    }

    void add(RequestRecord record) {
        RequestError error = record.error();
        if (record.status() == RequestStatus.ERRORED && error != null) {
            Kind kind = new Kind(error.kind().text(), error.httpStatus());
            kindOf.add(kinds.computeIfAbsent(kind, k -> kinds.size()));
            ends.add(record.timings().end());
        }
    }

    /** Failures per second in each step, the most frequent kind first. */
    List<StageDetail.ErrorRate> perStep(StepGrid steps) {
        List<Kind> known = List.copyOf(kinds.keySet());
        double[][] rates = new double[known.size()][steps.count()];
        for (long i = 0; i < ends.size(); i++) {
            int step = steps.of(ends.get(i));
            if (step >= 0) {
                rates[kindOf.get(i)][step] += 1 / steps.seconds();
            }
        }
        List<StageDetail.ErrorRate> found = new ArrayList<>();
        IntStream.range(0, known.size())
                .forEach(k -> found.add(new StageDetail.ErrorRate(
                        known.get(k).kind(), known.get(k).code(), rates[k])));
        found.sort(Comparator.comparingDouble((StageDetail.ErrorRate e) ->
                        -Arrays.stream(e.perSecond()).sum())
                .thenComparing(StageDetail.ErrorRate::kind)
                .thenComparing(StageDetail.ErrorRate::code));
        return found;
    }
}
