package dev.plimsoll.engine.router.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** A model server that behaves as told, in a calendar of its own, with a {@link ModelLifecycle} as its owner. */
final class FakeModel {
    private static final double NS = 1e9;

    /**
     * How the server behaves; times in seconds since its start, negative for never.
     *
     * @param exitAfterReady whether {@code exitsAfter} counts from the moment it is ready
     */
    record Behaviour(
            boolean exists,
            double healthyAfter,
            double exitsAfter,
            boolean exitAfterReady,
            boolean ignoresTerminate,
            boolean silent) {
        static final Behaviour GOOD = new Behaviour(true, 0, -1, false, false, false);

        Behaviour healthy(double after) {
            return new Behaviour(exists, after, exitsAfter, exitAfterReady, ignoresTerminate, silent);
        }
    }

    private record Happening(long atNs, long order, LifecycleEvent event, long process) {}

    private final Behaviour behaviour;
    private final ModelLifecycle lifecycle;
    private final double probeLimit = 0.5;
    private final PriorityQueue<Happening> calendar =
            new PriorityQueue<>(Comparator.comparingLong(Happening::atNs).thenComparingLong(Happening::order));
    private final List<String> transitions = new ArrayList<>();
    private final Map<Long, String> answers = new HashMap<>();
    private final Map<Long, Double> answeredAt = new HashMap<>();
    private long nowNs;
    private long order;
    private long process;
    private long startedNs;
    private long caller;

    FakeModel(Behaviour behaviour, double startLimit, double idleLimit) {
        this.behaviour = behaviour;
        this.lifecycle = new ModelLifecycle(new LifecycleSettings(
                true,
                seconds(startLimit),
                Duration.ofMillis(50),
                Duration.ofSeconds(5),
                seconds(idleLimit),
                Duration.ofSeconds(10)));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (seconds * NS));
    }

    List<String> transitions() {
        return transitions;
    }

    ModelState state() {
        return lifecycle.state();
    }

    double now() {
        return nowNs / NS;
    }

    long ensureReady() {
        return ask(new LifecycleEvent.EnsureReady(++caller));
    }

    long stop(double grace) {
        return ask(new LifecycleEvent.Stop(++caller, seconds(grace)));
    }

    void tell(LifecycleEvent event) {
        handle(event);
    }

    /** What the caller was answered: {@code ok}, the reason of its failure, or {@code none yet}. */
    String answer(long asked) {
        return answers.getOrDefault(asked, "none yet");
    }

    double answeredAt(long asked) {
        return answeredAt.getOrDefault(asked, -1.0);
    }

    /** Lets time pass. */
    void until(double seconds) {
        long end = (long) (seconds * NS);
        while (!calendar.isEmpty() && calendar.peek().atNs() <= end) {
            Happening next = calendar.remove();
            nowNs = next.atNs();
            if (next.process() == 0 || next.process() == process) {
                if (next.event() instanceof LifecycleEvent.Exited) {
                    process = -process; // what was foreseen for this process does not happen any more
                }
                handle(next.event());
            }
        }
        nowNs = Math.max(nowNs, end);
    }

    private long ask(LifecycleEvent event) {
        handle(event);
        return caller;
    }

    private void foresee(double seconds, LifecycleEvent event, long ofProcess) {
        calendar.add(new Happening((long) (seconds * NS), order++, event, ofProcess));
    }

    private void handle(LifecycleEvent event) {
        for (LifecycleEffect effect : lifecycle.handle(nowNs, event)) {
            perform(effect);
        }
    }

    private void perform(LifecycleEffect effect) {
        double at = nowNs / NS;
        switch (effect) {
            case LifecycleEffect.Spawn _ -> spawn(at);
            case LifecycleEffect.Probe _ -> {
                boolean healthy = behaviour.healthyAfter() >= 0
                        && at - startedNs / NS >= behaviour.healthyAfter()
                        && !behaviour.silent();
                foresee(at + (behaviour.silent() ? probeLimit : 0), new LifecycleEvent.Probed(healthy), process);
            }
            case LifecycleEffect.Terminate _ -> {
                if (!behaviour.ignoresTerminate()) {
                    foresee(at, new LifecycleEvent.Exited(143), process);
                }
            }
            case LifecycleEffect.Kill _ -> foresee(at, new LifecycleEvent.Exited(137), process);
            case LifecycleEffect.WakeAt(long atNs) -> foresee(atNs / NS, new LifecycleEvent.Wake(), 0);
            case LifecycleEffect.Done(long asked) -> answered(asked, "ok");
            case LifecycleEffect.Failed(long asked, LifecycleEffect.Reason reason, String _) ->
                answered(asked, reason.name());
            case LifecycleEffect.Changed(ModelState from, ModelState to) -> {
                transitions.add(name(from) + "->" + name(to));
                if (to == ModelState.READY && behaviour.exitAfterReady()) {
                    foresee(at + behaviour.exitsAfter(), new LifecycleEvent.Exited(0), process);
                }
            }
        }
    }

    private void answered(long asked, String answer) {
        @Nullable String before = answers.put(asked, answer);
        if (before != null) {
            throw new AssertionError("caller " + asked + " was answered " + before + " and then " + answer);
        }
        answeredAt.put(asked, now());
    }

    private void spawn(double at) {
        if (!behaviour.exists()) {
            foresee(at, new LifecycleEvent.SpawnFailed("no such file"), 0);
            return;
        }
        process = Math.abs(process) + 1;
        startedNs = nowNs;
        foresee(at, new LifecycleEvent.Spawned(), process);
        if (behaviour.exitsAfter() >= 0 && !behaviour.exitAfterReady()) {
            foresee(at + behaviour.exitsAfter(), new LifecycleEvent.Exited(3), process);
        }
    }

    private static String name(ModelState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
