package dev.plimsoll.engine.router.control;

import dev.plimsoll.engine.router.observe.RequestPhases;
import dev.plimsoll.engine.router.schedule.Failure;

/**
 * One request as the loop sees it: whoever sent it, told what becomes of it. Exactly one of {@link #refused}, {@link #serve} (accepted) and
 * {@link #failed} is the last thing it hears, unless it has gone.
 *
 * <p>Threading: called on the loop's thread; must not block.
 */
public interface Caller {
    /** It has a slot; false if it has gone. */
    boolean admitted();

    /**
     * It has no slot; over.
     *
     * @param phases as for {@link #failed}; it waited as long as the loop was busy with others
     * @return the HTTP status that the client gets; 0 if it has gone
     */
    int refused(Failure failure, RequestPhases phases);

    /** Where it stands in the queue, from 1; only the latest counts. */
    void position(int position);

    /**
     * Its model is ready and its turn has come. Whoever accepts must end it once, by {@code RouterLoop.ended}.
     *
     * @param phases its phases so far: known up to {@link RequestPhases#servedAtNs}, absent from there on
     * @return false if it has gone
     */
    boolean serve(RequestPhases phases);

    /**
     * It was admitted and its model never gets it; over.
     *
     * @param phases where its wait went, so that the answer can tell: {@link RequestPhases#endedAtNs} is known, nothing from {@link
     *     RequestPhases#servedAtNs} on
     * @return the HTTP status that the client gets; 0 if it has gone
     */
    int failed(Failure failure, RequestPhases phases);
}
