/**
 * The charts of a run: from its summary and figures to a styled chart with title, legend and what a pointer shows. Nothing here knows
 * where a chart is drawn; pictures, the HTML report and the window draw the same ones.
 *
 * <p>Threading: building may happen on any thread; a built chart belongs to one thread at a time.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.charts.run;
