package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.endpoint.UsageCounts.Count;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Facts as text, whatever array they lie in, to compare and to tell. */
final class AnswerText {
    /** The counts that figures are made of: a walk reads no others. */
    static final List<Count> KEPT = List.of(
            Count.PROMPT,
            Count.PROMPT_UNCACHED,
            Count.CACHE_READ,
            Count.CACHE_WRITE,
            Count.COMPLETION,
            Count.REASONING);

    private AnswerText() {}

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Everything. */
    static String told(AnswerFacts facts) {
        StringBuilder told = new StringBuilder();
        told.append(facts.choices).append(" choices up to ").append(facts.highestIndex);
        told.append(facts.finished ? ", finished" : "").append(facts.done ? ", done" : "");
        told.append(facts.hasError() ? ", error" : "").append(facts.toolCalls > 0 ? ", calls " + facts.toolCalls : "");
        if (facts.piece != AnswerFacts.NO_PIECE && facts.texts() > 0) {
            told.append(facts.whole ? ", whole piece " : ", piece ").append(facts.piece);
        }
        if (facts.usage) {
            told.append(", usage");
            for (Count count : KEPT) {
                told.append(' ').append(facts.counts.get(count));
            }
        }
        told.append(", id ").append(JsonText.decode(facts.bytes, facts.idFrom, facts.idTo));
        String[] texts = new String[facts.texts()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = facts.choiceIndexOf(i) + " " + facts.channel(i) + " " + text(facts, i);
        }
        Arrays.sort(texts); // the walk goes by the bytes, the parse by the members' meaning
        return told.append(' ').append(Arrays.toString(texts)).toString();
    }

    /** The same without the id, which a recognised event does not tell again. */
    static String withoutId(String told) {
        return told.replaceFirst(", id [a-z0-9-]*", "");
    }

    /** The texts of a channel, in the order they were found. */
    static List<String> texts(AnswerFacts facts, Channel channel) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < facts.texts(); i++) {
            if (facts.channel(i) == channel) {
                texts.add(text(facts, i));
            }
        }
        return texts;
    }

    /** The counts of a usage object, as text. */
    static String counts(UsageCounts counts) {
        StringBuilder told = new StringBuilder();
        for (Count count : KEPT) {
            told.append(count).append(' ').append(counts.get(count)).append(' ');
        }
        return told.toString();
    }

    /** The counts of a usage object, as text. */
    static String counts(JsonNode usage) {
        UsageCounts counts = new UsageCounts();
        UsageTree.read(usage, counts);
        return counts(counts);
    }

    private static String text(AnswerFacts facts, int i) {
        return JsonText.decode(facts.bytes, facts.from(i), facts.to(i));
    }
}
