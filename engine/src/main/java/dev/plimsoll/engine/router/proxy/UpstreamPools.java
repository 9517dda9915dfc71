package dev.plimsoll.engine.router.proxy;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;

/** The pools of every event loop, one for each model; a request's two connections are on one loop, so that nothing is handed over. */
final class UpstreamPools {
    private final Map<EventLoop, Map<String, UpstreamPool>> byLoop = new IdentityHashMap<>();

    private final ByteBufAllocator allocator;

    UpstreamPools(Collection<EventLoop> loops, ByteBufAllocator allocator) {
        this.allocator = allocator;
        loops.forEach(loop -> byLoop.put(loop, new HashMap<>()));
    }

    /** On that loop. */
    UpstreamPool of(EventLoop loop, UpstreamModel model) {
        assert loop.inEventLoop();
        return pools(loop)
                .computeIfAbsent(model.id(), _ -> new UpstreamPool(loop, model.origin(), model.timeouts(), allocator));
    }

    /** A model's process ends: connections that nobody uses are given up, so that none of them meets its next process. From any thread. */
    void forget(String model) {
        byLoop.forEach((loop, pools) -> {
            try {
                loop.execute(() -> {
                    UpstreamPool pool = pools.get(model);
                    if (pool != null) {
                        pool.closeIdle();
                    }
                });
            } catch (RejectedExecutionException e) {
                // the front has ended before its models did, and its connections with it
            }
        });
    }

    private Map<String, UpstreamPool> pools(EventLoop loop) {
        Map<String, UpstreamPool> pools = byLoop.get(loop);
        if (pools == null) {
            throw new IllegalArgumentException("a loop of somebody else");
        }
        return pools;
    }
}
