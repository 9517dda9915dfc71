/**
 * The page of datasets: where requests come from, with a look at the first of them as they will be sent.
 *
 * <p>Vocabulary: a <em>preview</em> is the engine's look at the first rows; it follows an edit after a short while, off the JavaFX thread,
 * and a later one makes an earlier one void. A <em>length</em> is a distribution of token counts, its
 * <em>shape</em> is which one. A <em>rows table</em> edits a list of objects, a line each. The models hold what is shown and know
 * no scene types. Threading: JavaFX thread; previews come back to it.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.app.dataset;
