package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Which answers are kept, by {@code keepBodies}: {@code none}, {@code errors}, {@code all}, or {@code sample:n}: n of each status, each
 * with the same chance (reservoir sampling, Vitter 1985, algorithm R). Confined to the coordinator.
 */
final class BodyKeeper {
    private final Mode mode;
    private final int size;
    private final RandomGenerator random;
    private final Map<RequestStatus, Reservoir> reservoirs = new EnumMap<>(RequestStatus.class);

    private enum Mode {
        NONE,
        ERRORS,
        SAMPLE,
        ALL
    }

    private static final class Reservoir {
        private final List<Kept> kept = new ArrayList<>();
        private long seen;
    }

    private record Kept(RequestRecord record, String text) {}

    private BodyKeeper(Mode mode, int size, long seed) {
        this.mode = mode;
        this.size = size;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** By the rule as a plan holds it. */
    static BodyKeeper of(String rule, long seed) {
        return switch (rule) {
            case "none" -> new BodyKeeper(Mode.NONE, 0, seed);
            case "errors" -> new BodyKeeper(Mode.ERRORS, 0, seed);
            case "all" -> new BodyKeeper(Mode.ALL, 0, seed);
            default -> new BodyKeeper(Mode.SAMPLE, Integer.parseInt(rule.substring("sample:".length())), seed);
        };
    }

    /** Offers an answer; {@code now} gets it where it is kept at once. */
    void offer(RequestRecord record, String text, BiConsumer<RequestRecord, String> now) {
        switch (mode) {
            case NONE -> {
                // nothing is kept
            }
            case ERRORS -> {
                if (record.status() == RequestStatus.ERRORED) {
                    now.accept(record, text);
                }
            }
            case ALL -> now.accept(record, text);
            case SAMPLE -> sample(record, text);
        }
    }

    private void sample(RequestRecord record, String text) {
        Reservoir reservoir = reservoirs.computeIfAbsent(record.status(), _ -> new Reservoir());
        reservoir.seen++;
        if (reservoir.kept.size() < size) {
            reservoir.kept.add(new Kept(record, text));
        } else {
            long at = random.nextLong(reservoir.seen);
            if (at < size) {
                reservoir.kept.set((int) at, new Kept(record, text));
            }
        }
    }

    /** Hands over what a sample kept; called once, at the end. */
    void drain(BiConsumer<RequestRecord, String> action) {
        reservoirs.values().forEach(r -> r.kept.forEach(k -> action.accept(k.record(), k.text())));
        reservoirs.clear();
    }
}
