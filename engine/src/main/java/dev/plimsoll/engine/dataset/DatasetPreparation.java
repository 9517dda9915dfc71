package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.file.AtomicFile;
import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.plan.LengthPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reshapes the prompts of rows to a distribution of lengths: longer ones are cut, and {@link TooShort} says what becomes of shorter ones.
 * Written are rows of JSONL with {@code prompt}, {@code prompt_tokens_count}, {@code output_tokens_count} where there is one, and the
 * row's {@code system_prompt}. The same rows and seed give the same file.
 *
 * @param rows where rows come from; each turn of one is a prompt of its own
 * @param prompt the lengths to come to
 * @param tokenizer what counts
 * @param tooShort what becomes of a prompt that is shorter than the length drawn for it
 * @param delimiter between prompts that are joined
 * @param padding what is appended to a short prompt, not empty
 * @param seed of the lengths
 */
public record DatasetPreparation(
        DatasetPlan.Files rows,
        LengthPlan prompt,
        String tokenizer,
        TooShort tooShort,
        String delimiter,
        String padding,
        long seed) {
    /** What becomes of a prompt that is too short. */
    public enum TooShort {
        /** It is left out. */
        IGNORE,
        /** The prompts after it are joined to it until it is long enough. */
        CONCATENATE,
        /** Padding is appended. */
        PAD,
        /** Nothing is written at all. */
        ERROR
    }

    /**
     * What was done.
     *
     * @param written rows written
     * @param cut of those, prompts that were longer
     * @param leftOut prompts that were too short
     * @param joined prompts that were joined to one before them
     */
    public record Result(long written, long cut, long leftOut, long joined) {}

    /**
     * Reads all rows and writes the file, which appears when it is whole.
     *
     * @throws PlimsollException where rows cannot be read or the file cannot be written, or a prompt is too short and that is an error
     */
    public Result writeTo(Path file) {
        Result[] result = new Result[1];
        AtomicFile.write(file, out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            result[0] = new Pass(writer).run();
            writer.flush();
        });
        return Objects.requireNonNull(result[0]);
    }

    /** One pass over the rows. */
    private final class Pass {
        private final Writer writer;
        private final Tokenizer counter = Tokenizers.of(tokenizer);
        private final LengthSampler lengths = new LengthSampler(prompt, Randoms.promptLengths(seed));
        private long written;
        private long cut;
        private long leftOut;
        private long joined;

        Pass(Writer writer) {
            this.writer = writer;
        }

        Result run() throws IOException {
            int wanted = lengths.next();
            StringBuilder text = new StringBuilder();
            Turn first = null;
            try (Dataset dataset = Datasets.open(rows, seed)) {
                for (Conversation next = dataset.next(); next != null; next = dataset.next()) {
                    for (Turn turn : next.turns()) {
                        String own = turn.content().text();
                        if (own == null) {
                            leftOut++;
                            continue;
                        }
                        first = first == null ? turn : first;
                        text.append(text.isEmpty() ? "" : delimiter).append(own);
                        String shaped = shaped(text.toString(), wanted, turn);
                        if (shaped == null && tooShort == TooShort.CONCATENATE) {
                            joined++; // to what comes
                            continue;
                        }
                        if (shaped != null) {
                            write(first, shaped);
                            wanted = lengths.next();
                        } else {
                            leftOut++;
                        }
                        text.setLength(0);
                        first = null;
                    }
                }
            }
            if (!text.isEmpty()) {
                joined--; // the last rows together did not make a prompt
                leftOut++;
            }
            return new Result(written, cut, leftOut, joined);
        }

        /** A prompt of the length wanted; null where it is too short. */
        private @Nullable String shaped(String text, int wanted, Turn turn) {
            int[] ids = counter.encode(text);
            if (ids.length == wanted) {
                return text;
            }
            if (ids.length > wanted) {
                cut++;
                return cut(ids, wanted);
            }
            return switch (tooShort) {
                case IGNORE, CONCATENATE -> null;
                case PAD -> padded(text, wanted);
                case ERROR ->
                    throw PlimsollException.failed(
                            "Prompt " + (written + leftOut + 1) + " has " + ids.length + " tokens, but " + wanted
                                    + " are wanted: " + start(turn) + ". Use --short ignore, concatenate or pad.",
                            null);
            };
        }

        private static String start(Turn turn) {
            String text = String.valueOf(turn.content().text());
            return "\"" + (text.length() <= 60 ? text : text.substring(0, 57) + "...") + "\"";
        }

        /** As many tokens as make whole characters and, read again, no more than are wanted. */
        private String cut(int[] ids, int wanted) {
            for (int length = wanted; length > 0; length--) {
                String text = counter.decode(Arrays.copyOf(ids, length));
                if (!text.endsWith("\uFFFD") && counter.count(text) <= wanted) {
                    return text;
                }
            }
            return "";
        }

        private String padded(String text, int wanted) {
            StringBuilder padded = new StringBuilder(text);
            int missing = wanted - counter.count(text);
            while (missing > 0) {
                padded.repeat(padding, missing); // one piece of padding is a token at most, or it is cut again
                missing = wanted - counter.count(padded.toString());
            }
            return missing == 0 ? padded.toString() : cut(counter.encode(padded.toString()), wanted);
        }

        private void write(Turn turn, String text) throws IOException {
            ObjectNode row = JsonRow.MAPPER.createObjectNode();
            if (turn.content().system() != null) {
                row.put("system_prompt", turn.content().system());
            }
            row.put("prompt", text);
            row.put("prompt_tokens_count", counter.count(text));
            if (turn.outputTokens() >= 0) {
                row.put("output_tokens_count", turn.outputTokens());
            }
            writer.write(JsonRow.MAPPER.writeValueAsString(row));
            writer.write('\n');
            written++;
        }
    }
}
