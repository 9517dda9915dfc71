/**
 * What a run leaves behind: the journal while it runs, the run folder, sealing, reopening.
 *
 * <p>Nothing is lost: {@code records.jsonl} is appended by its own thread and forced to disk at least each second; a run that was
 * killed opens as <em>interrupted</em> with every flushed record. Sealing writes {@code records.parquet} and {@code summary.json}
 * and then removes the journal. Figures of a reopened run come from the same kernel ({@code metrics}) as those of a live one.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.archive;
