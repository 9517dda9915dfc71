/**
 * The Live page: a run while it goes. Headline numbers, charts, verdict so far, objectives, stages, events, and the banner when the
 * server saturates.
 *
 * <p>Vocabulary: a {@code LivePicture} is what the engine tells at one moment; a {@code LiveFace} is everything the page then shows, in
 * words and numbers, made by pure functions; {@code LiveModel} turns the newest picture into a face in the background, one at a time,
 * and drops what it could not keep up with.
 *
 * <p>Threading: model and page belong to the JavaFX thread; faces are made on any thread and are immutable.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.app.live;
