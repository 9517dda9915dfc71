package dev.plimsoll.engine.metrics;

/**
 * The distribution of one metric of one stage as a curve for a CDF chart: at most a few hundred points, the extremes kept.
 *
 * @param stage index
 * @param metric tag
 * @param unit unit of values
 * @param fractions ascending in [0, 1]
 * @param values value at each fraction
 */
public record QuantileCurve(int stage, String metric, String unit, double[] fractions, double[] values) {}
