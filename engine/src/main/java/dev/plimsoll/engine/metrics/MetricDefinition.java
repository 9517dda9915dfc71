package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.record.RequestRecord;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * One metric: everything that tables, charts, files and the glossary need to know of it. Immutable, any thread.
 *
 * @param tag stable name in files: {@code ttft}
 * @param label name for people: {@code TTFT}
 * @param unit unit in files: {@code ms}
 * @param displayUnit unit as shown: {@code µs} for {@code us}
 * @param biggerIsBetter which direction is good
 * @param flags who should not see it by default
 * @param group console table it belongs to
 * @param displayOrder rank in tables, ascending
 * @param needs what the endpoint must deliver for it to exist
 * @param toMs factor from {@code unit} to ms for metrics that are durations, else 0
 * @param formula value of one request
 */
public record MetricDefinition(
        String tag,
        String label,
        String unit,
        String displayUnit,
        boolean biggerIsBetter,
        Set<Flag> flags,
        Group group,
        int displayOrder,
        Set<Need> needs,
        double toMs,
        MetricFormula formula) {
    public MetricDefinition {
        flags = Set.copyOf(flags);
        needs = Set.copyOf(needs);
    }

    /** Who should not see a metric by default. */
    public enum Flag {
        /** For the judgement of the measurement (its generator, its counts), not of the server. */
        INTERNAL,
        /** Its definition may still change. */
        EXPERIMENTAL,
        /** Exists for failed requests only; a stage's distribution of it is taken over those. */
        ERROR_ONLY
    }

    /** Table on the console. */
    public enum Group {
        LATENCY,
        TOKENS,
        CONNECTION,
        MODALITY,
        /** What a model router in front of the server told. */
        ROUTER,
        GENERATOR
    }

    /** What the endpoint must deliver. */
    public enum Need {
        /** A streamed answer. */
        STREAM,
        /** Output tokens. */
        TOKENS,
        /** The server's own usage report. */
        USAGE,
        /** A wish for the length of the output. */
        REQUESTED_LENGTH,
        /** A tokenizer of our own, or a count by the dataset. */
        CLIENT_COUNT,
        /** Images in the requests. */
        IMAGES,
        /** Recordings in the requests. */
        AUDIO,
        /** Answers that call tools. */
        TOOLS,
        /** A model router in front of the server that tells where a request's time went. */
        ROUTER
    }

    /** The metric of one request, in {@link #unit}; absent where its definition says so. */
    public OptionalDouble valueOf(RequestRecord request) {
        return valueOf(RequestFacts.of(request));
    }

    OptionalDouble valueOf(RequestFacts request) {
        OneValue one = new OneValue();
        formula.value(request, one);
        return one.present ? OptionalDouble.of(one.value) : OptionalDouble.empty();
    }

    /** Catches the value of one request; reusable. */
    static final class OneValue implements java.util.function.DoubleConsumer {
        boolean present;
        double value;

        @Override
        public void accept(double v) {
            present = true;
            value = v;
        }
    }
}
