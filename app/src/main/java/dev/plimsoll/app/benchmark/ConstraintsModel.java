package dev.plimsoll.app.benchmark;

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

    /** Whether a stage of this benchmark has no end of its own: none of its constraints limits it. */
    boolean endless() {
        return all().stream()
                .map(c -> c.path("kind").asString(""))
                .noneMatch(k ->
                        List.of("max_requests", "max_duration", "max_tokens").contains(k));
    }
}
