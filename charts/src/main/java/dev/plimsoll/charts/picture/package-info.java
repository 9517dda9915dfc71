/**
 * Charts and sheets as pixels: cards with title and legend around a chart, and the PNG and SVG exporters. Works without a display.
 *
 * <p>Threading: stateless; any thread.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.charts.picture;
