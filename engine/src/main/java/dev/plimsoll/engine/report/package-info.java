/**
 * Exporters: a run to a file that colleagues read. An {@link dev.plimsoll.engine.report.Exporter} is found by
 * {@link java.util.ServiceLoader}; console, JSON and CSV live here, pictures and HTML in {@code charts}, so the engine knows no chart.
 *
 * <p>A table is only declared ({@code ConsoleTable}): what it chooses from, by which flags and groups, and when there is none;
 * {@code ConsoleLayout} makes {@link dev.plimsoll.engine.report.Sheet sheets} of the declarations, for the console and for the page.
 *
 * <p>Everything that came from a server or a dataset is escaped for its format.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.report;
