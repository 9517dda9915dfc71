package dev.plimsoll.engine.router.proxy;

import dev.plimsoll.engine.router.config.RouterConfig;
import dev.plimsoll.engine.router.control.RouterLoop;
import dev.plimsoll.engine.time.NanoClock;
import io.netty.channel.EventLoop;
import java.util.Map;

/**
 * What every exchange needs.
 *
 * @param models by id
 * @param keysAreOurs whether clients send a key that is meant for the router
 */
record ProxyContext(
        RouterConfig config,
        Map<String, UpstreamModel> models,
        RouterLoop loop,
        NanoClock clock,
        RouterLog log,
        ModelStates states,
        UpstreamPools pools,
        boolean keysAreOurs) {

    UpstreamPool pool(EventLoop on, UpstreamModel model) {
        return pools.of(on, model);
    }

    UpstreamModel model(String id) {
        UpstreamModel model = models.get(id);
        if (model == null) {
            throw new IllegalArgumentException("there is no model " + id);
        }
        return model;
    }
}
