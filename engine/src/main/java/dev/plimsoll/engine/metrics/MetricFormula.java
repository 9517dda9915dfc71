package dev.plimsoll.engine.metrics;

import java.util.function.DoubleConsumer;

/** A metric of one request. Gives its value to {@code out}, or nothing where the request has none: absent, never NaN. */
@FunctionalInterface
public interface MetricFormula {
    /** Computes the metric. */
    void value(RequestFacts request, DoubleConsumer out);
}
