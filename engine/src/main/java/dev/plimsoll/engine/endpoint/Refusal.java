package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.problem.PlimsollException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Why an endpoint cannot send a content. */
final class Refusal {
    private Refusal() {}

    /** The end of a sentence that begins with the row; empty where it can be sent. */
    static Optional<String> of(EndpointKind kind, Content content) {
        if (!content.images().isEmpty() && !kind.supportsImages()) {
            return Optional.of("has an image, but the endpoint " + kind.name() + " takes none; "
                    + others(EndpointKind::supportsImages) + " do");
        }
        if (!content.audios().isEmpty() && !kind.supportsAudio()) {
            return Optional.of("has audio, but the endpoint " + kind.name() + " takes none; "
                    + others(EndpointKind::supportsAudio) + " do");
        }
        return kind.lack(content).map(lack -> lack + ", which the endpoint " + kind.name() + " needs");
    }

    /**
     * Nothing where it can be sent.
     *
     * @throws PlimsollException where not
     */
    static void check(EndpointKind kind, Content content) {
        if (content.onlyText().isPresent() && kind.producesTokens() && kind.tokenizesInput()) {
            return; // by far the most; every endpoint of this sort takes it
        }
        kind.refusal(content).ifPresent(why -> {
            throw PlimsollException.usage("A request cannot be sent: it " + why + ".");
        });
    }

    private static String others(Predicate<EndpointKind> supports) {
        return EndpointKinds.all().stream()
                .filter(supports)
                .map(EndpointKind::name)
                .collect(Collectors.joining(", "));
    }
}
