package dev.plimsoll.engine.scheduler;

import dev.plimsoll.engine.constraint.StageState;
import dev.plimsoll.engine.record.RequestInfo;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestUpdate;
import dev.plimsoll.engine.wire.FromWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What the workers tell of their requests, made into one history in event-time order that the state follows. Also what is told of the
 * requests of a worker that can tell no more. Confined to the coordinator's thread.
 */
final class StageHistory {
    private final List<StageWorker> workers;
    private final StageState state;
    private final BiConsumer<StageWorker, RequestInfo> created;
    private final RequestBook book = new RequestBook();
    private final UpdateMerger merger;

    /** {@code created} hears of every request when it is first heard of. */
    StageHistory(List<StageWorker> workers, StageState state, BiConsumer<StageWorker, RequestInfo> created) {
        this.workers = workers;
        this.state = state;
        this.created = created;
        this.merger = new UpdateMerger(workers.size());
    }

    void heard(StageWorker worker, FromWorker.Updates message) {
        for (RequestUpdate update : message.updates()) {
            if (book.heard(worker.place, update)) {
                created.accept(worker, update.info());
            }
        }
        worker.toldUpToNs = message.watermarkNs();
        merger.add(worker.place, message.updates(), message.watermarkNs());
    }

    void recorded(StageWorker worker, RequestRecord record) {
        book.recorded(worker.place, record);
    }

    /** A worker has said all it had to say. */
    void close(StageWorker worker) {
        merger.close(worker.place);
    }

    /** Takes the steps that are certain to be next, one after the other. */
    void release(Consumer<RequestUpdate> taken) {
        for (RequestUpdate next = merger.poll(); next != null; next = merger.poll()) {
            RequestBook.Entry entry = book.find(next);
            if (entry == null || (entry.merged != null && entry.merged.isTerminal())) {
                continue; // a step after the end: the worker's counts will tell that something is wrong
            }
            RequestUpdate update = RequestBook.asRecorded(next, entry.record);
            state.step(entry.merged, update);
            if (update.status().isTerminal()) {
                workers.get(entry.place).ended(update.status());
            }
            book.merged(entry, update);
            taken.accept(update);
        }
    }

    /**
     * Ends every request that a lost worker had under way: those in flight, and those whose end was heard and whose record was not.
     * One that came as a record alone ends as the record says.
     *
     * @return a record for each that had none, in the order of their numbers
     */
    List<RequestRecord> lost(StageWorker worker, long nowNs, String why) {
        List<RequestUpdate> ends = new ArrayList<>();
        List<RequestRecord> records = new ArrayList<>();
        for (RequestBook.Entry entry : book.of(worker.place)) {
            RequestUpdate heard = entry.heard;
            RequestRecord record = entry.record;
            if (record == null && heard != null) {
                if (!entry.hasHeardEnd()) {
                    ends.add(RequestBook.lostUpdate(heard, nowNs));
                } else if (entry.merged != null && entry.merged.isTerminal()) {
                    state.turnToErrored(entry.merged);
                    worker.turnedToErrored(entry.merged);
                }
                RequestRecord lost = RequestBook.lostRecord(heard, nowNs, why);
                book.recorded(worker.place, lost);
                records.add(lost);
            } else if (record != null && !entry.hasHeardEnd()) {
                if (heard == null) {
                    created.accept(worker, record.info());
                }
                ends.add(RequestBook.endOf(record, nowNs));
            }
        }
        merger.add(worker.place, ends, nowNs);
        merger.close(worker.place);
        return records;
    }

    /** Whether every step was taken. */
    boolean isReleased() {
        return merger.isEmpty();
    }

    /** Whether every request has ended and has its record. */
    boolean isComplete() {
        return book.isEmpty();
    }
}
