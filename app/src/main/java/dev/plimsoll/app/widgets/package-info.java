/**
 * The controls that pages are built from, so that every page has one hand: {@link dev.plimsoll.app.widgets.Page} itself, cards, tiles,
 * chips, banners, form fields, list columns, tables, empty states, icons and the mark.
 *
 * <p>Vocabulary: a <em>tone</em> is a role of colour (success, warning, danger, accent, load, muted), never a colour. Sizes and colours
 * are in {@code plimsoll.css} and {@code widgets.css}; code sets structure and words. Threading: JavaFX thread.
 *
 * <p>Layout widths: below {@link dev.plimsoll.app.widgets.Widths#NARROW} side columns fold, below
 * {@link dev.plimsoll.app.widgets.Widths#COMPACT} the rail has icons only and list columns become drop-downs.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.app.widgets;
