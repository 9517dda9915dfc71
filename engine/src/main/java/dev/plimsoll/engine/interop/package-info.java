/**
 * Other programs' result files, as runs to compare with. A {@link dev.plimsoll.engine.interop.ResultImporter} reads one program's files
 * and is found by {@link java.util.ServiceLoader}; {@link dev.plimsoll.engine.interop.ResultImporters} picks the one that knows a file,
 * opens it as it is, or keeps it as a run folder among a workspace's runs.
 *
 * <p>A figure is taken over as ours only where it is defined alike. What another program defines otherwise stands under its own name, in
 * {@link dev.plimsoll.engine.metrics.StageSummary#compat}, and what it did not measure is absent. {@code docs/formats/imports.md} lists
 * both.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.interop;
