/**
 * The parts every chart is built from, on top of JFreeChart: immutable data, axes with round ticks, line and band renderers, and marks
 * (objective, load line, saturation, stages, empty state). Rows with names instead of an axis of numbers hold the timeline of a router's models, lying
 * bars and the table of what swaps cost.
 *
 * <p>No part creates chart entities; who needs the point under a pointer asks {@code ChartView.hover}. A value that is absent is NaN
 * in here and nowhere else, because that is how JFreeChart marks a gap.
 *
 * <p>Threading: a chart belongs to one thread at a time; data never changes once given.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.charts.plot;
