package dev.plimsoll.engine.router.proxy;

import dev.plimsoll.engine.router.control.RouterView;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /api/events}: a snapshot, then every event that came after it, without a gap; one that the snapshot has seen already may
 * follow it once more. Who cannot keep up is told so and dropped: the router neither waits nor keeps more than {@value #MOST_PENDING}
 * characters for anybody.
 *
 * <p>Threading: events come from elsewhere and are handed over; all else on the event loop of the client's connection.
 */
final class EventStream implements Exchange, EventHub.Subscriber {
    private static final int MOST_PENDING = 1 << 20;
    private static final long HEARTBEAT_SECONDS = 15;
    private static final long LAST_CHANCE_SECONDS = 10;

    private final ClientConnection client;
    private final ProxyContext context;
    private final EventHub hub;
    /** What could not go out yet: before the snapshot is there, or while the client does not read. */
    private final ArrayDeque<String> pending = new ArrayDeque<>();

    private long pendingChars;
    private boolean snapshotSent;
    private boolean dropped;
    private boolean over;
    private @Nullable Future<?> heartbeat;

    EventStream(ClientConnection client, ProxyContext context, EventHub hub) {
        this.client = client;
        this.context = context;
        this.hub = hub;
    }

    void begin() {
        client.answering(this);
        LineStream.head(client, "text/event-stream");
        hub.subscribe(this);
        heartbeat = client.loop()
                .scheduleWithFixedDelay(this::beat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
        var unused = context.loop()
                .look()
                .whenComplete((view, cause) -> client.loop().execute(() -> {
                    if (cause == null) {
                        snapshot(view);
                    } else {
                        end();
                    }
                }));
    }

    private void snapshot(RouterView view) {
        if (over) {
            return;
        }
        ObjectNode json = ViewJson.of(view, context.config());
        LineStream.text(client, line("{\"type\":\"snapshot\"," + json.toString().substring(1)));
        snapshotSent = true;
        drain();
        client.flush();
    }

    private static String line(String json) {
        return "data: " + json + "\n\n";
    }

    @Override
    public void event(String json) {
        client.loop().execute(() -> take(json));
    }

    private void take(String event) {
        if (over || dropped) {
            return;
        }
        pending.add(event);
        pendingChars += event.length();
        if (pendingChars > MOST_PENDING) {
            drop();
        } else {
            drain();
            client.flush();
        }
    }

    private void drain() {
        while (snapshotSent && client.isWritable() && !pending.isEmpty()) {
            String next = pending.remove();
            pendingChars -= next.length();
            LineStream.text(client, line(next));
        }
        if (dropped && client.isWritable()) {
            LineStream.text(
                    client, line("{\"type\":\"dropped\",\"reason\":\"events came faster than they were read\"}"));
            end();
        }
    }

    private void drop() {
        dropped = true;
        pending.clear();
        hub.unsubscribe(this);
        drain();
        if (!over) {
            client.loop().schedule(this::giveUp, LAST_CHANCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void giveUp() {
        if (!over) {
            stop();
            client.breakOff();
        }
    }

    private void beat() {
        if (client.isWritable()) {
            LineStream.text(client, ":\n\n");
            client.flush();
        }
    }

    @Override
    public void writabilityChanged() {
        if (!over) {
            drain();
            client.flush();
        }
    }

    private void end() {
        if (!over) {
            stop();
            var unused = client.end();
        }
    }

    @Override
    public void gone() {
        stop();
    }

    private void stop() {
        over = true;
        pending.clear();
        hub.unsubscribe(this);
        Future<?> beating = heartbeat;
        if (beating != null) {
            beating.cancel(false);
        }
    }
}
