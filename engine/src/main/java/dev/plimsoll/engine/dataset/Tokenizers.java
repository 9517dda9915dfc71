package dev.plimsoll.engine.dataset;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import dev.plimsoll.engine.problem.PlimsollException;
import java.util.List;

/** The tokenizers that are built in, by the names used in files. Any thread. */
public final class Tokenizers {
    /** Every name {@link #of} knows. */
    public static final List<String> NAMES = List.of("o200k", "cl100k", "chars");

    /** Reads a vocabulary when it is first used (about half a second) and keeps it. */
    private static final EncodingRegistry VOCABULARIES = Encodings.newLazyEncodingRegistry();

    private Tokenizers() {}

    /**
     * A tokenizer. The first use of a vocabulary reads it, which takes about half a second.
     *
     * @param name {@code o200k} or {@code cl100k} (OpenAI's byte-pair vocabularies), or {@code chars}: 4 characters of English a token
     * @throws PlimsollException (usage) for another name
     */
    public static Tokenizer of(String name) {
        return switch (name) {
            case "o200k" -> new BpeTokenizer(name, VOCABULARIES.getEncoding(EncodingType.O200K_BASE));
            case "cl100k" -> new BpeTokenizer(name, VOCABULARIES.getEncoding(EncodingType.CL100K_BASE));
            case "chars" -> new CharsTokenizer();
            default ->
                throw PlimsollException.usage(
                        "There is no tokenizer \"" + name + "\"; choose one of " + String.join(", ", NAMES));
        };
    }
}
