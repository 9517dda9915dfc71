/**
 * Records to figures. One kernel feeds tables, charts, CSV and HTML, so a sealed run shows one p99 everywhere.
 *
 * <p>Definitions are those of the metric glossary ({@code docs/metrics.md}): every percentile is exact (linear interpolation at
 * {@code p/100*(n-1)}), every value finite or absent. Live figures come from merged histograms and are marked as estimates.
 *
 * <p>Threading: builders belong to one thread; summaries are immutable.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.metrics;
