package dev.plimsoll.engine.worker;

import java.io.PrintStream;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.LoggerFactory;

/** A worker with a thread that prints and logs wherever it can. */
final class NoisyWorkerMain {
    static final String PRINTED = "printed by somebody";

    private NoisyWorkerMain() {}

    public static void main(String[] args) {
        PrintStream before = System.out;
        Thread.ofPlatform().daemon().start(() -> {
            while (System.out == before) {
                Thread.onSpinWait(); // until the worker has taken its output
            }
            while (true) {
                System.out.println(PRINTED);
                LoggerFactory.getLogger(NoisyWorkerMain.class).warn("warned by somebody");
                java.util.logging.Logger.getLogger("noise").severe("logged by somebody");
                LockSupport.parkNanos(1_000_000);
            }
        });
        WorkerMain.main(args);
    }
}
