package dev.plimsoll.engine.router.proxy;

import dev.plimsoll.engine.router.config.ModelConfig;

/** A model with what is needed to talk to its server. */
record UpstreamModel(ModelConfig config, UpstreamOrigin origin, UpstreamTimeouts timeouts) {
    static UpstreamModel of(ModelConfig config) {
        return new UpstreamModel(config, UpstreamOrigin.of(config.id(), config.proxy()), UpstreamTimeouts.of(config));
    }

    String id() {
        return config.id();
    }
}
