/**
 * A small writer of SVG behind {@link java.awt.Graphics2D}: what JFreeChart and our cards draw, and no more. Text stays text (inline
 * in HTML, where the page brings the font) or becomes outlines (a file of its own, which must look the same everywhere). Colours may
 * become CSS variables, so that a page can change its theme.
 *
 * <p>Threading: a graphics belongs to one thread.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.charts.svg;
