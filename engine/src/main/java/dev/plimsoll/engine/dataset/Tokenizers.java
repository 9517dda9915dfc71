package dev.plimsoll.engine.dataset;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tokenizers, by the names used in files. Any thread. */
public final class Tokenizers {
    /** Every name {@link #of} knows without a file. */
    public static final List<String> NAMES = List.of("o200k", "cl100k", "chars");

    /** Begins the name of a model's own tokenizer; the path of its {@code tokenizer.json} follows, absolute in a plan. */
    public static final String FILE_PREFIX = "hf:";

    /** Reads a vocabulary when it is first used (about half a second) and keeps it. */
    private static final EncodingRegistry VOCABULARIES = Encodings.newLazyEncodingRegistry();

    private Tokenizers() {}

    /**
     * A tokenizer. The first use of a vocabulary reads it, which takes about half a second.
     *
     * @param name {@code o200k} or {@code cl100k} (OpenAI's byte-pair vocabularies), {@code chars}: 4 characters of English a token, or
     *     {@code hf:} with the path of a {@code tokenizer.json}
     * @throws PlimsollException (usage) for another name, or a file that cannot be used
     */
    public static Tokenizer of(String name) {
        if (name.startsWith(FILE_PREFIX)) {
            return HuggingFaceModel.of(Path.of(name.substring(FILE_PREFIX.length())));
        }
        return switch (name) {
            case "o200k" -> new BpeTokenizer(name, VOCABULARIES.getEncoding(EncodingType.O200K_BASE));
            case "cl100k" -> new BpeTokenizer(name, VOCABULARIES.getEncoding(EncodingType.CL100K_BASE));
            case "chars" -> new CharsTokenizer();
            default ->
                throw PlimsollException.usage("There is no tokenizer \"" + name + "\"; choose one of "
                        + String.join(", ", NAMES) + ", or hf: and the path of a tokenizer.json");
        };
    }

    /** What is wrong with a tokenizer, or null where it can be used. Reads a file; needs no vocabulary for the others. */
    static @Nullable Problem check(String name) {
        if (NAMES.contains(name)) {
            return null;
        }
        try {
            of(name);
            return null;
        } catch (PlimsollException e) {
            return Problem.at("tokenizer", String.valueOf(e.getMessage()));
        }
    }
}
