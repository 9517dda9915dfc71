package dev.plimsoll.app.live;

import dev.plimsoll.engine.metrics.LiveSlo;
import dev.plimsoll.engine.metrics.LiveSnapshot;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.report.StageNames;
import dev.plimsoll.engine.run.RunEvent;
import dev.plimsoll.engine.run.RunHandle;
import dev.plimsoll.engine.run.RunStatus;
import dev.plimsoll.engine.trust.TrustReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A run that stands wherever a test puts it. Ten stages of a minute. */
public final class FakeRun implements RunHandle {
    private static final int STAGES = 10;
    private static final double SATURATED_AT = 571;

    private final RunPlan plan;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile double seconds;

    /** One that stands at a time. */
    public FakeRun(RunPlan plan, double seconds) {
        this.plan = plan;
        this.seconds = seconds;
    }

    void at(double newSeconds) {
        seconds = newSeconds;
    }

    @Override
    public RunStatus status() {
        return status(FabricatedLive.at(seconds), seconds);
    }

    static RunStatus status(LiveSnapshot live, double seconds) {
        List<RunStatus.Stage> stages = new ArrayList<>();
        for (LiveSnapshot.Stage s : live.stages()) {
            stages.add(new RunStatus.Stage(
                    s.index(),
                    s.displayName(),
                    StageNames.of(s.strategy(), s.displayName()),
                    s.exact() ? RunStatus.Phase.DONE : RunStatus.Phase.RUNNING,
                    s.elapsedSeconds() / 60,
                    60 - s.elapsedSeconds(),
                    s.requestsPerSecond(),
                    s.counts().inFlight(),
                    -1,
                    -1,
                    0,
                    s.counts().successful(),
                    0,
                    41));
        }
        for (int i = stages.size(); i < STAGES; i++) {
            stages.add(new RunStatus.Stage(
                    i,
                    "poisson@…",
                    "Poisson, rate to come",
                    RunStatus.Phase.PENDING,
                    0,
                    -1,
                    0,
                    0,
                    -1,
                    -1,
                    0,
                    0,
                    0,
                    -1));
        }
        boolean any = live.stages().size() > 1;
        return new RunStatus(
                live.stages().isEmpty() ? "Warming up 2 workers" : "Running",
                stages,
                2,
                seconds,
                600 - seconds,
                any ? TrustReport.of(List.of(), 29) : null,
                seconds < SATURATED_AT
                        ? List.of()
                        : List.of(new RunStatus.Saturation(
                                9,
                                31,
                                SATURATED_AT,
                                "The server takes in 44.0 req/s but completes 42.8.",
                                List.of(
                                        "in flight grows 1.20/s (95 % CI 1.00–1.40)",
                                        "TTFT grows 0.03 s/s (95 % CI 0.02–0.04)", "detector over_saturation"),
                                null)));
    }

    @Override
    public LiveSnapshot live() {
        return FabricatedLive.at(seconds);
    }

    @Override
    public List<RunEvent> events() {
        return events(FabricatedLive.at(seconds), seconds);
    }

    static List<RunEvent> events(LiveSnapshot live, double seconds) {
        List<RunEvent> events = new ArrayList<>();
        events.add(new RunEvent(0, RunEvent.Kind.RUN, null, "2 workers ready"));
        for (LiveSnapshot.Stage s : live.stages()) {
            String title = StageNames.of(s.strategy(), s.displayName());
            events.add(new RunEvent(
                    s.startSeconds(),
                    RunEvent.Kind.STAGE_STARTED,
                    s.index(),
                    "Stage " + (s.index() + 1) + " started · " + title));
            if (s.exact()) {
                boolean failed = s.slos().stream().map(LiveSlo::met).anyMatch("FAIL"::equals);
                events.add(new RunEvent(
                        s.endSeconds(),
                        failed ? RunEvent.Kind.SLO_FAILED : RunEvent.Kind.STAGE_ENDED,
                        s.index(),
                        "Stage " + (s.index() + 1) + " ended · "
                                + (failed ? "SLO TTFT p99 ≤ 500 ms failed" : "SLOs passed") + ", n = "
                                + s.counts().successful()));
            }
        }
        if (seconds >= SATURATED_AT) {
            events.add(new RunEvent(
                    SATURATED_AT, RunEvent.Kind.SATURATION, 9, "The server takes in 44.0 req/s but completes 42.8."));
        }
        return events;
    }

    @Override
    public RunPlan plan() {
        return plan;
    }

    @Override
    public Optional<Path> folder() {
        return Optional.empty();
    }

    @Override
    public void stop() {
        ended.countDown();
    }

    @Override
    public boolean awaitEnd(long time, TimeUnit unit) throws InterruptedException {
        return ended.await(time, unit);
    }

    @Override
    public Outcome outcome() {
        throw new IllegalStateException("this run leaves nothing behind");
    }

    /** A workspace whose benchmark is the one in the pictures. */
    public static String workspace() {
        return """
            {
              "schemaVersion": 1,
              "name": "chat-on-h100",
              "targets": [
                {"id": "vllm-h100", "kind": "http", "url": "http://127.0.0.1:30000", "model": "Llama-3.1-8B-Instruct"}
              ],
              "datasets": [{"id": "chat-short", "kind": "synthetic", "promptTokens": 256, "outputTokens": 128}],
              "benchmarks": [
                {
                  "id": "sweep",
                  "name": "Sweep chat-short",
                  "target": "vllm-h100",
                  "dataset": "chat-short",
                  "profile": {"kind": "sweep"},
                  "constraints": [{"kind": "max_duration", "seconds": 60}],
                  "slos": [
                    {"metric": "ttft", "percentile": 99, "max": 500, "unit": "ms"},
                    {"metric": "tpot", "percentile": 99, "max": 30, "unit": "ms"}
                  ]
                }
              ]
            }
            """;
    }
}
