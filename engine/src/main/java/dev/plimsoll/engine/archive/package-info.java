/**
 * What a run leaves behind: the journal while it runs, the run folder, sealing, reopening.
 *
 * <p>Nothing is lost: {@code records.jsonl} is appended by its own thread and forced to disk at least each second; a run that was
 * killed opens as <em>interrupted</em> with every flushed record. {@code records.parquet} grows beside the journal; sealing ends it, writes
 * {@code summary.json} and then removes the journal. Figures of a reopened run come from the same kernel ({@code metrics}) as those of a live one.
 *
 * <p>Three ways in: {@link dev.plimsoll.engine.archive.RunCatalog} lists runs by their heads,
 * {@link dev.plimsoll.engine.archive.RunReader} opens one, {@link dev.plimsoll.engine.archive.RequestQuery} asks for single requests.
 * All of them read files and may be called by any thread but one that draws. What a person wrote about a run
 * ({@link dev.plimsoll.engine.archive.RunNotes}) stands beside it in the folder and never in the sealed files.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.archive;
