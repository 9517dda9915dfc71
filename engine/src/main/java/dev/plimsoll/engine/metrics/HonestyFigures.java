package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.RouterFacts;
import dev.plimsoll.engine.record.TokenSource;
import dev.plimsoll.engine.stats.Finite;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds up {@link StageHonesty} over the successful requests of a window. One use. */
final class HonestyFigures {
    /** A length further than this share from the one asked for is a mismatch, or further than so many tokens. */
    private static final double LENGTH_TOLERANCE = 0.05;

    private static final double LENGTH_TOLERANCE_TOKENS = 50;

    private final long[] outputSources = new long[TokenSource.values().length];
    private final long[] promptSources = new long[TokenSource.values().length];
    private final Compared outputCount = new Compared();
    private final Compared promptCount = new Compared();
    private final Compared outputLength = new Compared();
    private long requests;
    private double lagNs;
    private double fromScheduleNs;
    private long routed;
    private double routerWaitNs;
    private double routedTtftNs;
    private long tokens;
    private long events;

    private HonestyFigures() {}

    /** Of the requests of a window; {@code whole} knows what was read in the stage. */
    static StageHonesty of(RequestColumns rows, StageWindow window, Honesty whole) {
        HonestyFigures figures = new HonestyFigures();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.at(i).successful() && window.takes(rows)) {
                figures.add(rows);
            }
        }
        return figures.done(whole);
    }

    private void add(RequestColumns row) {
        requests++;
        outputSources[row.outputSource().ordinal()]++;
        promptSources[row.promptSource().ordinal()]++;
        if (row.outputSource() == TokenSource.USAGE) {
            boolean byTokenizer = row.clientOutput() >= 0;
            int ours = byTokenizer ? row.clientOutput() : row.contentEvents();
            outputCount.add(row.output(), ours, StageHonesty.COUNT_TOLERANCE * ours, byTokenizer);
        }
        if (row.promptSource() == TokenSource.USAGE) {
            promptCount.add(row.prompt(), row.clientPrompt(), StageHonesty.COUNT_TOLERANCE * row.clientPrompt(), true);
        }
        int asked = row.requestedOutput();
        if (row.output() >= 0) {
            outputLength.add(row.output(), asked, Math.min(LENGTH_TOLERANCE * asked, LENGTH_TOLERANCE_TOKENS), false);
        }
        if (RequestTimings.has(row.intended())
                && RequestTimings.has(row.sendStart())
                && RequestTimings.has(row.firstToken())) {
            lagNs += row.sendStart() - row.intended();
            fromScheduleNs += row.firstToken() - row.intended();
        }
        addRouted(row);
        if (row.output() >= 0 && row.contentEvents() > 0) {
            tokens += row.output();
            events += row.contentEvents();
        }
    }

    private void addRouted(RequestColumns row) {
        RouterFacts told = row.anyRouted() ? row.routed() : null;
        if (told == null || told.waitUs() < 0) {
            return;
        }
        routed++;
        if (RequestTimings.has(row.sendStart()) && RequestTimings.has(row.firstToken())) {
            routerWaitNs += told.waitUs() * 1e3;
            routedTtftNs += row.firstToken() - row.sendStart();
        }
    }

    private StageHonesty done(Honesty whole) {
        return new StageHonesty(
                shares(outputSources),
                shares(promptSources),
                outputCount.mismatch(null),
                promptCount.mismatch(null),
                outputLength.mismatch("requested"),
                ratio(lagNs, fromScheduleNs),
                routed == 0 ? null : ratio(routed, requests),
                ratio(routerWaitNs, routedTtftNs),
                ratio(tokens, events),
                ratio(whole.contentEvents(), whole.reads()),
                ratio(whole.sharedReadEvents(), whole.contentEvents()));
    }

    private Map<String, Double> shares(long[] counts) {
        Map<String, Double> shares = new LinkedHashMap<>();
        for (TokenSource source : TokenSource.values()) {
            long count = counts[source.ordinal()];
            if (count > 0) {
                shares.put(source.text(), Finite.share(count, requests));
            }
        }
        return shares;
    }

    private static @Nullable Double ratio(double part, double whole) {
        return whole > 0 ? Finite.orNull(part / whole) : null;
    }

    /** Counts held against others. */
    private static final class Compared {
        private long byTokenizer;
        private long compared;
        private long mismatched;

        void add(int got, int expected, double tolerance, boolean tokenizer) {
            if (expected > 0) {
                compared++;
                byTokenizer += tokenizer ? 1 : 0;
                mismatched += Math.abs((double) got - expected) > tolerance ? 1 : 0;
            }
        }

        StageHonesty.@Nullable Mismatch mismatch(@Nullable String by) {
            if (compared == 0) {
                return null;
            }
            String counted = byTokenizer == compared ? "tokenizer" : byTokenizer == 0 ? "events" : "mixed";
            return new StageHonesty.Mismatch(
                    by == null ? counted : by, compared, mismatched, Finite.share(mismatched, compared));
        }
    }
}
