package dev.plimsoll.engine.router.swap;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A matrix as somebody wrote it.
 *
 * @param vars short names for model ids
 * @param costs what stopping a model costs, by var or model id; absent is 1
 * @param sets expressions by name; their order decides between equals
 */
public record MatrixDefinition(Map<String, String> vars, Map<String, Long> costs, Map<String, String> sets) {
    public MatrixDefinition {
        vars = ordered(vars);
        costs = ordered(costs);
        sets = ordered(sets);
    }

    private static <V> Map<String, V> ordered(Map<String, V> given) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(given));
    }
}
