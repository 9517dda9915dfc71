package dev.plimsoll.charts.viewer;

/**
 * One way to draw the chart of a pane, offered in its menu.
 *
 * @param label what it shows
 * @param source builds it
 */
public record ChartChoice(String label, ChartSource source) {}
