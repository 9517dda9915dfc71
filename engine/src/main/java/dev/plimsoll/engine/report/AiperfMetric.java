package dev.plimsoll.engine.report;

import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.TokenCounts;
import java.util.OptionalDouble;

/**
 * A metric of one request as AIPerf defines it, in the unit its files show. Its latency ends with the last content, ours with the end of
 * the answer (docs/metrics.md, "Beside other tools").
 */
enum AiperfMetric {
    REQUEST_LATENCY("request_latency", "ms") {
        @Override
        OptionalDouble of(RequestRecord request) {
            return ms(latencyNs(request));
        }
    },
    TIME_TO_FIRST_TOKEN("time_to_first_token", "ms") {
        @Override
        OptionalDouble of(RequestRecord request) {
            return ms(ttftNs(request));
        }
    },
    TIME_TO_SECOND_TOKEN("time_to_second_token", "ms") {
        @Override
        OptionalDouble of(RequestRecord request) {
            int[] deltasUs = request.contentDeltasUs();
            return deltasUs.length < 2 ? OptionalDouble.empty() : OptionalDouble.of(deltasUs[1] / US_PER_MS);
        }
    },
    TIME_TO_FIRST_OUTPUT_TOKEN("time_to_first_output_token", "ms") {
        @Override
        OptionalDouble of(RequestRecord request) {
            RequestTimings times = request.timings();
            return ms(RequestTimings.between(times.sendStart(), times.firstOutputToken()));
        }
    },
    INTER_TOKEN_LATENCY("inter_token_latency", "ms") {
        @Override
        OptionalDouble of(RequestRecord request) {
            return perToken(request, request.tokens().output() - 1);
        }
    },
    DECODE_DURATION("decode_duration", "ms") {
        @Override
        OptionalDouble of(RequestRecord request) {
            return perToken(request, 1);
        }
    },
    OUTPUT_TOKEN_THROUGHPUT_PER_USER("output_token_throughput_per_user", "tokens/sec/user") {
        @Override
        OptionalDouble of(RequestRecord request) {
            return ratio(1000, INTER_TOKEN_LATENCY.of(request));
        }
    },
    E2E_OUTPUT_TOKEN_THROUGHPUT("e2e_output_token_throughput", "tokens/sec/user") {
        @Override
        OptionalDouble of(RequestRecord request) {
            int output = request.tokens().output();
            return output < 0 ? OptionalDouble.empty() : ratio(1000.0 * output, REQUEST_LATENCY.of(request));
        }
    },
    PREFILL_THROUGHPUT_PER_USER("prefill_throughput_per_user", "tokens/sec/user") {
        @Override
        OptionalDouble of(RequestRecord request) {
            int prompt = request.tokens().prompt();
            return prompt < 0 ? OptionalDouble.empty() : ratio(1000.0 * prompt, TIME_TO_FIRST_TOKEN.of(request));
        }
    },
    INPUT_SEQUENCE_LENGTH("input_sequence_length", "tokens") {
        @Override
        OptionalDouble of(RequestRecord request) {
            return tokens(request.tokens().prompt());
        }
    },
    OUTPUT_SEQUENCE_LENGTH("output_sequence_length", "tokens") {
        @Override
        OptionalDouble of(RequestRecord request) {
            return tokens(request.tokens().output());
        }
    },
    OUTPUT_TOKEN_COUNT("output_token_count", "tokens") {
        @Override
        OptionalDouble of(RequestRecord request) {
            TokenCounts counts = request.tokens();
            return tokens(counts.output() < 0 ? -1 : Math.max(0, counts.output() - Math.max(0, counts.reasoning())));
        }
    },
    REASONING_TOKEN_COUNT("reasoning_token_count", "tokens") {
        @Override
        OptionalDouble of(RequestRecord request) {
            return tokens(request.tokens().reasoning());
        }
    },
    USAGE_PROMPT_CACHE_READ_TOKENS("usage_prompt_cache_read_tokens", "tokens") {
        @Override
        OptionalDouble of(RequestRecord request) {
            return tokens(request.tokens().cached());
        }
    },
    OSL_MISMATCH_DIFF_PCT("osl_mismatch_diff_pct", "%") {
        @Override
        OptionalDouble of(RequestRecord request) {
            TokenCounts counts = request.tokens();
            return counts.output() < 0 || counts.requestedOutput() <= 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(
                            100.0 * (counts.output() - counts.requestedOutput()) / counts.requestedOutput());
        }
    };

    private static final double NS_PER_MS = 1e6;
    private static final double US_PER_MS = 1e3;

    private final String tag;
    private final String unit;

    AiperfMetric(String tag, String unit) {
        this.tag = tag;
        this.unit = unit;
    }

    /** Its name in files. */
    String tag() {
        return tag;
    }

    /** The unit of its values. */
    String unit() {
        return unit;
    }

    /** Its value for a completed request, absent where it does not exist. */
    abstract OptionalDouble of(RequestRecord request);

    /** From the send to the last content; of an answer that was not streamed, to its end. */
    static long latencyNs(RequestRecord request) {
        RequestTimings times = request.timings();
        long streamed = RequestTimings.between(times.sendStart(), times.lastToken());
        return RequestTimings.has(streamed) ? streamed : RequestTimings.between(times.sendStart(), times.end());
    }

    private static long ttftNs(RequestRecord request) {
        return RequestTimings.between(
                request.timings().sendStart(), request.timings().firstToken());
    }

    /** (latency - TTFT) / parts; needs a stream. */
    private static OptionalDouble perToken(RequestRecord request, int parts) {
        long ttft = ttftNs(request);
        return !RequestTimings.has(ttft) || parts < 1
                ? OptionalDouble.empty()
                : OptionalDouble.of((latencyNs(request) - ttft) / NS_PER_MS / parts);
    }

    private static OptionalDouble ratio(double part, OptionalDouble whole) {
        return whole.isEmpty() || whole.getAsDouble() <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(part / whole.getAsDouble());
    }

    private static OptionalDouble ms(long ns) {
        return RequestTimings.has(ns) ? OptionalDouble.of(ns / NS_PER_MS) : OptionalDouble.empty();
    }

    private static OptionalDouble tokens(int count) {
        return count < 0 ? OptionalDouble.empty() : OptionalDouble.of(count);
    }
}
