package dev.plimsoll.app.benchmark;

import dev.plimsoll.engine.plan.PlanCompiler;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The constraints of the selected benchmark, in order: adding, removing, moving. */
final class ConstraintsModel {
    static final String FIELD = "constraints";

    private final BenchmarkModel benchmark;

    ConstraintsModel(BenchmarkModel benchmark) {
        this.benchmark = benchmark;
    }

    /** The constraints as written. */
    List<JsonNode> all() {
        return benchmark.elements(FIELD);
    }

    /** Adds one at the end. */
    void add(ConstraintKind kind) {
        List<JsonNode> changed = new ArrayList<>(all());
        changed.add(kind.create());
        benchmark.setAll("Add constraint", FIELD, changed);
    }

    /** Removes one. */
    void remove(int index) {
        List<JsonNode> changed = new ArrayList<>(all());
        changed.remove(index);
        benchmark.setAll("Remove constraint", FIELD, changed);
    }

    /** Moves one to another place; nothing where that is none. */
    void move(int from, int to) {
        List<JsonNode> changed = new ArrayList<>(all());
        if (from == to || to < 0 || to >= changed.size()) {
            return;
        }
        changed.add(to, changed.remove(from));
        benchmark.setAll("Move constraint", FIELD, changed);
    }

    /** The benchmark's grace period as text, empty for none. */
    String grace() {
        JsonNode grace = benchmark.value("gracePeriod");
        return grace == null || grace.isNumber() && grace.doubleValue() == 0 ? "" : Codec.SECONDS.write(grace);
    }

    /** Whether nothing ends a stage: neither a constraint nor the end of its data. */
    boolean endless() {
        String at = benchmark.path(FIELD);
        return benchmark.present()
                && PlanCompiler.warnings(benchmark.file()).stream()
                        .anyMatch(w -> w.path().equals(at));
    }
}
