package dev.plimsoll.engine.router.swap;

import java.util.List;

/**
 * What a matrix says to one question.
 *
 * @param plan what has to go
 * @param set the set of the winning combination; empty if the target is in no set, or runs already among models that no set holds together
 * @param cost what stopping costs; 0 if the target is in no set, where there is nothing to weigh
 * @param models the winning combination, sorted; the running models if the target is among them
 * @param candidates the best combination of each set that has the target, in the order that decides between equals
 */
record MatrixDecision(
        SwapPlan plan, String set, long cost, List<String> models, List<SwapReason.Candidate> candidates) {}
