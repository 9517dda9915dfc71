package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.problem.Problem;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Rows that are written in the workspace, in memory. */
final class InlineRows implements RowSource {
    private final DatasetPlan.Inline plan;
    private final boolean withReplacement;
    private final @Nullable RandomGenerator random;
    private final int count;
    private final int[] order;
    private int used;

    /** The rows as they are written. */
    static InlineRows inOrder(DatasetPlan.Inline plan) {
        return new InlineRows(plan, "sequential", 0);
    }

    /** The rows in an order: {@code sequential}, {@code shuffle} or {@code random}. */
    InlineRows(DatasetPlan.Inline plan, String order, long seed) {
        this.plan = plan;
        this.withReplacement = order.equals("random");
        this.random = order.equals("sequential") ? null : Randoms.order(seed);
        long limit = plan.rows().limit();
        this.count = (int)
                (limit == 0
                        ? plan.elements().size()
                        : Math.min(limit, plan.elements().size()));
        this.order = new int[count];
        for (int i = 0; i < count; i++) {
            this.order[i] = i;
        }
        rewind();
    }

    @Override
    public @Nullable Row next() throws BadRow {
        if (used == count) {
            return null;
        }
        RandomGenerator drawn = random;
        int number = order[withReplacement && drawn != null ? drawn.nextInt(count) : used];
        used++;
        Place place = new Place(plan.folder().resolve("rows"), number);
        JsonNode row = JsonRow.MAPPER.readTree(plan.elements().get(number));
        if (row.isString()) {
            return TextRow.of(place, row.stringValue());
        }
        return new Row(place, (ObjectNode) row);
    }

    @Override
    public void rewind() {
        used = 0;
        RandomGenerator drawn = random;
        if (drawn != null && !withReplacement) {
            for (int i = count - 1; i > 0; i--) {
                int other = drawn.nextInt(i + 1);
                int swapped = order[i];
                order[i] = order[other];
                order[other] = swapped;
            }
        }
    }

    @Override
    public void close() {}

    /** An element of {@code rows} in the workspace; its file names the folder in which paths begin. */
    private record Place(Path file, int number) implements Row.Place {
        @Override
        public long line() {
            return number + 1L;
        }

        @Override
        public Problem problem(String field, String what) {
            return Problem.at("rows[" + number + "]" + (field.isEmpty() ? "" : "." + field), what);
        }
    }
}
