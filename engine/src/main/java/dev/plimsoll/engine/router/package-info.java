/**
 * Local model servers behind one port: started on demand, swapped when memory holds only some of them.
 *
 * <p><em>In which order</em> requests are served ({@link dev.plimsoll.engine.router.schedule.SwapScheduler}) and <em>what</em> is stopped
 * to make room ({@link dev.plimsoll.engine.router.swap.Swapper}) are two exchangeable policies, both pure: they start no thread, do no
 * I/O, read no clock. The same classes decide in the running router, in the simulation that predicts it, and in the tests that replay it.
 *
 * <p>Sub-rooms, each importing only those before it: {@code process} (one model server and its states), {@code swap} (who makes room),
 * {@code schedule} (who is next), {@code config} (llama-swap's YAML), {@code simulation} (what a policy would do with a trace), {@code observe}
 * (what the router saw, as data), {@code control} (the loop that carries out decisions), {@code proxy} (what goes over the wire).
 *
 * <p>Vocabulary: a <em>swap</em> stops some models and brings one to ready; a <em>load</em> is the second half of it. A request is
 * <em>admitted</em> (it has a slot), then <em>queued</em> or <em>waiting</em> for a load, then <em>served</em>.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.router;
