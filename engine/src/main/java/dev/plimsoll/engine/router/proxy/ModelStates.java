package dev.plimsoll.engine.router.proxy;

import dev.plimsoll.engine.router.observe.RouterEvent;
import dev.plimsoll.engine.router.process.ModelState;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The models' states as last told. Any thread may read them; they are advice, never a gate. */
final class ModelStates implements Consumer<RouterEvent> {
    private final Map<String, ModelState> states = new ConcurrentHashMap<>();

    @Override
    public void accept(RouterEvent event) {
        if (event instanceof RouterEvent.ModelChanged changed) {
            states.put(changed.model(), changed.to());
        }
    }

    ModelState of(String model) {
        return states.getOrDefault(model, ModelState.STOPPED);
    }
}
