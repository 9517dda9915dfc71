/**
 * Where requests come from. A {@link dev.plimsoll.engine.dataset.Dataset} is read lazily, by one thread of the coordinator, one
 * {@link dev.plimsoll.engine.dataset.Conversation} at a time; each is sent once to the worker that will run it.
 * {@link dev.plimsoll.engine.dataset.Datasets} opens and checks them, {@link dev.plimsoll.engine.dataset.DatasetPreview} shows their
 * first rows as they will be sent.
 *
 * <p>Kinds: generated text of exact token lengths ({@code SyntheticDataset}); requests of traces, with generated text
 * ({@code TraceDataset}); rows ({@code FileDataset}) of files, of the Hugging Face hub ({@code HuggingFaceDataset}: files once they are fetched)
 * and of the workspace ({@code InlineRows}); conversations of files ({@code ConversationsDataset}); mixes of these ({@code MixDataset}); and
 * any of them with a model drawn for each conversation ({@code ByModelDataset}).
 *
 * <p>Rows go from a {@code RowSource} (format and order, opened by {@code RowSources}) through a {@code RowMapper} (columns; {@code Media} for
 * images and recordings; {@code AiperfRow} for rows in AIPerf's formats, whose rules are in {@code AiperfSchema}). JSON is read by Jackson,
 * CSV and Parquet by DuckDB. Conversations go from a {@code RowSource} through a {@code ConversationReader}: a {@code ConversationMapper}, before
 * which a {@code BranchMapper} joins conversations that start one another ({@code BranchIndex}, {@code BranchGate}) into one.
 *
 * <p>A conversation is a list of turns or a graph: a {@code TurnOrder} brings what was written into an order in which parents come first, and
 * a {@link dev.plimsoll.engine.dataset.ConversationGraph} says which turns wait for one and what each is told of those before it.
 *
 * <p>Invariants: given (plan, seed) the sequence of conversations is the same on every machine. Content comes from outside:
 * whoever shows it escapes it.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.dataset;
