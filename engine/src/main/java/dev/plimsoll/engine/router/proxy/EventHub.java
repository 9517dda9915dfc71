package dev.plimsoll.engine.router.proxy;

import dev.plimsoll.engine.router.observe.RouterEvent;
import dev.plimsoll.engine.router.observe.RouterEventJson;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tells events to whoever listens at the moment, as JSON. Any thread may subscribe; events come on one. */
final class EventHub implements Consumer<RouterEvent> {
    /** One who listens; must not block. */
    interface Subscriber {
        /**
         * An event.
         *
         * @param json one line
         */
        void event(String json);
    }

    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();

    @Override
    public void accept(RouterEvent event) {
        if (!subscribers.isEmpty()) {
            String json = RouterEventJson.write(event);
            subscribers.forEach(each -> each.event(json));
        }
    }

    void subscribe(Subscriber subscriber) {
        subscribers.add(subscriber);
    }

    void unsubscribe(Subscriber subscriber) {
        subscribers.remove(subscriber);
    }
}
