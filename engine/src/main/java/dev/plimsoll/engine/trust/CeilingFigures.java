package dev.plimsoll.engine.trust;

/**
 * What one worker of this machine carries when its loop does nothing else, from what a request and an event of a target that costs next
 * to nothing kept it busy. A server's own work, other content and the network only lower it.
 *
 * @param requestsPerSecond requests with a short answer, 1/s
 * @param eventsPerSecond stream events that each come in a read of their own, 1/s; events that come together are far cheaper
 */
public record CeilingFigures(double requestsPerSecond, double eventsPerSecond) {}
