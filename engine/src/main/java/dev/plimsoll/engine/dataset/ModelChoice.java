package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.plan.DatasetPlan;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws a model for each conversation by weight: the n-th is the same whatever the rows are and whoever sends them. One thread. */
final class ModelChoice {
    private final List<DatasetPlan.ModelShare> shares;
    private final RandomGenerator random;

    ModelChoice(List<DatasetPlan.ModelShare> shares, long seed) {
        this.shares = shares;
        this.random = Randoms.models(seed);
    }

    /** The turns of the next conversation, all for one model: a server's prefix cache knows what is said before. */
    List<Turn> next(List<Turn> turns) {
        String model = shares.get(Weights.draw(shares, DatasetPlan.ModelShare::weight, random))
                .model();
        return turns.stream().map(turn -> turn.askingFor(model)).toList();
    }
}
