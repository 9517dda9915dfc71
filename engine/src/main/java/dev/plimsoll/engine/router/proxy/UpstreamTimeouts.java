package dev.plimsoll.engine.router.proxy;

import dev.plimsoll.engine.router.config.ModelConfig;
import java.time.Duration;

/**
 * Of connections to a model's server; zero is none.
 *
 * @param connect until a connection stands
 * @param tlsHandshake until it is secure
 * @param responseHeader from the whole request until the head of its answer
 * @param keepAlive between the system's own questions whether the other end is still there
 * @param idle for which a connection is kept without a request
 */
record UpstreamTimeouts(
        Duration connect, Duration tlsHandshake, Duration responseHeader, Duration keepAlive, Duration idle) {
    static UpstreamTimeouts of(ModelConfig model) {
        return new UpstreamTimeouts(
                seconds(model, "connect", 30),
                seconds(model, "tlsHandshake", 10),
                seconds(model, "responseHeader", 0),
                seconds(model, "keepalive", 30),
                seconds(model, "idleConn", 90));
    }

    private static Duration seconds(ModelConfig model, String name, long otherwise) {
        return Duration.ofSeconds(model.timeouts().getOrDefault(name, otherwise));
    }
}
