package dev.plimsoll.engine.router.swap;

import java.util.Comparator;
import java.util.List;

/** Which of several combinations of equal cost wins. Whatever the rule leaves open goes to the one that is defined first. */
public enum TieBreak {
    /** The one that is defined first. */
    DEFINITION_ORDER {
        @Override
        long[] penalties(List<RunningModel> running) {
            return new long[running.size()];
        }
    },
    /** The one that stops fewer models that serve requests, so that the swap need not wait for them. */
    IDLE_FIRST {
        @Override
        long[] penalties(List<RunningModel> running) {
            return running.stream()
                    .mapToLong(each -> each.serving() > 0 ? 1 : 0)
                    .toArray();
        }
    },
    /** The one whose models to stop have the smaller sum of ranks, where the least recently used running model has rank 0. */
    LEAST_RECENTLY_USED {
        @Override
        long[] penalties(List<RunningModel> running) {
            List<RunningModel> byAge = running.stream()
                    .sorted(Comparator.comparingLong(RunningModel::lastUsedNs))
                    .toList();
            return running.stream().mapToLong(byAge::indexOf).toArray();
        }
    };

    /** What stopping each running model adds, 0 or more; it counts only between combinations of equal cost. */
    abstract long[] penalties(List<RunningModel> running);
}
