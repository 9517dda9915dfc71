package dev.plimsoll.engine.scheduler;

import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.time.NanoClock;
import dev.plimsoll.engine.wire.FromWorker;
import dev.plimsoll.engine.wire.ToWorker;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes started workers ready: each says hello with its protocol version, answers pings that measure its clock, gets the plan and says
 * that it is ready. All of them at the same time; every failure is told.
 */
final class Handshake {
    /** A worker's side of the conversation. */
    private static final class Guest {
        final WorkerLink link;
        final ClockOffset offset = new ClockOffset();
        boolean ready;
        String calibration = "{}";

        Guest(WorkerLink link) {
            this.link = link;
        }
    }

    /** Makes a worker's plan from its index and its clock's offset. */
    @FunctionalInterface
    interface Plans {
        ToWorker.Plan planFor(int worker, long offsetNs);
    }

    private final List<Guest> guests;
    private final Mailbox mailbox;
    private final NanoClock clock;
    private Plans plans;
    private final List<PlimsollException> failures = new ArrayList<>();

    Handshake(List<? extends WorkerLink> links, Mailbox mailbox, NanoClock clock, Plans plans) {
        this.guests = links.stream().map(Guest::new).toList();
        this.mailbox = mailbox;
        this.clock = clock;
        this.plans = plans;
    }

    /**
     * Waits until all are ready.
     *
     * @return what each said of itself, in their order
     * @throws PlimsollException if any is not ready in time, ends, or speaks another protocol; with all failures in it
     */
    List<String> await(long timeoutNs) throws InterruptedException {
        long deadlineNs = clock.nanoTime() + timeoutNs;
        while (failures.isEmpty() && guests.stream().anyMatch(g -> !g.ready)) {
            long leftNs = deadlineNs - clock.nanoTime();
            WorkerEvent event = leftNs <= 0 ? null : mailbox.poll(leftNs);
            if (event != null) {
                handle(guests.get(event.worker()), event);
            } else if (clock.nanoTime() >= deadlineNs) {
                guests.stream()
                        .filter(g -> !g.ready)
                        .forEach(g -> fail(g, "was not ready within " + timeoutNs / 1_000_000_000 + " s"));
            }
        }
        for (WorkerEvent event = mailbox.poll(0); !failures.isEmpty() && event != null; event = mailbox.poll(0)) {
            handle(guests.get(event.worker()), event); // the others' failures are worth telling too
        }
        if (!failures.isEmpty()) {
            throw Failures.joined(failures);
        }
        return guests.stream().map(g -> g.calibration).toList();
    }

    /**
     * Gives all of them another plan, for their clocks are known, and waits until they are ready again.
     *
     * @return what each said of itself, in their order
     * @throws PlimsollException as {@link #await}
     */
    List<String> again(Plans others, long timeoutNs) throws InterruptedException {
        plans = others;
        for (Guest guest : guests) {
            guest.ready = false;
            guest.link.send(plans.planFor(guest.link.worker(), guest.offset.offsetNs()));
        }
        return await(timeoutNs);
    }

    private void handle(Guest guest, WorkerEvent event) {
        switch (event) {
            case WorkerEvent.Gone gone -> fail(guest, "ended: " + gone.why());
            case WorkerEvent.Frame frame -> told(guest, frame);
        }
    }

    private void told(Guest guest, WorkerEvent.Frame frame) {
        switch (frame.message()) {
            case FromWorker.Hello hello
            when hello.protocolVersion() != ToWorker.PROTOCOL_VERSION ->
                fail(
                        guest,
                        "speaks protocol " + hello.protocolVersion() + " and this program " + ToWorker.PROTOCOL_VERSION
                                + ": two versions are mixed on the class path");
            case FromWorker.Hello _ -> ping(guest);
            case FromWorker.Pong pong -> {
                guest.offset.add(pong.coordinatorNs(), pong.workerNs(), frame.receivedNs());
                if (guest.offset.isMeasured()) {
                    guest.link.send(plans.planFor(guest.link.worker(), guest.offset.offsetNs()));
                } else {
                    ping(guest);
                }
            }
            case FromWorker.Ready ready -> {
                guest.ready = true;
                guest.calibration = ready.calibrationJson();
            }
            case FromWorker.Fault fault -> fail(guest, fault.message());
            case FromWorker.Self _ -> {} // it measures itself already
            case FromWorker other -> fail(guest, "said " + other.getClass().getSimpleName() + " before a stage began");
        }
    }

    private void ping(Guest guest) {
        guest.link.send(new ToWorker.Ping(clock.nanoTime()));
    }

    private void fail(Guest guest, String what) {
        failures.add(PlimsollException.failed("Worker process " + guest.link.worker() + " " + what + ".", null));
    }
}
