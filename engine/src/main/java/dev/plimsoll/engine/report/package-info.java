/**
 * Exporters: a run to a file that colleagues read. An {@link dev.plimsoll.engine.report.Exporter} is found by
 * {@link java.util.ServiceLoader}; console, JSON and CSV live here, pictures and HTML in {@code charts}, so the engine knows no chart.
 *
 * <p>Everything that came from a server or a dataset is escaped for its format.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.report;
