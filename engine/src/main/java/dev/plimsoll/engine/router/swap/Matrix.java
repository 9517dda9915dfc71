package dev.plimsoll.engine.router.swap;

import java.math.BigInteger;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Which models may run together, and what stopping each of them costs: a matrix that was found to be without fault by
 * {@link MatrixCompiler}.
 *
 * <p>Each combination means "any subset of these may run". Sets stand in the order that decides between equals: the file's, except that a
 * set comes after those it refers to.
 */
public final class Matrix {
    private final Map<String, MatrixNode> sets;
    private final Map<String, Long> costs;

    Matrix(Map<String, MatrixNode> sets, Map<String, Long> costs) {
        this.sets = Collections.unmodifiableMap(new LinkedHashMap<>(sets));
        this.costs = Map.copyOf(costs);
    }

    /** The sets' names, in the order that decides between equals. */
    public List<String> setNames() {
        return List.copyOf(sets.keySet());
    }

    /** How many combinations a set stands for, counting equal ones as often as they occur. */
    public BigInteger combinations(String set) {
        return count(node(set), new IdentityHashMap<>());
    }

    /** A set's first combinations in order, each sorted by model id. */
    public List<Set<String>> firstCombinations(String set, int limit) {
        return node(set).expand(limit);
    }

    Map<String, MatrixNode> sets() {
        return sets;
    }

    /** What stopping the model costs; at least 1. */
    long cost(String model) {
        return costs.getOrDefault(model, 1L);
    }

    /** What stopping each model costs that is in a set or has a cost. */
    SortedMap<String, Long> costs() {
        SortedMap<String, Long> all = new TreeMap<>(costs);
        Set<MatrixNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        sets.values().forEach(set -> models(set, seen, model -> all.put(model, cost(model))));
        return all;
    }

    /** The same sets, with these costs before those there are. */
    Matrix withCosts(Map<String, Long> other) {
        Map<String, Long> all = new HashMap<>(costs);
        all.putAll(other);
        return new Matrix(sets, all);
    }

    private static void models(MatrixNode node, Set<MatrixNode> seen, Consumer<String> to) {
        if (!seen.add(node)) {
            return;
        }
        switch (node) {
            case MatrixNode.Model(String id) -> to.accept(id);
            case MatrixNode.Any(List<MatrixNode> operands) -> operands.forEach(each -> models(each, seen, to));
            case MatrixNode.All(List<MatrixNode> operands) -> operands.forEach(each -> models(each, seen, to));
        }
    }

    private MatrixNode node(String set) {
        MatrixNode node = sets.get(set);
        if (node == null) {
            throw new IllegalArgumentException("there is no set " + set);
        }
        return node;
    }

    private static BigInteger count(MatrixNode node, Map<MatrixNode, BigInteger> known) {
        BigInteger before = known.get(node);
        if (before != null) {
            return before;
        }
        BigInteger count = switch (node) {
            case MatrixNode.Model _ -> BigInteger.ONE;
            case MatrixNode.Any(List<MatrixNode> operands) ->
                operands.stream().map(each -> count(each, known)).reduce(BigInteger.ZERO, BigInteger::add);
            case MatrixNode.All(List<MatrixNode> operands) ->
                operands.stream().map(each -> count(each, known)).reduce(BigInteger.ONE, BigInteger::multiply);
        };
        known.put(node, count);
        return count;
    }
}
