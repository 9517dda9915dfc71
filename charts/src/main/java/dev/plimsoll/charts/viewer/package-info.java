/**
 * The charts in a window: a JavaFX node that draws what {@code run} builds, the same as pictures and the HTML report show, with zoom,
 * crosshair, selection and a menu. The only package of this module that knows JavaFX; everything else works without it.
 *
 * <p>Vocabulary: a {@code ChartSource} builds a chart in a style; a {@code ChartPane} shows one; panes of one {@code ChartGroup} share
 * their zoom in x and their crosshair. What leaves the pane (files, clipboard) goes through {@code ChartExports}, which the window
 * hands in; what a user picks goes to {@code ChartSelection}.
 *
 * <p>Threading: the JavaFX application thread. Contents of a {@code ChartFile} are made on any thread.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.charts.viewer;
