package dev.plimsoll.app;

import dev.plimsoll.app.services.Ticker;
import java.util.ArrayList;
import java.util.List;

/** A ticker that ticks when a test says so. */
public final class HandTicker implements Ticker {
    private final List<Runnable> actions = new ArrayList<>();

    @Override
    public Handle every(long periodMs, Runnable action) {
        actions.add(action);
        return () -> actions.remove(action);
    }

    /** One tick of everything. */
    public void tick() {
        List.copyOf(actions).forEach(Runnable::run);
    }
}
