package dev.plimsoll.engine.router.swap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds, for one question, the combination of an expression that keeps the most of what is worth keeping; among equals the first in order.
 * It never lists the combinations.
 *
 * <p>Only the models that are worth something matter, so a combination is seen as the set of those it keeps. Two facts keep the number of
 * such sets small:
 *
 * <ul>
 *   <li>A model that does not occur outside a part of the expression cannot be kept twice: its worth is added to the part's at once and
 *       the model forgotten. An expression in which no model occurs twice therefore never has more than one set per part, whatever
 *       number of combinations it stands for: {@code (a1 | a2 | ...) & (b1 | b2 | ...) & ...} is solved in linear time.
 *   <li>Of two sets of a part, one that keeps a superset and is worth as much, and stands earlier, makes the other needless in every
 *       context; one that keeps a superset and is worth more does so wherever it stands. An earlier set that keeps less is held on to,
 *       because what it lacks may be added by the rest of the expression, and then the order decides.
 * </ul>
 *
 * The number of sets is exponential only in the number of running models that occur several times in one expression.
 */
final class MatrixSolver {
    private static final long MANY = 1L << 40;

    private final List<String> models;
    private final Worth[] worth;
    private final Map<MatrixNode, long[]> occurrences = new IdentityHashMap<>();

    /**
     * Something to gain: first by cost, between equals by tie. Neither is negative.
     */
    record Worth(long cost, long tie) {
        static final Worth NOTHING = new Worth(0, 0);

        Worth plus(Worth other) {
            return new Worth(cost + other.cost, tie + other.tie);
        }

        int compare(Worth other) {
            return cost != other.cost ? Long.compare(cost, other.cost) : Long.compare(tie, other.tie);
        }
    }

    /** The models of a combination, put together without copying: a model, or two parts. */
    private record Members(String model, List<Members> parts) {}

    /** A kept set of one part of the expression: the models that also occur elsewhere, and the worth of those that do not. */
    private record Kept(BitSet shared, Worth worth, Members members) {}

    /**
     * The best combination.
     *
     * @param models its members, sorted
     */
    record Best(List<String> models, Worth worth) {}

    /**
     * A solver for one question.
     *
     * @param models the models that are worth something
     * @param worth of each
     */
    MatrixSolver(List<String> models, Worth[] worth) {
        this.models = models;
        this.worth = worth.clone();
    }

    /** Whether a model of the question occurs in the expression. */
    boolean mentions(MatrixNode root, String model) {
        return counts(root)[models.indexOf(model)] > 0;
    }

    /** The best combination of the expression. */
    Best best(MatrixNode root) {
        List<Kept> all = kept(root, counts(root), new IdentityHashMap<>());
        Kept best = all.getFirst();
        for (Kept each : all) {
            best = total(each).compare(total(best)) > 0 ? each : best;
        }
        return new Best(List.copyOf(sorted(best.members())), total(best));
    }

    private Worth total(Kept kept) {
        return kept.shared().stream().mapToObj(i -> worth[i]).reduce(kept.worth(), Worth::plus);
    }

    private List<Kept> kept(MatrixNode node, long[] inRoot, Map<MatrixNode, List<Kept>> known) {
        List<Kept> before = known.get(node);
        if (before != null) {
            return before;
        }
        List<Kept> result = switch (node) {
            case MatrixNode.Model model -> List.of(one(model, inRoot));
            case MatrixNode.Any(List<MatrixNode> operands) -> {
                List<Kept> all = new ArrayList<>();
                operands.forEach(each -> all.addAll(kept(each, inRoot, known)));
                yield needed(all, counts(node), inRoot);
            }
            case MatrixNode.All(List<MatrixNode> operands) -> product(operands, inRoot, known);
        };
        known.put(node, result);
        return result;
    }

    private Kept one(MatrixNode.Model model, long[] inRoot) {
        BitSet shared = new BitSet();
        int index = models.indexOf(model.id());
        if (index >= 0) {
            shared.set(index);
        }
        Members members = new Members(model.id(), List.of());
        return settled(new Kept(shared, Worth.NOTHING, members), counts(model), inRoot);
    }

