package dev.plimsoll.engine.metrics;

import static dev.plimsoll.engine.record.RequestTimings.has;

import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.RouterFacts;
import dev.plimsoll.engine.record.TokenSource;
import java.util.function.DoubleConsumer;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** The formulas of {@link Metrics}; each gives its value or nothing. Stateless. */
final class MetricFormulas {
    private static final double NS_PER_MS = 1e6;
    private static final double NS_PER_US = 1e3;
    private static final double US_PER_MS = 1e3;

    private MetricFormulas() {}

    /** From one instant to another, ms. */
    static MetricFormula between(ToLongFunction<RequestFacts> earlier, ToLongFunction<RequestFacts> later) {
        return (r, out) -> {
            long from = earlier.applyAsLong(r);
            long to = later.applyAsLong(r);
            if (has(from) && has(to)) {
                out.accept((to - from) / NS_PER_MS);
            }
        };
    }

    /** A duration, ms. */
    static MetricFormula duration(ToLongFunction<RequestFacts> durationNs) {
        return (r, out) -> {
            long ns = durationNs.applyAsLong(r);
            if (has(ns)) {
                out.accept(ns / NS_PER_MS);
            }
        };
    }

    /** A count that is negative where unknown. */
    static MetricFormula count(ToIntFunction<RequestFacts> count) {
        return (r, out) -> {
            int n = count.applyAsInt(r);
            if (n >= 0) {
                out.accept(n);
            }
        };
    }

    /** An amount of something that most requests have none of: absent where it is 0 or unknown. */
    static MetricFormula presentOnly(ToLongFunction<RequestFacts> amount) {
        return (r, out) -> {
            long n = amount.applyAsLong(r);
            if (n > 0) {
                out.accept(n);
            }
        };
    }

    /** A phase of {@link HttpPhases}: absent where its end was before its beginning. */
    static long phase(long from, long to) {
        long ns = RequestTimings.between(from, to);
        return ns >= 0 ? ns : RequestTimings.ABSENT;
    }

    static void sendLag(RequestFacts r, DoubleConsumer out) {
        if (has(r.intended()) && has(r.sendStart())) {
            out.accept((r.sendStart() - r.intended()) / NS_PER_US);
        }
    }

    static void dispatchLag(RequestFacts r, DoubleConsumer out) {
        if (has(r.intended()) && has(r.queued())) {
            out.accept((r.queued() - r.intended()) / NS_PER_US);
        }
    }

    static void timeToError(RequestFacts r, DoubleConsumer out) {
        if (r.status() == RequestStatus.ERRORED && has(r.sendStart()) && has(r.end())) {
            out.accept((r.end() - r.sendStart()) / NS_PER_MS);
        }
    }

    /** (lastToken - firstToken) / (output tokens - tokens in the first chunk). */
    static void tpot(RequestFacts r, DoubleConsumer out) {
        int later = r.output() - Math.max(1, r.inFirstChunk());
        if (r.output() > 1 && later > 0 && r.contentEvents() > 1 && has(r.firstToken()) && has(r.lastToken())) {
            out.accept((r.lastToken() - r.firstToken()) / NS_PER_MS / later);
        }
    }

    static void perUser(RequestFacts r, DoubleConsumer out) {
        tpot(r, tpotMs -> {
            if (tpotMs > 0) {
                out.accept(1000 / tpotMs);
            }
        });
    }

    /** (lastToken - firstToken) / (output tokens - 1): what GuideLLM, AIPerf and vLLM print as ITL or TPOT. */
    static void itl(RequestFacts r, DoubleConsumer out) {
        if (r.output() > 1 && has(r.firstToken()) && has(r.lastToken())) {
            out.accept((r.lastToken() - r.firstToken()) / NS_PER_MS / (r.output() - 1));
        }
    }

    static void longestGap(RequestFacts r, DoubleConsumer out) {
        if (r.longestGapUs() >= 0) {
            out.accept(r.longestGapUs() / US_PER_MS);
        }
    }

    static void totalTokens(RequestFacts r, DoubleConsumer out) {
        if (r.prompt() >= 0 && r.output() >= 0) {
            out.accept((double) r.prompt() + r.output());
        }
    }

    static void lengthMismatch(RequestFacts r, DoubleConsumer out) {
        if (r.output() >= 0) {
            mismatch(r.output(), r.requestedOutput(), out);
        }
    }

    /** The server's count of the output against our tokenizer's; against the content events where there is no tokenizer. */
    static void usageMismatch(RequestFacts r, DoubleConsumer out) {
        if (r.outputSource() == TokenSource.USAGE) {
            mismatch(r.output(), r.clientOutput() >= 0 ? r.clientOutput() : r.contentEvents(), out);
        }
    }

    /** The server's count of the prompt against the dataset's. */
    static void promptUsageMismatch(RequestFacts r, DoubleConsumer out) {
        if (r.promptSource() == TokenSource.USAGE) {
            mismatch(r.prompt(), r.clientPrompt(), out);
        }
    }

    private static void mismatch(int got, int expected, DoubleConsumer out) {
        if (expected > 0) {
            out.accept((double) (got - expected) / expected);
        }
    }

    static void tokensPerEvent(RequestFacts r, DoubleConsumer out) {
        if (r.output() >= 0 && r.contentEvents() > 0) {
            out.accept((double) r.output() / r.contentEvents());
        }
    }

    /** A time that a model router told, us, divided by {@code divisor}; absent where it is negative, which stands for unknown. */
    static MetricFormula routed(ToLongFunction<RouterFacts> timeUs, double divisor) {
        return (r, out) -> {
            RouterFacts routed = r.routed();
            long us = routed == null ? -1 : timeUs.applyAsLong(routed);
            if (us >= 0) {
                out.accept(us / divisor);
            }
        };
    }

    /** TTFT less the router's wait. */
    static void ttftServed(RequestFacts r, DoubleConsumer out) {
        RouterFacts routed = r.routed();
        long waitUs = routed == null ? -1 : routed.waitUs();
        if (waitUs >= 0 && has(r.sendStart()) && has(r.firstToken())) {
            out.accept((r.firstToken() - r.sendStart()) / NS_PER_MS - waitUs / US_PER_MS);
        }
    }

    static void audioDuration(RequestFacts r, DoubleConsumer out) {
        if (r.modalities().audioNs() > 0) {
            out.accept(r.modalities().audioNs() / NS_PER_MS);
        }
    }

    /** Seconds of sound per second of latency. */
    static void realTimeFactor(RequestFacts r, DoubleConsumer out) {
        long latencyNs = RequestTimings.between(r.sendStart(), r.end());
        if (r.modalities().audioNs() > 0 && latencyNs > 0) {
            out.accept((double) r.modalities().audioNs() / latencyNs);
        }
    }
}
