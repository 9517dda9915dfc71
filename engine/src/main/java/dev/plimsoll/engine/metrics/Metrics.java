package dev.plimsoll.engine.metrics;

import static dev.plimsoll.engine.record.RequestTimings.has;

import dev.plimsoll.engine.metrics.MetricDefinition.Flag;
import dev.plimsoll.engine.metrics.MetricDefinition.Group;
import dev.plimsoll.engine.metrics.MetricDefinition.Need;
import dev.plimsoll.engine.record.RequestTimings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * The registry of all metrics of a request, in display order. Definitions and formulas are those of {@code docs/metrics.md}.
 *
 * <p>{@link #ICL} is the one metric with many values per request; a stage's distribution of it is taken over all gaps, while its
 * value for one request (in an SLO) is the longest gap.
 */
public final class Metrics {
    private static final double NS_PER_MS = 1e6;
    private static final double NS_PER_US = 1e3;
    private static final double US_PER_MS = 1e3;

    /** Tag of the distribution over all gaps between content events. */
    public static final String ICL = "icl";

    private static final List<MetricDefinition> ALL = define();
    private static final Map<String, MetricDefinition> BY_TAG =
            ALL.stream().collect(Collectors.toUnmodifiableMap(MetricDefinition::tag, Function.identity()));

    private final List<MetricDefinition> defined = new ArrayList<>();

    private Metrics() {}

    private static List<MetricDefinition> define() {
        Metrics m = new Metrics();
        Set<Need> stream = Set.of(Need.STREAM);
        Set<Need> streamedTokens = Set.of(Need.STREAM, Need.TOKENS);
        Set<Need> tokens = Set.of(Need.TOKENS);
        Set<Need> usage = Set.of(Need.USAGE);
        m.time("ttft", "TTFT", stream, between(RequestFacts::sendStart, RequestFacts::firstToken));
        m.time(
                "ttftFromSchedule",
                "TTFT from schedule",
                stream,
                between(RequestFacts::intended, RequestFacts::firstToken));
        m.time("ttfb", "TTFB", Set.of(), between(RequestFacts::sendStart, RequestFacts::firstByte));
        m.time("firstEvent", "First event", stream, between(RequestFacts::sendStart, RequestFacts::firstEvent));
        m.time("tpot", "TPOT", streamedTokens, Metrics::tpot);
        m.time("itl", "ITL (compatible)", streamedTokens, Metrics::itl);
        m.time(ICL, "ICL", stream, Metrics::longestGap);
        m.time("maxStall", "Longest stall", stream, Metrics::longestGap);
        m.time("latency", "Latency", Set.of(), between(RequestFacts::sendStart, RequestFacts::end));
        m.time(
                "latencyFromSchedule",
                "Latency from schedule",
                Set.of(),
                between(RequestFacts::intended, RequestFacts::end));
        m.put("sendLag", "Send lag", "us", "µs", false, Group.GENERATOR, Set.of(), 1 / US_PER_MS, Metrics::sendLag);
        m.tokens("promptTokens", "Prompt tokens", tokens, RequestFacts::prompt);
        m.tokens("outputTokens", "Output tokens", tokens, RequestFacts::output);
        m.tokens("cachedTokens", "Cached prompt tokens", usage, RequestFacts::cached);
        m.tokens("reasoningTokens", "Reasoning tokens", usage, RequestFacts::reasoning);
        m.put(
                "outputTokensPerSecondPerUser",
                "Output tokens per second per user",
                "tok/s",
                "tok/s",
                true,
                Group.TOKENS,
                streamedTokens,
                0,
                Metrics::perUser);
        m.put(
                "outputLengthMismatch",
                "Output length mismatch",
                "ratio",
                "%",
                false,
                Group.TOKENS,
                Set.of(Need.TOKENS, Need.REQUESTED_LENGTH),
                0,
                Metrics::lengthMismatch);
        m.duration("blocked", "Waiting for a connection", RequestFacts::blockedNs);
        m.duration("connect", "TCP connect", RequestFacts::connectNs);
        m.duration("tls", "TLS handshake", RequestFacts::tlsNs);
        m.duration("sending", "Sending", r -> phase(r.sendStart(), r.sendEnd()));
        m.duration("waiting", "Waiting for the server", r -> phase(r.sendEnd(), r.firstByte()));
        m.duration("receiving", "Receiving", r -> phase(r.firstByte(), r.end()));
        return List.copyOf(m.defined);
    }

    /** Every metric, in display order. */
    public static List<MetricDefinition> all() {
        return ALL;
    }

    /** The metric with a tag, empty for an unknown one. */
    public static Optional<MetricDefinition> byTag(String tag) {
        return Optional.ofNullable(BY_TAG.get(tag));
    }

    private void time(String tag, String label, Set<Need> needs, MetricFormula formula) {
        put(tag, label, "ms", "ms", false, Group.LATENCY, needs, 1, formula);
    }

    private void tokens(String tag, String label, Set<Need> needs, ToIntFunction<RequestFacts> count) {
        put(tag, label, "tok", "tok", false, Group.TOKENS, needs, 0, (r, out) -> {
            int n = count.applyAsInt(r);
            if (n >= 0) {
                out.accept(n);
            }
        });
    }

    private void duration(String tag, String label, ToLongFunction<RequestFacts> durationNs) {
        put(tag, label, "ms", "ms", false, Group.CONNECTION, Set.of(), 1, (r, out) -> {
            long ns = durationNs.applyAsLong(r);
            if (has(ns)) {
                out.accept(ns / NS_PER_MS);
            }
        });
    }

    private void put(
            String tag,
            String label,
            String unit,
            String displayUnit,
            boolean biggerIsBetter,
            Group group,
            Set<Need> needs,
            double toMs,
            MetricFormula formula) {
        Set<Flag> flags = group == Group.GENERATOR ? Set.of(Flag.INTERNAL) : Set.of();
        int order = (defined.size() + 1) * 10;
        defined.add(new MetricDefinition(
                tag, label, unit, displayUnit, biggerIsBetter, flags, group, order, needs, toMs, formula));
    }

    private static MetricFormula between(ToLongFunction<RequestFacts> earlier, ToLongFunction<RequestFacts> later) {
        return (r, out) -> {
            long from = earlier.applyAsLong(r);
            long to = later.applyAsLong(r);
            if (has(from) && has(to)) {
                out.accept((to - from) / NS_PER_MS);
            }
        };
    }

    /** A phase of {@link HttpPhases}: absent where its end was before its beginning. */
    private static long phase(long from, long to) {
        long ns = RequestTimings.between(from, to);
        return ns >= 0 ? ns : RequestTimings.ABSENT;
    }

    private static void sendLag(RequestFacts r, DoubleConsumer out) {
        if (has(r.intended()) && has(r.sendStart())) {
            out.accept((r.sendStart() - r.intended()) / NS_PER_US);
        }
    }

    /** (lastToken - firstToken) / (output tokens - tokens in the first chunk). */
    private static void tpot(RequestFacts r, DoubleConsumer out) {
        int later = r.output() - Math.max(1, r.inFirstChunk());
        if (r.output() > 1 && later > 0 && r.contentEvents() > 1 && has(r.firstToken()) && has(r.lastToken())) {
            out.accept((r.lastToken() - r.firstToken()) / NS_PER_MS / later);
        }
    }

    private static void perUser(RequestFacts r, DoubleConsumer out) {
        tpot(r, tpotMs -> {
            if (tpotMs > 0) {
                out.accept(1000 / tpotMs);
            }
        });
    }

    /** (lastToken - firstToken) / (output tokens - 1): what GuideLLM, AIPerf and vLLM print as ITL or TPOT. */
    private static void itl(RequestFacts r, DoubleConsumer out) {
        if (r.output() > 1 && has(r.firstToken()) && has(r.lastToken())) {
            out.accept((r.lastToken() - r.firstToken()) / NS_PER_MS / (r.output() - 1));
        }
    }

    private static void longestGap(RequestFacts r, DoubleConsumer out) {
        if (r.longestGapUs() >= 0) {
            out.accept(r.longestGapUs() / US_PER_MS);
        }
    }

    private static void lengthMismatch(RequestFacts r, DoubleConsumer out) {
        if (r.output() >= 0 && r.requestedOutput() > 0) {
            out.accept((double) (r.output() - r.requestedOutput()) / r.requestedOutput());
        }
    }
}