    private List<Kept> product(List<MatrixNode> operands, long[] inRoot, Map<MatrixNode, List<Kept>> known) {
        List<Kept> product = kept(operands.getFirst(), inRoot, known);
        long[] soFar = counts(operands.getFirst()).clone();
        for (MatrixNode operand : operands.subList(1, operands.size())) {
            List<Kept> right = kept(operand, inRoot, known);
            add(soFar, counts(operand));
            List<Kept> united = new ArrayList<>(product.size() * right.size());
            for (Kept one : product) {
                for (Kept other : right) {
                    BitSet shared = (BitSet) one.shared().clone();
                    shared.or(other.shared());
                    united.add(new Kept(
                            shared,
                            one.worth().plus(other.worth()),
                            new Members("", List.of(one.members(), other.members()))));
                }
            }
            product = needed(united, soFar, inRoot);
        }
        return product;
    }

    /** Those that could still win, in order, with all that occurs nowhere else turned into worth. */
    private List<Kept> needed(List<Kept> all, long[] inPart, long[] inRoot) {
        List<Kept> needed = new ArrayList<>();
        for (Kept each : all) {
            Kept candidate = settled(each, inPart, inRoot);
            if (needed.stream().noneMatch(earlier -> keepsAll(earlier, candidate) && atLeast(earlier, candidate))) {
                needed.removeIf(earlier -> keepsAll(candidate, earlier) && !atLeast(earlier, candidate));
                needed.add(candidate);
            }
        }
        return needed;
    }

    private static boolean keepsAll(Kept more, Kept less) {
        if (more.shared().equals(less.shared())) {
            return true;
        }
        BitSet missing = (BitSet) less.shared().clone();
        missing.andNot(more.shared());
        return missing.isEmpty();
    }

    private static boolean atLeast(Kept one, Kept other) {
        return one.worth().compare(other.worth()) >= 0;
    }

    private Kept settled(Kept kept, long[] inPart, long[] inRoot) {
        BitSet shared = kept.shared();
        Worth sum = kept.worth();
        for (int i = shared.nextSetBit(0); i >= 0; i = shared.nextSetBit(i + 1)) {
            if (inPart[i] == inRoot[i] && inRoot[i] < MANY) {
                sum = sum.plus(worth[i]);
                if (shared == kept.shared()) {
                    shared = (BitSet) shared.clone();
                }
                shared.clear(i);
            }
        }
        return new Kept(shared, sum, kept.members());
    }

    /** How often each model of the question occurs below a node, up to {@link #MANY}, beyond which it is only known to be too often. */
    private long[] counts(MatrixNode node) {
        long[] known = occurrences.get(node);
        if (known != null) {
            return known;
        }
        long[] counts = new long[models.size()];
        switch (node) {
            case MatrixNode.Model(String id) -> {
                int index = models.indexOf(id);
                if (index >= 0) {
                    counts[index] = 1;
                }
            }
            case MatrixNode.Any(List<MatrixNode> operands) -> operands.forEach(each -> add(counts, counts(each)));
            case MatrixNode.All(List<MatrixNode> operands) -> operands.forEach(each -> add(counts, counts(each)));
        }
        occurrences.put(node, counts);
        return counts;
    }

    private static void add(long[] sum, long[] more) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] = Math.min(MANY, sum[i] + more[i]);
        }
    }

    private static TreeSet<String> sorted(Members members) {
        TreeSet<String> models = new TreeSet<>();
        Deque<Members> open = new ArrayDeque<>(List.of(members));
        Set<Members> seen = Collections.newSetFromMap(
                new IdentityHashMap<>()); // parts are shared like the references they come from
        while (!open.isEmpty()) {
            Members each = open.pop();
            if (!seen.add(each)) {
                continue;
            }
            if (each.parts().isEmpty()) {
                models.add(each.model());
            } else {
                each.parts().forEach(open::push);
            }
        }
        return models;
    }
}
