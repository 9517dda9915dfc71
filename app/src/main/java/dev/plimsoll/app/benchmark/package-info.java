/**
 * The page on which a benchmark is put together: what is loaded with what, in which stages, when a stage stops, what counts as good, and
 * beside it what will happen, computed by the engine itself.
 *
 * <p>Vocabulary: a <em>field</em> shows one value of the document as text; a {@link dev.plimsoll.app.benchmark.Codec} turns one into the
 * other. The document is the only state: a field writes into it with every key, and shows it again once it is left. What cannot be read is
 * written as the text that it is, so that the document's own problems say what is wrong with it, and nothing typed is lost.
 *
 * <p>Types named {@code ...Model}, the codec and the kinds know no scene types. Threading: JavaFX thread, except for what
 * {@link dev.plimsoll.app.benchmark.Forecast} computes, which any thread may.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.app.benchmark;
