package dev.plimsoll.engine.worker;

import dev.plimsoll.engine.wire.FromWorker;

/** Where a stage's frames go. Called on the loop; never blocks. */
interface StageOutput {
    /** Sends a frame to the coordinator, in order. */
    void send(FromWorker message);

    /** The stage's agreed start has come. */
    void stageBegan();

    /** Called after the {@link FromWorker.Interval} of a second was sent: time for the self-measurement of the same second. */
    void secondEnded(int stage, long startNs, long lengthNs, WireTally wire);

    /** What the requests that ended in a second say about connections. */
    record WireTally(long eventsSharingRead, int coldConnections, int retries) {}
}
