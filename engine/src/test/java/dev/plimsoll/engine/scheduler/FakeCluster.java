package dev.plimsoll.engine.scheduler;

import dev.plimsoll.engine.wire.FromWorker;
import dev.plimsoll.engine.wire.ToWorker;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Workers in memory and in virtual time: waiting in the mailbox moves the clock to the next thing that happens. Messages take a seeded
 * random time each way, in order per worker.
 */
final class FakeCluster implements Mailbox {
    private record Due(long atNs, long order, Runnable action) {}

    /** Seconds as ns. */
    static long seconds(double seconds) {
        return Math.round(seconds * 1e9);
    }

    final List<FakeWorker> workers = new ArrayList<>();
    final List<WorkerLink> links = new ArrayList<>();
    private final PriorityQueue<Due> agenda = new PriorityQueue<>(
            (a, b) -> a.atNs != b.atNs ? Long.compare(a.atNs, b.atNs) : Long.compare(a.order, b.order));
    private final ArrayDeque<WorkerEvent> inbox = new ArrayDeque<>();
    private final Random random;
    private long nowNs;
    private long actions;

    FakeCluster(long seed, int count, Consumer<FakeWorker> script) {
        random = new Random(seed);
        for (int i = 0; i < count; i++) {
            FakeWorker worker = new FakeWorker(i, this, new Random(random.nextLong()));
            script.accept(worker);
            workers.add(worker);
            links.add(new Link(worker));
        }
    }

    long nowNs() {
        return nowNs;
    }

    void at(long atNs, Runnable action) {
        agenda.add(new Due(Math.max(atNs, nowNs), actions++, action));
    }

    /** The coordinator does nothing for a while, and whatever arrives waits for it. */
    void coordinatorStandsStill(long atNs, long forNs) {
        at(atNs, () -> {
            long untilNs = nowNs + forNs;
            for (Due next = agenda.peek(); next != null && next.atNs <= untilNs; next = agenda.peek()) {
                agenda.remove();
                nowNs = next.atNs;
                next.action.run();
            }
            nowNs = untilNs;
        });
    }

    @Override
    public @Nullable WorkerEvent poll(long timeoutNs) {
        long untilNs = nowNs + timeoutNs;
        while (inbox.isEmpty()) {
            Due next = agenda.peek();
            if (next == null || next.atNs > untilNs) {
                nowNs = untilNs;
                return null;
            }
            agenda.remove();
            nowNs = next.atNs;
            next.action.run();
        }
        return inbox.remove();
    }

    private static final class Lane {
        long lastNs;
    }

    private void travel(Lane lane, Runnable arrival) {
        lane.lastNs = Math.max(lane.lastNs, nowNs + random.nextLong(10_000, 2_000_000));
        at(lane.lastNs, arrival);
    }

    /** A link to a fake worker, with what was sent through it. */
    final class Link implements WorkerLink {
        private final FakeWorker fake;
        private final Lane there = new Lane();
        private final Lane back = new Lane();

        Link(FakeWorker fake) {
            this.fake = fake;
            fake.out = message -> travel(back, () -> inbox.add(new WorkerEvent.Frame(fake.index, message, nowNs)));
            fake.death = () -> travel(back, () -> inbox.add(new WorkerEvent.Gone(fake.index, "killed")));
        }

        @Override
        public int worker() {
            return fake.index;
        }

        @Override
        public void send(ToWorker message) {
            fake.sent.add(message);
            fake.sentAtNs.add(nowNs);
            travel(there, () -> fake.hear(message));
        }

        @Override
        public void kill() {
            fake.die();
        }

        @Override
        public boolean isAlive() {
            return !fake.dead;
        }
    }

    /** Where a fake worker's frames go. */
    interface Out {
        void send(FromWorker message);
    }
}
