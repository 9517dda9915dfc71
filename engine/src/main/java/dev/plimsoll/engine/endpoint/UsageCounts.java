package dev.plimsoll.engine.endpoint;

import java.util.Arrays;

/** Token counts as a server says them, {@link #NOT_SAID} where it says nothing; reused. */
final class UsageCounts {
    static final int NOT_SAID = -1;

    /** What vendors count. */
    enum Count {
        /** Input, those from the cache included. */
        PROMPT,
        /** Input neither read from the cache nor written to it, where a vendor counts the three apart (Anthropic, Bedrock). */
        PROMPT_UNCACHED,
        /** Input taken from the prefix cache. */
        CACHE_READ,
        /** Input written to the cache, where that is billed. */
        CACHE_WRITE,
        /** Input that missed the cache (DeepSeek). */
        CACHE_MISS,
        /** Output, reasoning included where the vendor includes it. */
        COMPLETION,
        /** Output spent on reasoning. */
        REASONING,
        TOTAL,
        PROMPT_AUDIO,
        COMPLETION_AUDIO,
        ACCEPTED_PREDICTION,
        REJECTED_PREDICTION,
        /** Input spent on tool declarations (Gemini). */
        TOOL_USE_PROMPT
    }

    private final int[] counts = new int[Count.values().length];

    UsageCounts() {
        clear();
    }

    void clear() {
        Arrays.fill(counts, NOT_SAID);
    }

    int get(Count count) {
        return counts[count.ordinal()];
    }

    void set(Count count, int value) {
        counts[count.ordinal()] = value;
    }

    /** Adds to what was said; {@link #NOT_SAID} adds nothing. */
    void add(Count count, int more) {
        if (more != NOT_SAID) {
            set(count, Math.max(0, get(count)) + more);
        }
    }

    /** Takes over what {@code later} says; what it does not say stays. */
    void update(UsageCounts later) {
        for (int i = 0; i < counts.length; i++) {
            if (later.counts[i] != NOT_SAID) {
                counts[i] = later.counts[i];
            }
        }
    }
}
