package dev.plimsoll.engine.endpoint;

import java.util.Arrays;

/**
 * The usage of one answer from the usage objects in it.
 *
 * <p>Servers say it in three ways: once, at the end, without choices (OpenAI, vLLM); once per choice of {@code n > 1}, without choices
 * (llama.cpp: the output is added up, the prompt is the same one); or together with choices, perhaps in every event and growing
 * (llama.cpp completions; vLLM's {@code continuous_usage_stats}: the last one of each choice counts). What stands alone wins over
 * what comes with choices.
 */
final class UsageSum {
    private static final int MAX_CHOICES = 128;

    private boolean alone;
    private int prompt;
    private int cached;
    private int completion;
    private int reasoning;
    private int[] completionOf = new int[2];
    private int[] reasoningOf = new int[2];
    private int choicesSeen;
    private boolean any;

    void clear() {
        alone = false;
        any = false;
        prompt = -1;
        cached = -1;
        completion = -1;
        reasoning = -1;
        choicesSeen = 0;
    }

    /** Notes that a choice with this index exists. */
    void choice(int index) {
        int upTo = Math.min(index, MAX_CHOICES - 1);
        if (upTo >= completionOf.length) {
            completionOf = Arrays.copyOf(completionOf, MAX_CHOICES);
            reasoningOf = Arrays.copyOf(reasoningOf, MAX_CHOICES);
        }
        while (choicesSeen <= upTo) {
            completionOf[choicesSeen] = -1;
            reasoningOf[choicesSeen] = -1;
            choicesSeen++;
        }
    }

    void add(ChoicesFacts facts) {
        any = true;
        prompt = Math.max(prompt, facts.promptTokens);
        cached = Math.max(cached, facts.cachedTokens);
        if (facts.choices == 0) {
            boolean further = alone && choicesSeen > 1;
            completion = further ? plus(completion, facts.completionTokens) : facts.completionTokens;
            reasoning = further ? plus(reasoning, facts.reasoningTokens) : facts.reasoningTokens;
            alone = true;
        } else {
            int index = Math.clamp(facts.highestIndex, 0, MAX_CHOICES - 1);
            completionOf[index] = facts.completionTokens;
            reasoningOf[index] = facts.reasoningTokens;
        }
    }

    Usage get() {
        if (!any) {
            return Usage.NONE;
        }
        if (!alone) {
            completion = -1;
            reasoning = -1;
            for (int i = 0; i < choicesSeen; i++) {
                completion = plus(completion, completionOf[i]);
                reasoning = plus(reasoning, reasoningOf[i]);
            }
        }
        return new Usage(prompt, completion, cached, reasoning);
    }

    private static int plus(int sum, int more) {
        return more < 0 ? sum : sum < 0 ? more : sum + more;
    }
}
