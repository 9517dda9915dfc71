package dev.plimsoll.engine.endpoint;

import java.util.EnumSet;
import java.util.Set;

/** An endpoint by its declaration; what is left to a kind is how it says a turn. Stateless; any thread. */
abstract class DeclaredEndpoint implements EndpointKind {
    /** What an endpoint can do. */
    enum Trait {
        /** Answers with a stream of events where it is asked to. */
        STREAMS,
        /** Answers with tokens. */
        PRODUCES_TOKENS,
        /** Its prompt is counted in tokens. */
        TOKENIZES_INPUT,
        /** Takes images. */
        IMAGES,
        /** Takes recordings. */
        AUDIO
    }

    private final String name;
    private final String title;
    private final String path;
    private final AnswerShape answers;
    private final Set<Trait> traits = EnumSet.noneOf(Trait.class);

    /**
     * A declaration; the words are explained by {@link EndpointKind}.
     *
     * @param traits what it can do; what is not named it cannot
     */
    DeclaredEndpoint(String name, String title, String path, AnswerShape answers, Trait... traits) {
        this.name = name;
        this.title = title;
        this.path = path;
        this.answers = answers;
        this.traits.addAll(Set.of(traits));
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String title() {
        return title;
    }

    @Override
    public final String path() {
        return path;
    }

    @Override
    public final AnswerShape answers() {
        return answers;
    }

    @Override
    public final boolean streams() {
        return traits.contains(Trait.STREAMS);
    }

    @Override
    public final boolean producesTokens() {
        return traits.contains(Trait.PRODUCES_TOKENS);
    }

    @Override
    public final boolean tokenizesInput() {
        return traits.contains(Trait.TOKENIZES_INPUT);
    }

    @Override
    public final boolean supportsImages() {
        return traits.contains(Trait.IMAGES);
    }

    @Override
    public final boolean supportsAudio() {
        return traits.contains(Trait.AUDIO);
    }
}
