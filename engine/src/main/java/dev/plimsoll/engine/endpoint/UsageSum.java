package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.endpoint.UsageCounts.Count;
import java.util.Arrays;

/**
 * The usage of one answer from the usage objects in it.
 *
 * <p>Servers say it in four ways: once, at the end, without choices (OpenAI, vLLM); once per choice of {@code n > 1}, without choices
 * (llama.cpp: the output is added up, the prompt is the same one); in two halves, input at the start and output at the end
 * (Anthropic: the last value of each count holds); or together with choices, perhaps in every event and growing (llama.cpp
 * completions; vLLM's {@code continuous_usage_stats}: the last one of each choice counts). What stands alone wins over what comes
 * with choices.
 */
final class UsageSum {
    private static final int MAX_CHOICES = 128;
    private static final int NOT_SAID = UsageCounts.NOT_SAID;

    /** The last value of each count. */
    private final UsageCounts last = new UsageCounts();

    private boolean alone;
    private int completion;
    private int reasoning;
    private int[] completionOf = new int[2];
    private int[] reasoningOf = new int[2];
    private int choicesSeen;
    private boolean any;

    void clear() {
        last.clear();
        alone = false;
        any = false;
        completion = NOT_SAID;
        reasoning = NOT_SAID;
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
            completionOf[choicesSeen] = NOT_SAID;
            reasoningOf[choicesSeen] = NOT_SAID;
            choicesSeen++;
        }
    }

    void add(AnswerFacts facts) {
        any = true;
        UsageCounts told = facts.counts;
        update(told);
        if (facts.choices == 0) {
            boolean further = alone && choicesSeen > 1;
            completion =
                    further ? plus(completion, told.get(Count.COMPLETION)) : later(completion, told, Count.COMPLETION);
            reasoning = further ? plus(reasoning, told.get(Count.REASONING)) : later(reasoning, told, Count.REASONING);
            alone |= told.get(Count.COMPLETION) >= 0;
        } else {
            int index = Math.clamp(facts.highestIndex, 0, MAX_CHOICES - 1);
            completionOf[index] = told.get(Count.COMPLETION);
            reasoningOf[index] = told.get(Count.REASONING);
        }
    }

    /** A later half that says the input without the cached one again says nothing new about the cached one. */
    private void update(UsageCounts told) {
        boolean disjoint = last.get(Count.PROMPT_UNCACHED) >= 0;
        last.update(told);
        if (disjoint && told.get(Count.PROMPT) >= 0 && told.get(Count.PROMPT_UNCACHED) < 0) {
            last.set(Count.PROMPT_UNCACHED, told.get(Count.PROMPT));
        }
        if (last.get(Count.PROMPT_UNCACHED) >= 0) {
            last.set(
                    Count.PROMPT,
                    last.get(Count.PROMPT_UNCACHED)
                            + Math.max(0, last.get(Count.CACHE_READ))
                            + Math.max(0, last.get(Count.CACHE_WRITE)));
        }
    }

    Usage get() {
        if (!any) {
            return Usage.NONE;
        }
        if (!alone) {
            completion = NOT_SAID;
            reasoning = NOT_SAID;
            for (int i = 0; i < choicesSeen; i++) {
                completion = plus(completion, completionOf[i]);
                reasoning = plus(reasoning, reasoningOf[i]);
            }
        }
        return new Usage(last.get(Count.PROMPT), completion, last.get(Count.CACHE_READ), reasoning);
    }

    private static int later(int count, UsageCounts told, Count which) {
        return told.get(which) < 0 ? count : told.get(which);
    }

    private static int plus(int sum, int more) {
        return more < 0 ? sum : sum < 0 ? more : sum + more;
    }
}
