package dev.plimsoll.engine.trust;

/**
 * What one worker of this machine carries when its loop does nothing else, from how long a request and an event of a target that costs
 * next to nothing kept it busy at a brisk rate. Other content, TLS and the network lower it; a closed loop that handles many requests at
 * once can exceed it.
 *
 * @param requestsPerSecond requests with a short answer, 1/s
 * @param eventsPerSecond stream events that each come in a read of their own, 1/s; events that come together are far cheaper
 */
public record CeilingFigures(double requestsPerSecond, double eventsPerSecond) {}
