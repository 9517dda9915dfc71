package dev.plimsoll.engine.router.swap;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** An expression with its names resolved; a reference is the node of the set it names, so that nodes form a graph without cycles. */
sealed interface MatrixNode {

    /** One combination of one model. */
    record Model(String id) implements MatrixNode {}

    /** Each with each. */
    record All(List<MatrixNode> operands) implements MatrixNode {}

    /** One after another. */
    record Any(List<MatrixNode> operands) implements MatrixNode {}

    /** The node's first combinations, in order; equal ones are not merged. */
    default List<Set<String>> expand(int limit) {
        List<Set<String>> combinations = new ArrayList<>();
        switch (this) {
            case Model(String id) -> combinations.add(new TreeSet<>(Set.of(id)));
            case Any(List<MatrixNode> operands) -> {
                for (MatrixNode operand : operands) {
                    combinations.addAll(operand.expand(limit - combinations.size()));
                    if (combinations.size() == limit) {
                        break;
                    }
                }
            }
            case All(List<MatrixNode> operands) -> {
                combinations.add(new TreeSet<>());
                for (MatrixNode operand : operands) {
                    combinations = product(combinations, operand.expand(limit), limit);
                }
            }
        }
        return combinations;
    }

    private static List<Set<String>> product(List<Set<String>> left, List<Set<String>> right, int limit) {
        List<Set<String>> product = new ArrayList<>();
        for (Set<String> one : left) {
            for (Set<String> other : right) {
                if (product.size() == limit) {
                    return product;
                }
                Set<String> union = new TreeSet<>(one);
                union.addAll(other);
                product.add(union);
            }
        }
        return product;
    }
}
