package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.problem.Problem;
import java.util.List;

/** A check of a plan that only a later room can make: what an endpoint supports, whether a dataset's columns are there. */
@FunctionalInterface
public interface PlanCheck {
    /**
     * What is wrong with a plan that is otherwise valid. Paths begin with {@code target}, {@code dataset} or a field of the benchmark
     * ({@code target.endpoint}, {@code dataset.columns.prompt}, {@code constraints[0].count}); the compiler turns them into places in
     * the file. One that is already in a file of its own ({@link Problem#file}) is told as it is.
     */
    List<Problem> check(RunPlan plan);

    /**
     * What is wrong with a target by itself, asked of one that its compiler takes, whatever else is wrong in the workspace. Paths as in
     * {@link #check}.
     */
    default List<Problem> ofTarget(TargetPlan target) {
        return List.of();
    }
}
