package dev.plimsoll.engine.scheduler;

import dev.plimsoll.engine.wire.FromWorker;

/** What happens at a worker, as it arrives in the coordinator's {@link Mailbox}. */
sealed interface WorkerEvent {
    /** Which worker. */
    int worker();

    /** A message came; {@code receivedNs} is the coordinator's clock (not run time) when it was read. */
    record Frame(int worker, FromWorker message, long receivedNs) implements WorkerEvent {}

    /** Nothing will come any more: the process ended, or its pipe is broken. */
    record Gone(int worker, String why) implements WorkerEvent {}
}
