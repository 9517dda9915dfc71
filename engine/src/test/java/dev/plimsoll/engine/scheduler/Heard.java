package dev.plimsoll.engine.scheduler;

import dev.plimsoll.engine.constraint.SchedulerProgress;
import dev.plimsoll.engine.constraint.SchedulerState;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestUpdate;
import dev.plimsoll.engine.record.SelfSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** What a listener is told of a stage, in lists. */
final class Heard implements StageListener {
    final List<RequestRecord> records = new ArrayList<>();
    final List<SelfSample> self = new ArrayList<>();
    final List<String> lost = new ArrayList<>();
    Consumer<Integer> onUpdate = count -> {};
    LongConsumer onTick = nowNs -> {};
    long startNs;
    private int updates;

    @Override
    public void started(long atNs, Set<Integer> workers) {
        startNs = atNs;
    }

    @Override
    public void updated(RequestUpdate update, SchedulerState state, SchedulerProgress progress) {
        onUpdate.accept(++updates);
    }

    @Override
    public void ticked(SchedulerState state, SchedulerProgress progress) {
        onTick.accept(state.nowNs());
    }

    @Override
    public void recorded(RequestRecord record, @Nullable String text) {
        records.add(record);
    }

    @Override
    public void workerLost(int worker, String why, long atNs) {
        lost.add("worker " + worker + ": " + why);
    }

    @Override
    public void self(SelfSample sample) {
        self.add(sample);
    }
}
