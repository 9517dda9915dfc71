package dev.plimsoll.engine.router.swap;

import java.util.List;

/**
 * What a swap does before it loads its model.
 *
 * @param evict the models it stops, in the order of the running list
 * @param await models that somebody else is stopping already: the load waits for their exit, but they cost nothing and another swap may
 *     stop them at the same time
 */
public record SwapPlan(List<String> evict, List<String> await) {
    /** Nothing has to go. */
    public static final SwapPlan NOTHING = new SwapPlan(List.of(), List.of());

    public SwapPlan {
        evict = List.copyOf(evict);
        await = List.copyOf(await);
    }

    /** A plan that stops these models. */
    public static SwapPlan evicting(List<String> models) {
        return models.isEmpty() ? NOTHING : new SwapPlan(models, List.of());
    }

    /** Whether the model may load (or serve) at once. */
    public boolean isEmpty() {
        return evict.isEmpty() && await.isEmpty();
    }
}
