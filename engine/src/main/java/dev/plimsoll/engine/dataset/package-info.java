/**
 * Where requests come from. A {@link dev.plimsoll.engine.dataset.Dataset} is read lazily, by one thread of the coordinator, one
 * {@link dev.plimsoll.engine.dataset.Conversation} at a time; each is sent once to the worker that will run it.
 * {@link dev.plimsoll.engine.dataset.Datasets} opens and checks them, {@link dev.plimsoll.engine.dataset.DatasetPreview} shows their
 * first rows as they will be sent.
 *
 * <p>Three kinds: generated text of exact token lengths ({@code SyntheticDataset}), rows of files ({@code FileDataset}), which go from a
 * {@code RowSource} (the order) through a {@code RowMapper} (the columns), and conversations of files ({@code ConversationsDataset}), a line
 * each, which a {@code ConversationMapper} understands. JSONL is read line by line by Jackson, CSV by DuckDB.
 *
 * <p>A conversation is a list of turns or a graph: a {@code TurnOrder} brings what was written into an order in which parents come first, and
 * a {@link dev.plimsoll.engine.dataset.ConversationGraph} says which turns wait for one and what each is told of those before it.
 *
 * <p>Invariants: given (plan, seed) the sequence of conversations is the same on every machine. Content comes from outside:
 * whoever shows it escapes it.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.dataset;
