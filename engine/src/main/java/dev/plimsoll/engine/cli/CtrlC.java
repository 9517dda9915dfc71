package dev.plimsoll.engine.cli;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Takes Ctrl-C (and a polite kill) while something runs, and gives it back afterwards. */
final class CtrlC implements AutoCloseable {
    private final SignalHandler previousInt;
    private final SignalHandler previousTerm;

    private CtrlC(SignalHandler previousInt, SignalHandler previousTerm) {
        this.previousInt = previousInt;
        this.previousTerm = previousTerm;
    }

    /** Calls {@code action} with 1, 2, ... for each signal, on the JVM's signal thread. */
    static CtrlC handle(IntConsumer action) {
        AtomicInteger times = new AtomicInteger();
        SignalHandler handler = _ -> action.accept(times.incrementAndGet());
        return new CtrlC(Signal.handle(new Signal("INT"), handler), Signal.handle(new Signal("TERM"), handler));
    }

    /** Calls {@code action} for a polite kill alone: Ctrl-C reaches a whole process group, and is for the program that started this one. */
    static CtrlC handleKillOnly(IntConsumer action) {
        CtrlC taken = handle(action);
        Signal.handle(new Signal("INT"), SignalHandler.SIG_IGN);
        return taken;
    }

    @Override
    public void close() {
        Signal.handle(new Signal("INT"), previousInt);
        Signal.handle(new Signal("TERM"), previousTerm);
    }
}
