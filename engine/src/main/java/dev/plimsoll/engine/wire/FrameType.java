package dev.plimsoll.engine.wire;

import org.jspecify.annotations.Nullable;

/**
 * The byte after the length. Numbers are the protocol: one is never given a second meaning, and a changed layout raises
 * {@link ToWorker#PROTOCOL_VERSION}. Those with a class travel as its JSON, the others in a layout of their own.
 */
enum FrameType {
    PLAN(1, ToWorker.Plan.class),
    STAGE_START(2, ToWorker.StageStart.class),
    CONVERSATIONS(3, null),
    SLOTS(4, null),
    EXHAUSTED(5, ToWorker.Exhausted.class),
    STOP_CREATING(6, ToWorker.StopCreating.class),
    STOP_PROCESSING(7, ToWorker.StopProcessing.class),
    WITHDRAW(8, ToWorker.Withdraw.class),
    PING(9, null),
    SHUTDOWN(10, ToWorker.Shutdown.class),
    WARM_UP_OVER(11, ToWorker.WarmUpOver.class),
    WITHDRAW_SLOTS(12, ToWorker.WithdrawSlots.class),

    HELLO(33, FromWorker.Hello.class),
    READY(34, FromWorker.Ready.class),
    PONG(35, null),
    UPDATES(36, null),
    RECORDS(37, null),
    INTERVAL(38, null),
    SELF(39, null),
    WITHDRAWN(40, null),
    STAGE_DONE(41, FromWorker.StageDone.class),
    FAULT(42, FromWorker.Fault.class),
    WITHDRAWN_SLOTS(43, FromWorker.WithdrawnSlots.class);

    private static final FrameType[] VALUES = values();

    final byte code;
    final @Nullable Class<?> json;

    FrameType(int code, @Nullable Class<?> json) {
        this.code = (byte) code;
        this.json = json;
    }

    static FrameType of(byte code) throws BrokenFrameException {
        for (FrameType type : VALUES) {
            if (type.code == code) {
                return type;
            }
        }
        throw new BrokenFrameException("unknown frame type " + code);
    }
}
