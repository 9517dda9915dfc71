package dev.plimsoll.engine.router.process;

import java.time.Duration;

/**
 * How long things may take.
 *
 * @param probed whether there is a health endpoint; without one a process is ready as soon as it exists
 * @param startLimit from the start until it has to be ready
 * @param probeInterval between the answer to one probe and the next; short, because it is part of every load
 * @param failedStartGrace how long a process that did not become ready may take to end by itself
 * @param idleLimit without a request after which it is stopped; zero is never
 * @param stopGrace how long it may take to end by itself whenever nobody says otherwise: an idle model, one that makes room for
 *     another, one that a person unloads
 */
public record LifecycleSettings(
        boolean probed,
        Duration startLimit,
        Duration probeInterval,
        Duration failedStartGrace,
        Duration idleLimit,
        Duration stopGrace) {}
