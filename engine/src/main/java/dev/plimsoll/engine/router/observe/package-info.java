/**
 * What the router saw, as data: the life of each model, each swap with its parts, each request with its phases.
 *
 * <p>The same records go to the event stream of the running router, to {@code router.jsonl} in a run's folder, and from there into
 * figures and charts; nothing is inferred from an answer's text.
 *
 * <p>Vocabulary: a request is <em>queued</em> while no swap for it has begun; then its swap is <em>evicting</em> (models are being
 * stopped), <em>spawning</em> (its process is being started) and in <em>health wait</em> (it does not answer 200 yet); then it is
 * <em>served</em>. What the router itself adds is from its hand-over until the request is on its way to the model's server.
 *
 * <p>{@link dev.plimsoll.engine.router.observe.RouterFigures} turns a log into figures of a window of time; a run's are computed from its
 * {@code router.jsonl} whenever its stages are sealed, reopened without a summary, or cut again.
 *
 * <p>{@link dev.plimsoll.engine.router.observe.PolicyPrediction} lets the simulation write such a log too, so that what it foretells of a policy
 * is told by the same code as what was measured.
 *
 * <p>A {@link dev.plimsoll.engine.router.observe.RouterTimeline} lays them out to be drawn.
 *
 * <p>Times are nanoseconds of one monotonic clock whose zero the router's starter chooses; inside a run they are run time.
 *
 * <p>Threading: immutable data and pure functions, unless a type says otherwise.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.router.observe;
