package dev.plimsoll.engine.router.swap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From a matrix as written to one that can be solved, or all its faults. */
public final class MatrixCompiler {
    private static final Pattern VAR_NAME = Pattern.compile("[a-zA-Z0-9.-]{1,32}");

    private final MatrixDefinition definition;
    private final Set<String> models;
    private final List<MatrixFault> faults = new ArrayList<>();
    private final Map<String, MatrixExpression> parsed = new LinkedHashMap<>();
    private final Map<String, MatrixNode> compiled = new LinkedHashMap<>();
    private final Set<String> broken = new HashSet<>();
    private final Set<String> underWay = new LinkedHashSet<>();

    /**
     * What compiling yields.
     *
     * @param matrix null if there is a fault
     */
    public record Result(@Nullable Matrix matrix, List<MatrixFault> faults) {}

    private MatrixCompiler(MatrixDefinition definition, Collection<String> models) {
        this.definition = definition;
        this.models = new TreeSet<>(models);
    }

    /** Compiles a matrix over these model ids. */
    public static Result compile(MatrixDefinition definition, Collection<String> models) {
        MatrixCompiler compiler = new MatrixCompiler(definition, models);
        compiler.checkVars();
        Map<String, Long> costs = compiler.costs();
        compiler.compileSets();
        List<MatrixFault> faults = List.copyOf(compiler.faults);
        return new Result(faults.isEmpty() ? new Matrix(compiler.compiled, costs) : null, faults);
    }

    private void checkVars() {
        definition.vars().forEach((name, model) -> {
            if (!VAR_NAME.matcher(name).matches()) {
                fault(
                        MatrixFault.Code.VAR_NAME_INVALID,
                        "vars." + name,
                        "a var's name has 1 to 32 letters, digits, '-' or '.'",
                        Set.of());
            }
            if (!models.contains(model)) {
                fault(
                        MatrixFault.Code.VAR_TARGET_UNKNOWN,
                        "vars." + name,
                        "stands for '" + model + "', which is no model",
                        models);
            }
        });
    }

    private Map<String, Long> costs() {
        Map<String, Long> costs = new HashMap<>();
        definition.costs().forEach((name, cost) -> {
            if (cost <= 0) {
                fault(
                        MatrixFault.Code.COST_NOT_POSITIVE,
                        "evict_costs." + name,
                        "must be greater than 0, but is " + cost,
                        Set.of());
            }
            if (isKnown(name)) {
                costs.put(model(name), cost);
            } else {
                fault(
                        MatrixFault.Code.COST_NAME_UNKNOWN,
                        "evict_costs." + name,
                        "'" + name + "' is neither a var nor a model",
                        names());
            }
        });
        return costs;
    }

    private void compileSets() {
        if (definition.sets().isEmpty()) {
            fault(MatrixFault.Code.NO_SETS, "sets", "must name at least one set", Set.of());
        }
        definition.sets().forEach((name, text) -> {
            try {
                parsed.put(name, MatrixParser.parse(text));
            } catch (MatrixParser.SyntaxException e) {
                fault(e.code(), "sets." + name, String.valueOf(e.getMessage()), Set.of());
                broken.add(name);
            }
        });
        definition.sets().keySet().forEach(this::compileSet);
    }

    /** The set's node, behind those of the sets it refers to; null if it or one of them has a fault. */
    private @Nullable MatrixNode compileSet(String name) {
        MatrixNode known = compiled.get(name);
        if (known != null || broken.contains(name)) {
            return known;
        }
        MatrixExpression expression = parsed.get(name);
        if (expression == null) {
            throw new IllegalArgumentException("there is no set " + name);
        }
        underWay.add(name);
        MatrixNode node = compile(name, expression);
        underWay.remove(name);
        if (node == null) {
            broken.add(name);
        } else {
            compiled.put(name, node);
        }
        return node;
    }

    private @Nullable MatrixNode compile(String set, MatrixExpression expression) {
        return switch (expression) {
            case MatrixExpression.Name(String name) -> {
                if (!isKnown(name)) {
                    fault(
                            MatrixFault.Code.UNKNOWN_NAME,
                            "sets." + set,
                            "'" + name + "' is neither a var nor a model",
                            names());
                    yield null;
                }
                yield new MatrixNode.Model(model(name));
            }
            case MatrixExpression.Reference(String name) -> reference(set, name);
            case MatrixExpression.All(List<MatrixExpression> operands) -> {
                List<MatrixNode> nodes = compileAll(set, operands);
                yield nodes.size() == operands.size() ? new MatrixNode.All(nodes) : null;
            }
            case MatrixExpression.Any(List<MatrixExpression> operands) -> {
                List<MatrixNode> nodes = compileAll(set, operands);
                yield nodes.size() == operands.size() ? new MatrixNode.Any(nodes) : null;
            }
        };
    }

    private @Nullable MatrixNode reference(String set, String name) {
        if (!definition.sets().containsKey(name)) {
            fault(
                    MatrixFault.Code.UNKNOWN_SET_REFERENCE,
                    "sets." + set,
                    "'+" + name + "' names no set",
                    definition.sets().keySet());
            return null;
        }
        if (underWay.contains(name)) {
            List<String> circle = new ArrayList<>(underWay);
            circle = circle.subList(circle.indexOf(name), circle.size());
            fault(
                    MatrixFault.Code.REFERENCE_CYCLE,
                    "sets." + set,
                    "refers to itself: " + String.join(" -> ", circle) + " -> " + name,
                    Set.of());
            return null;
        }
        return compileSet(name);
    }

    private List<MatrixNode> compileAll(String set, List<MatrixExpression> operands) {
        List<MatrixNode> nodes = new ArrayList<>();
        for (MatrixExpression operand : operands) {
            MatrixNode node = compile(set, operand);
            if (node != null) {
                nodes.add(node);
            }
        }
        return nodes;
    }

    private boolean isKnown(String name) {
        return definition.vars().containsKey(name) || models.contains(name);
    }

    /** A var goes before a model of the same name. */
    private String model(String name) {
        return definition.vars().getOrDefault(name, name);
    }

    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>(definition.vars().keySet());
        names.addAll(models);
        return names;
    }

    private void fault(MatrixFault.Code code, String path, String what, Set<String> allowed) {
        faults.add(new MatrixFault(code, path, what, List.copyOf(allowed)));
    }
}
