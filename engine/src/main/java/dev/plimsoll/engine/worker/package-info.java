/**
 * The worker process: what sends the requests, keeps their times and measures itself while doing so. Imported by nobody; it is started
 * as a child JVM and speaks frames over its own stdin and stdout.
 *
 * <p>How it fits together: {@code WorkerMain} owns the pipes. A reader thread decodes {@code ToWorker} frames and posts them to the
 * {@code Worker}, which lives on the loop's thread and runs one {@code StageRun} after another on its {@code DispatchLoop}. A
 * {@code StageRun} holds all rules about requests and knows neither sockets nor real time, so they are tested in virtual time; its
 * {@code Pacing} is a schedule ({@code OpenPacing}) or streams ({@code ClosedPacing}, or {@code SharedPacing} where think
 * time is filled). What it tells goes through an {@code Outbox},
 * whose own thread writes frames.
 *
 * <p>Vocabulary: a <em>turn of the loop</em> is one round of doing what is due and polling; a <em>run</em> of a turn or a
 * conversation is its way through a stage. A <em>place</em> is room under the cap of requests in flight.
 *
 * <p>Invariants: nothing is sent before its intended time and no intended time changes; {@code created = pending + in flight +
 * ended}; every created request has exactly one record; the loop never waits for the coordinator. All times that leave are run time:
 * the worker's clock minus the anchor in the plan.
 *
 * <p>Threads: the loop (everything, unless said otherwise), the input reader (also answers pings, so that they measure the pipe and
 * not the loop), the frame writer (also puts the self-measurement together), the hiccup meter.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.worker;
