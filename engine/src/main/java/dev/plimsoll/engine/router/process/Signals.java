package dev.plimsoll.engine.router.process;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Signals to process groups. Java can end a process, but not a group; {@code /bin/kill} would be a process more for each signal, in a
 * moment in which processes may be what is short. So {@code kill(2)} is called directly.
 */
final class Signals {
    private static final int SIGKILL = 9;
    private static final int SIGTERM = 15;

    private final MethodHandle kill;

    private Signals(MethodHandle kill) {
        this.kill = kill;
    }

    /** Those of this system; empty where it has none, as Windows. */
    static Optional<Signals> ofSystem() {
        if (System.getProperty("os.name").startsWith("Windows")) {
            return Optional.empty();
        }
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> found = linker.defaultLookup().find("kill");
        return found.map(address -> new Signals(linker.downcallHandle(
                address, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT))));
    }

    /** Asks every process of the group to end; false if the group has none. */
    boolean terminate(long group) {
        return send(group, SIGTERM);
    }

    /** Ends every process of the group; false if it has none. */
    boolean kill(long group) {
        return send(group, SIGKILL);
    }

    /** Whether the group has a process, be it one that has ended and nobody has taken notice of. */
    boolean exists(long group) {
        return send(group, 0);
    }

    private boolean send(long group, int signal) {
        if (group <= 1) {
            throw new IllegalArgumentException("process group " + group); // -1 is everybody
        }
        try {
            return (int) kill.invokeExact((int) -group, signal) == 0;
        } catch (Throwable e) {
            throw new IllegalStateException("kill(2) cannot be called", e);
        }
    }
}
