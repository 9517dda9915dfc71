package dev.plimsoll.engine.dataset;

import java.util.Optional;

/** What can be sent to whom a dataset is for. Stateless; any thread. */
@FunctionalInterface
public interface Acceptance {
    /** Whatever there is can be sent. */
    Acceptance OF_ANYTHING = content -> Optional.empty();

    /**
     * Why a turn cannot be sent, as the end of a sentence that begins with the row ({@code has an image, but the endpoint completions
     * takes none}); empty where it can.
     */
    Optional<String> refusal(Content content);

    /** Why a row's model cannot be asked for, as the end of such a sentence; empty where it can, or where nobody knows. */
    default Optional<String> refusalOfModel(String model) {
        return Optional.empty();
    }

    /** Why a turn cannot be sent, for its content or its model; empty where it can. */
    default Optional<String> refusal(Turn turn) {
        String model = turn.model();
        return refusal(turn.content()).or(() -> model == null ? Optional.empty() : refusalOfModel(model));
    }
}
