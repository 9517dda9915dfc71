package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.plan.DatasetPlan.CacheBust;
import dev.plimsoll.engine.plan.DatasetPlan.PrefixBucket;
import dev.plimsoll.engine.plan.Seeds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The system prompts that generated conversations share. Belongs to one thread. */
final class Prefixes {
    /** Prefixes kept rather than written again, characters together. */
    private static final long MOST_KEPT_CHARACTERS = 32L << 20;

    /**
     * A system prompt.
     *
     * @param tokens its length
     */
    record Prefix(String text, int tokens) {}

    private final List<PrefixBucket> buckets;
    private final CacheBust bust;
    private final TextWriter writer;
    private final RandomGenerator random;
    private final long seed;
    private final Map<Long, String> kept = new LinkedHashMap<>();
    private long keptCharacters;
    private long conversations;

    /**
     * Prefixes.
     *
     * @param random which one each conversation has
     * @param seed what they say
     */
    Prefixes(List<PrefixBucket> buckets, CacheBust bust, TextWriter writer, RandomGenerator random, long seed) {
        this.buckets = buckets;
        this.bust = bust;
        this.writer = writer;
        this.random = random;
        this.seed = seed;
    }

    boolean isEmpty() {
        return buckets.isEmpty();
    }

    /** That of the next conversation. */
    Prefix next() {
        int bucket = Weights.draw(buckets, PrefixBucket::weight, random);
        int tokens = buckets.get(bucket).tokens();
        long id = random.nextInt(buckets.get(bucket).count());
        for (int i = 0; i < bucket; i++) {
            id += buckets.get(i).count();
        }
        int place = (int) (Seeds.share(seed, id) * writer.places());
        long own = PromptWriter.number(Math.floorMod(seed, TextWriter.NUMBERS), ~conversations++);
        return switch (bust) {
            case SYSTEM_PREFIX -> new Prefix(writer.text(own, place, tokens), tokens);
            case SYSTEM_SUFFIX -> new Prefix(writer.numberLast(own, place, tokens), tokens);
            default -> new Prefix(shared(id, place, tokens), tokens);
        };
    }

    private String shared(long id, int place, int tokens) {
        String known = kept.get(id);
        if (known != null) {
            return known;
        }
        String text = writer.text(PromptWriter.number(Math.floorMod(seed, TextWriter.NUMBERS), id), place, tokens);
        kept.put(id, text);
        keptCharacters += text.length();
        while (keptCharacters > MOST_KEPT_CHARACTERS && kept.size() > 1) {
            var oldest = kept.entrySet().iterator();
            keptCharacters -= oldest.next().getValue().length();
            oldest.remove();
        }
        return text;
    }
}
