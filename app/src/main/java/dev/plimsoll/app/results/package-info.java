/**
 * The page of results: the runs of a workspace as a list, and one run with its verdict, load line, stages, charts, requests, errors and
 * set-up.
 *
 * <p>Vocabulary: a <em>run page</em> shows one {@link dev.plimsoll.engine.archive.ArchivedRun}. The <em>scope</em> is what its requests
 * are narrowed to: a stage, a piece of run time picked in a chart, a filter that was typed. A request <em>slot</em> is a row of a table
 * whose content arrives later, so that a million rows never are in memory at once.
 *
 * <p>Threading: everything is confined to the JavaFX thread; whatever reads or writes files happens on virtual threads and comes back.
 * Types named {@code ...Model} know no scene.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.app.results;
