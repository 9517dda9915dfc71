package dev.plimsoll.engine.router.proxy;

/**
 * What a client may ask of the router's front.
 *
 * @param largestHead bytes of a request's header fields
 * @param largestLine bytes of its first line
 * @param largestBody bytes of its body, which is held until the model has answered
 * @param bodyPauseNs how long a body may pause
 * @param idleNs how long a connection may be without a whole head of a request
 * @param watchSeconds how often the two are looked at
 */
public record ProxyLimits(
        int largestHead, int largestLine, int largestBody, long bodyPauseNs, long idleNs, long watchSeconds) {
    /** 64 KiB of head, 16 KiB of first line, 64 MiB of body, 30 s of pause, 5 min of idleness. */
    public static ProxyLimits usual() {
        return new ProxyLimits(64 << 10, 16 << 10, 64 << 20, 30_000_000_000L, 300_000_000_000L, 5);
    }
}
