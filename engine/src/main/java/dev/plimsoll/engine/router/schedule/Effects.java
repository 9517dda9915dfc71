package dev.plimsoll.engine.router.schedule;

import dev.plimsoll.engine.router.process.ModelState;
import java.util.Optional;
import java.util.SortedMap;

/** The world as a scheduler reaches it: two questions and one way to act. Called on the event loop's thread only. */
public interface Effects {

    /** A model's state as it looks now, or empty if the router has no such model. */
    Optional<ModelState> state(String model);

    /** Every model that holds memory. */
    SortedMap<String, ModelState> running();

    /**
     * Carries out what was decided, or sets it going.
     *
     * @return false if the effect is an {@link Effect.Admit} or {@link Effect.Serve} whose caller is no longer there, else true. Only a
     *     caller that took the hand-over may be counted: a count raised for one that is gone would never come down
     */
    boolean perform(Effect effect);
}
