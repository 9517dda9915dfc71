package dev.plimsoll.engine.router.swap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Keeps what is most expensive to stop: of all declared combinations with the target, the one that leaves the cheapest running models
 * outside.
 *
 * <ol>
 *   <li>A target that runs stops nothing, even if the running models are no declared combination.
 *   <li>A target in no set runs alone: everything stops.
 *   <li>Else the combination with the lowest cost wins, that is the sum over the running models outside it; among equals the
 *       {@link TieBreak} decides, and then the order of definition.
 * </ol>
 *
 * A model that is being stopped already costs nothing and is not stopped again: choosing to keep it would only make somebody else go. If
 * it is outside the winning combination the load waits for its exit.
 */
public final class MatrixSwapper implements Swapper {
    private final Matrix matrix;
    private final TieBreak tieBreak;

    /** A swapper for a matrix. */
    public MatrixSwapper(Matrix matrix, TieBreak tieBreak) {
        this.matrix = matrix;
        this.tieBreak = tieBreak;
    }

    @Override
    public String name() {
        return "matrix";
    }

    @Override
    public SwapPlan plan(String target, List<RunningModel> running) {
        return decide(target, running).plan();
    }

    @Override
    public SwapReason explain(String target, List<RunningModel> running) {
        MatrixDecision decision = decide(target, running);
        List<String> because = new ArrayList<>();
        if (stays(target, running)) {
            because.add(target + " runs already"
                    + (decision.set().isEmpty()
                            ? ", though no set holds all that runs"
                            : "; set " + decision.set() + " holds all that runs"));
        } else if (decision.candidates().isEmpty()) {
            because.add(target + " is in no set and runs alone");
        } else {
            because.add("set " + decision.set() + " keeps " + String.join(", ", decision.models()) + " at a cost of "
                    + decision.cost());
        }
        decision.plan().await().forEach(model -> because.add(model + " is being stopped already"));
        return new SwapReason(decision.plan(), because, decision.candidates());
    }

    @Override
    public SortedMap<String, Long> evictCosts() {
        return matrix.costs();
    }

    @Override
    public Swapper withEvictCosts(Map<String, Long> costs) {
        return new MatrixSwapper(matrix.withCosts(costs), tieBreak);
    }

    MatrixDecision decide(String target, List<RunningModel> running) {
        List<RunningModel> staying = running.stream()
                .filter(each -> !each.leaving() && !each.model().equals(target))
                .toList();
        if (stays(target, running)) {
            List<String> names = running.stream().map(RunningModel::model).toList();
            return new MatrixDecision(SwapPlan.NOTHING, holder(names), 0, names, List.of());
        }
        List<SwapReason.Candidate> candidates = candidates(target, staying);
        if (candidates.isEmpty()) {
            return new MatrixDecision(plan(List.of(target), target, running), "", 0, List.of(target), List.of());
        }
        SwapReason.Candidate winner = candidates.stream()
                .filter(SwapReason.Candidate::chosen)
                .findFirst()
                .orElseThrow();
        return new MatrixDecision(
                plan(winner.models(), target, running), winner.set(), winner.cost(), winner.models(), candidates);
    }

    private static boolean stays(String target, List<RunningModel> running) {
        return running.stream().anyMatch(each -> each.model().equals(target) && !each.leaving());
    }

    private static SwapPlan plan(List<String> kept, String target, List<RunningModel> running) {
        List<String> evict = new ArrayList<>();
        List<String> await = new ArrayList<>();
        for (RunningModel each : running) {
            if (!each.model().equals(target) && !kept.contains(each.model())) {
                (each.leaving() ? await : evict).add(each.model());
            }
        }
        return new SwapPlan(evict, await);
    }

    /** The best combination of each set with the target; exactly one of them is chosen, unless there is none. */
    private List<SwapReason.Candidate> candidates(String target, List<RunningModel> staying) {
        long[] penalties = tieBreak.penalties(staying);
        List<String> models = new ArrayList<>();
        MatrixSolver.Worth[] worth = new MatrixSolver.Worth[staying.size() + 1];
        MatrixSolver.Worth all = MatrixSolver.Worth.NOTHING;
        for (int i = 0; i < staying.size(); i++) {
            models.add(staying.get(i).model());
            worth[i] = new MatrixSolver.Worth(matrix.cost(models.get(i)), penalties[i]);
            all = all.plus(worth[i]);
        }
        models.add(target);
        worth[staying.size()] =
                new MatrixSolver.Worth(all.cost() + 1, 0); // more than all others: the target must be in
        MatrixSolver solver = new MatrixSolver(models, worth);
        List<String> sets = new ArrayList<>();
        List<MatrixSolver.Best> bests = new ArrayList<>();
        int winner = -1;
        for (Map.Entry<String, MatrixNode> set : matrix.sets().entrySet()) {
            if (solver.mentions(set.getValue(), target)) {
                MatrixSolver.Best best = solver.best(set.getValue());
                sets.add(set.getKey());
                bests.add(best);
                if (winner < 0 || best.worth().compare(bests.get(winner).worth()) > 0) {
                    winner = bests.size() - 1;
                }
            }
        }
        List<SwapReason.Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < sets.size(); i++) {
            MatrixSolver.Best best = bests.get(i);
            List<String> evict = staying.stream()
                    .map(RunningModel::model)
                    .filter(model -> !best.models().contains(model))
                    .toList();
            long cost = 2 * all.cost() + 1 - best.worth().cost();
            candidates.add(new SwapReason.Candidate(sets.get(i), best.models(), evict, cost, i == winner));
        }
        return candidates;
    }

    /** The first set with a combination of which all these models are members; empty if there is none. */
    private String holder(List<String> models) {
        MatrixSolver.Worth[] ones = new MatrixSolver.Worth[models.size()];
        Arrays.fill(ones, new MatrixSolver.Worth(1, 0));
        MatrixSolver solver = new MatrixSolver(models, ones);
        return matrix.sets().entrySet().stream()
                .filter(set -> solver.best(set.getValue()).worth().cost() == new TreeSet<>(models).size())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }
}
