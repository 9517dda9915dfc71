/**
 * The charts of a run that is on: from a {@code LiveSnapshot} and the stretch of time to show, in the same look as the charts of a
 * sealed run. Everything in them is an estimate until the run is sealed.
 *
 * <p>Threading: preparing a {@code LiveCharts} may happen on any thread and is where the work is; it is immutable. A chart it builds
 * belongs to one thread.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.charts.live;
