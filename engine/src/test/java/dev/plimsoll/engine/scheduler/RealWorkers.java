package dev.plimsoll.engine.scheduler;

import dev.plimsoll.engine.endpoint.BackendSettings;
import dev.plimsoll.engine.http.HttpOptions;
import dev.plimsoll.engine.http.HttpTimeouts;
import dev.plimsoll.engine.plan.SimulatorProfiles;
import dev.plimsoll.engine.plan.StagePlan;
import dev.plimsoll.engine.plan.StrategyPlan;
import dev.plimsoll.engine.time.NanoClock;
import dev.plimsoll.engine.time.RunAnchor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Groups of real worker processes for tests, and what can be done to one from outside. */
final class RealWorkers {
    static final NanoClock CLOCK = NanoClock.system();
    static final RunAnchor ANCHOR = RunAnchor.now(CLOCK);
    private static final long READY_NS = 120_000_000_000L;
    private static final int HEAP_MEGABYTES = 128;

    private RealWorkers() {}

    /** A worker as a run starts it. */
    static ProcessBuilder ordinary() {
        return WorkerCommand.of(HEAP_MEGABYTES);
    }

    /** A worker that follows a script of {@link ScriptedWorkerMain}. */
    static ProcessBuilder scripted(String script) {
        ProcessBuilder builder = of(ScriptedWorkerMain.class.getName());
        builder.command().add(script);
        return builder;
    }

    /** A worker with another main class and further options of its JVM. */
    static ProcessBuilder of(String mainClass, String... options) {
        ProcessBuilder builder = WorkerCommand.of(HEAP_MEGABYTES, mainClass);
        List<String> command = new ArrayList<>(builder.command());
        // after the usual options, so that these win; before the class path and the main class
        command.addAll(command.indexOf("-cp"), List.of(options));
        return builder.command(command);
    }

    static WorkerProcessGroup start(int port, ProcessBuilder... commands) {
        return start(port, READY_NS, commands);
    }

    static WorkerProcessGroup start(int port, long readyWithinNs, ProcessBuilder... commands) {
        Iterator<ProcessBuilder> each = List.of(commands).iterator();
        return WorkerProcessGroup.start(commands.length, each::next, briefing(port), CLOCK, ANCHOR, readyWithinNs);
    }

    static Scheduler scheduler(WorkerProcessGroup workers, long count, double grace) {
        return new Scheduler(Plans.upTo(count, grace), workers, SchedulerTest.Rows::new, CLOCK, ANCHOR);
    }

    static StagePlan stage(int index, StrategyPlan strategy) {
        return new StagePlan(index, strategy);
    }

    static WorkerProcessGroup.Briefing briefing(int port) {
        BackendSettings settings = new BackendSettings(
                "http://127.0.0.1:" + port,
                "chat",
                SimulatorProfiles.MODEL,
                true,
                null,
                Map.of(),
                "{}",
                HttpOptions.of(new HttpTimeouts(5_000_000_000L, 60_000_000_000L, 0)),
                100,
                "none",
                false);
        return new WorkerProcessGroup.Briefing(settings, "auto", "off", true, 0);
    }

    /** Sends a signal by name. */
    static void signal(String name, long pid) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
            if (!kill.waitFor(30, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new AssertionError("kill -" + name + " " + pid + " failed");
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
