package dev.plimsoll.engine.router;

import dev.plimsoll.engine.router.config.RouterConfig;
import dev.plimsoll.engine.router.config.RoutingPolicy;
import dev.plimsoll.engine.router.observe.RouterEvent;
import dev.plimsoll.engine.router.proxy.ProxyLimits;
import dev.plimsoll.engine.time.NanoClock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * How a router runs, beside its configuration.
 *
 * @param host interface to listen on; {@code 127.0.0.1} is this machine only
 * @param port 0 for a free one
 * @param policy the name of the policy that decides at first
 * @param withRouter the same configuration with {@code group} or {@code matrix}, for policies that want another than it says
 * @param clock of all times that are told
 * @param events gets every event, on a thread of their own
 * @param limits of what clients may ask
 */
public record RouterOptions(
        String host,
        int port,
        String policy,
        Function<String, RouterConfig> withRouter,
        NanoClock clock,
        Consumer<RouterEvent> events,
        ProxyLimits limits) {

    /** On a free port of this machine, by the configuration's own policy, in the system's clock, with nobody listening to events. */
    public static RouterOptions of(RouterConfig config, Function<String, RouterConfig> withRouter) {
        return new RouterOptions(
                "127.0.0.1",
                0,
                config.routing().scheduler(),
                withRouter,
                NanoClock.system(),
                _ -> {},
                ProxyLimits.usual());
    }

    /** The same elsewhere. */
    public RouterOptions at(String otherHost, int otherPort) {
        return new RouterOptions(otherHost, otherPort, policy, withRouter, clock, events, limits);
    }

    /** The same with another policy. */
    public RouterOptions by(String otherPolicy) {
        return new RouterOptions(host, port, otherPolicy, withRouter, clock, events, limits);
    }

    /** The same with other times and somebody who listens to events. */
    public RouterOptions observed(NanoClock otherClock, Consumer<RouterEvent> listener) {
        return new RouterOptions(host, port, policy, withRouter, otherClock, listener, limits);
    }

    /** A policy of this configuration. */
    RoutingPolicy policy(String name, RouterConfig config) {
        return RoutingPolicy.of(name, config, withRouter);
    }
}
