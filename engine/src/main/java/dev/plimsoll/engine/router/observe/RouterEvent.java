package dev.plimsoll.engine.router.observe;

import dev.plimsoll.engine.router.process.ModelState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in the router. As JSON each is an object with {@code type} (the word beside it here) and its components by name.
 */
public sealed interface RouterEvent {
    /** When, ns. */
    long atNs();

    /** {@code started}: it listens. Models are in order of id. */
    record Started(long atNs, String policy, List<String> models) implements RouterEvent {
        public Started {
            models = List.copyOf(models);
        }
    }

    /** {@code policy}: from here on another policy decides. */
    record PolicyChanged(long atNs, String policy) implements RouterEvent {}

    /** {@code model}: a model's state has changed. */
    record ModelChanged(long atNs, String model, ModelState from, ModelState to) implements RouterEvent {}

    /**
     * {@code swapStarted}.
     *
     * @param evict models it stops
     * @param await models that were being stopped already and that it waits for
     */
    record SwapStarted(long atNs, long swap, String model, List<String> evict, List<String> await)
            implements RouterEvent {
        public SwapStarted {
            evict = List.copyOf(evict);
            await = List.copyOf(await);
        }
    }

    /**
     * {@code swapEnded}.
     *
     * @param load whether the model had to be loaded; one that was ready already only lost its neighbours
     * @param failure the failure's code, or null if the model is ready
     */
    record SwapEnded(
            long atNs,
            long swap,
            String model,
            boolean load,
            SwapTimes times,
            @Nullable String failure) implements RouterEvent {}

    /** {@code position}: where a queued request stands now, from 1. */
    record Position(long atNs, String request, String model, int position) implements RouterEvent {}

    /** {@code request}: a request has ended. */
    record RequestEnded(long atNs, RoutedRequest request) implements RouterEvent {}
}
