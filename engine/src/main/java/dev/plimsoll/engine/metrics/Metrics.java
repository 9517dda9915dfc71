package dev.plimsoll.engine.metrics;

import static dev.plimsoll.engine.metrics.MetricFormulas.between;
import static dev.plimsoll.engine.metrics.MetricFormulas.count;
import static dev.plimsoll.engine.metrics.MetricFormulas.duration;
import static dev.plimsoll.engine.metrics.MetricFormulas.phase;
import static dev.plimsoll.engine.metrics.MetricFormulas.presentOnly;

import dev.plimsoll.engine.metrics.MetricDefinition.Flag;
import dev.plimsoll.engine.metrics.MetricDefinition.Group;
import dev.plimsoll.engine.metrics.MetricDefinition.Need;
import dev.plimsoll.engine.record.RouterFacts;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * The registry of all metrics of a request, in display order. Definitions and formulas are those of {@code docs/metrics.md}. A formula
 * reads facts of its request and no other metric, so every order of computing is one by needs; within a group, a metric stands behind
 * those it is explained by.
 *
 * <p>{@link #ICL} is the one metric with many values per request; a stage's distribution of it is taken over all gaps, while its
 * value for one request (in an SLO) is the longest gap.
 */
public final class Metrics {
    /** Tag of the distribution over all gaps between content events. */
    public static final String ICL = "icl";

    private static final double MS_PER_US = 1e-3;
    private static final double US_PER_MS = 1e3;

    private static final List<MetricDefinition> ALL = define();
    private static final Map<String, MetricDefinition> BY_TAG =
            ALL.stream().collect(Collectors.toUnmodifiableMap(MetricDefinition::tag, Function.identity()));

    private final List<MetricDefinition> defined = new ArrayList<>();

    private Metrics() {}

    private static List<MetricDefinition> define() {
        Metrics m = new Metrics();
        m.latencies();
        m.generator();
        m.tokens();
        m.connection();
        m.modalities();
        m.router();
        return List.copyOf(m.defined);
    }

    private void latencies() {
        time("ttft", "TTFT", between(RequestFacts::sendStart, RequestFacts::firstToken), Need.STREAM);
        time(
                "ttftFromSchedule",
                "TTFT from schedule",
                between(RequestFacts::intended, RequestFacts::firstToken),
                Need.STREAM);
        time(
                "ttfo",
                "Time to first output token",
                between(RequestFacts::sendStart, RequestFacts::firstOutputToken),
                Need.STREAM);
        time("ttfb", "TTFB", between(RequestFacts::sendStart, RequestFacts::firstByte));
        time("firstEvent", "First event", between(RequestFacts::sendStart, RequestFacts::firstEvent), Need.STREAM);
        time("tpot", "TPOT", MetricFormulas::tpot, Need.STREAM, Need.TOKENS);
        time("itl", "ITL (compatible)", MetricFormulas::itl, Need.STREAM, Need.TOKENS);
        time(ICL, "ICL", MetricFormulas::longestGap, Need.STREAM);
        time("maxStall", "Longest stall", MetricFormulas::longestGap, Need.STREAM);
        time("latency", "Latency", between(RequestFacts::sendStart, RequestFacts::end));
        time("latencyFromSchedule", "Latency from schedule", between(RequestFacts::intended, RequestFacts::end));
        define("timeToError", "Time to error", Group.LATENCY, "ms")
                .flag(Flag.ERROR_ONLY)
                .as(1, MetricFormulas::timeToError);
    }

    private void generator() {
        define("sendLag", "Send lag", Group.GENERATOR, "us")
                .shownIn("µs")
                .flag(Flag.INTERNAL)
                .as(MS_PER_US, MetricFormulas::sendLag);
        define("dispatchLag", "Dispatch lag", Group.GENERATOR, "us")
                .shownIn("µs")
                .flag(Flag.INTERNAL)
                .as(MS_PER_US, MetricFormulas::dispatchLag);
        define("queueTime", "Queued", Group.GENERATOR, "ms")
                .flag(Flag.INTERNAL)
                .as(1, between(RequestFacts::queued, RequestFacts::sendStart));
    }

    private void tokens() {
        tokens("promptTokens", "Prompt tokens", RequestFacts::prompt, Need.TOKENS);
        tokens("outputTokens", "Output tokens", RequestFacts::output, Need.TOKENS);
        define("totalTokens", "Total tokens", Group.TOKENS, "tok")
                .needs(Need.TOKENS)
                .as(0, MetricFormulas::totalTokens);
        tokens("cachedTokens", "Cached prompt tokens", RequestFacts::cached, Need.USAGE);
        tokens("reasoningTokens", "Reasoning tokens", RequestFacts::reasoning, Need.USAGE);
        define("outputTokensPerSecondPerUser", "Output tokens per second per user", Group.TOKENS, "tok/s")
                .needs(Need.STREAM, Need.TOKENS)
                .biggerIsBetter()
                .as(0, MetricFormulas::perUser);
        ratio("outputLengthMismatch", "Output length mismatch", Need.TOKENS, Need.REQUESTED_LENGTH)
                .as(0, MetricFormulas::lengthMismatch);
        define("clientPromptTokens", "Prompt tokens, our count", Group.TOKENS, "tok")
                .needs(Need.CLIENT_COUNT)
                .flag(Flag.INTERNAL)
                .as(0, count(RequestFacts::clientPrompt));
        define("clientOutputTokens", "Output tokens, our count", Group.TOKENS, "tok")
                .needs(Need.CLIENT_COUNT)
                .flag(Flag.INTERNAL)
                .as(0, count(RequestFacts::clientOutput));
        ratio("promptUsageMismatch", "Prompt count mismatch", Need.USAGE, Need.CLIENT_COUNT)
                .flag(Flag.INTERNAL)
                .as(0, MetricFormulas::promptUsageMismatch);
        ratio("usageMismatch", "Output count mismatch", Need.USAGE, Need.CLIENT_COUNT)
                .flag(Flag.INTERNAL)
                .as(0, MetricFormulas::usageMismatch);
        define("streamEvents", "Stream events", Group.TOKENS, "")
                .needs(Need.STREAM)
                .as(0, presentOnly(RequestFacts::events));
        define("tokensPerEvent", "Output tokens per event", Group.TOKENS, "tok")
                .needs(Need.STREAM, Need.TOKENS)
                .as(0, MetricFormulas::tokensPerEvent);
    }

    private void connection() {
        connection("blocked", "Waiting for a connection", duration(RequestFacts::blockedNs));
        connection("connect", "TCP connect", duration(RequestFacts::connectNs));
        connection("tls", "TLS handshake", duration(RequestFacts::tlsNs));
        connection("sending", "Sending", duration(r -> phase(r.sendStart(), r.sendEnd())));
        connection("waiting", "Waiting for the server", duration(r -> phase(r.sendEnd(), r.firstByte())));
        connection("receiving", "Receiving", duration(r -> phase(r.firstByte(), r.end())));
    }

    private void modalities() {
        modality("images", "Images", "", Need.IMAGES)
                .as(0, presentOnly(r -> r.modalities().images()));
        modality("imagePixels", "Image pixels", "px", Need.IMAGES)
                .as(0, presentOnly(r -> r.modalities().imagePixels()));
        modality("imageBytes", "Image bytes", "B", Need.IMAGES)
                .as(0, presentOnly(r -> r.modalities().imageBytes()));
        modality("audioDuration", "Audio", "ms", Need.AUDIO).as(1, MetricFormulas::audioDuration);
        modality("audioBytes", "Audio bytes", "B", Need.AUDIO)
                .as(0, presentOnly(r -> r.modalities().audioBytes()));
        modality("realTimeFactor", "Real-time factor (RTFx)", "", Need.AUDIO)
                .biggerIsBetter()
                .as(0, MetricFormulas::realTimeFactor);
        modality("toolCalls", "Tool calls", "", Need.TOOLS)
                .as(0, presentOnly(r -> r.modalities().toolCalls()));
    }

    private void router() {
        router("routerQueue", "Router: queued", RouterFacts::queuedUs);
        router("routerEvicting", "Router: stopping models", RouterFacts::evictingUs);
        router("routerSpawning", "Router: starting the process", RouterFacts::spawningUs);
        router("routerHealthWait", "Router: waiting for health", RouterFacts::healthUs);
        router("routerWait", "Router wait", RouterFacts::waitUs);
        define("routerProxying", "Router overhead", Group.ROUTER, "us")
                .shownIn("µs")
                .needs(Need.ROUTER)
                .as(MS_PER_US, MetricFormulas.routed(RouterFacts::proxyingUs, 1));
        define("ttftServed", "TTFT once served", Group.ROUTER, "ms")
                .needs(Need.ROUTER, Need.STREAM)
                .as(1, MetricFormulas::ttftServed);
    }

    /** Every metric, in display order. */
    public static List<MetricDefinition> all() {
        return ALL;
    }

    /** The metric with a tag, empty for an unknown one. */
    public static Optional<MetricDefinition> byTag(String tag) {
        return Optional.ofNullable(BY_TAG.get(tag));
    }

    private void time(String tag, String label, MetricFormula formula, Need... needs) {
        define(tag, label, Group.LATENCY, "ms").needs(needs).as(1, formula);
    }

    private void connection(String tag, String label, MetricFormula formula) {
        define(tag, label, Group.CONNECTION, "ms").as(1, formula);
    }

    private void tokens(String tag, String label, ToIntFunction<RequestFacts> tokens, Need need) {
        define(tag, label, Group.TOKENS, "tok").needs(need).as(0, count(tokens));
    }

    private Draft ratio(String tag, String label, Need... needs) {
        return define(tag, label, Group.TOKENS, "ratio").shownIn("%").needs(needs);
    }

    private Draft modality(String tag, String label, String unit, Need need) {
        return define(tag, label, Group.MODALITY, unit).needs(need);
    }

    private void router(String tag, String label, ToLongFunction<RouterFacts> partUs) {
        define(tag, label, Group.ROUTER, "ms").needs(Need.ROUTER).as(1, MetricFormulas.routed(partUs, US_PER_MS));
    }

    private Draft define(String tag, String label, Group group, String unit) {
        return new Draft(tag, label, group, unit);
    }

    /** A metric on its way into the registry. */
    private final class Draft {
        private final String tag;
        private final String label;
        private final Group group;
        private final String unit;
        private String displayUnit;
        private boolean biggerIsBetter;
        private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
        private Set<Need> needs = Set.of();

        Draft(String tag, String label, Group group, String unit) {
            this.tag = tag;
            this.label = label;
            this.group = group;
            this.unit = unit;
            this.displayUnit = unit;
        }

        Draft shownIn(String shown) {
            displayUnit = shown;
            return this;
        }

        Draft flag(Flag flag) {
            flags.add(flag);
            return this;
        }

        Draft needs(Need... what) {
            needs = Set.of(what);
            return this;
        }

        Draft biggerIsBetter() {
            biggerIsBetter = true;
            return this;
        }

        /** Puts it into the registry, behind all before it; {@code toMs} as in {@link MetricDefinition}. */
        void as(double toMs, MetricFormula formula) {
            int order = (defined.size() + 1) * 10;
            defined.add(new MetricDefinition(
                    tag, label, unit, displayUnit, biggerIsBetter, flags, group, order, needs, toMs, formula));
        }
    }
}
