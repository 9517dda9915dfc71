package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks through the first rows of files before anything is started. */
final class FileCheck {
    /** Rows that are looked at. */
    static final int CHECKED_ROWS = 1000;

    /** More faults than this are not told one by one. */
    private static final int MOST_TOLD = 50;

    private final DatasetPlan.Files plan;
    private final Acceptance acceptance;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> columnsSeen = new LinkedHashSet<>();

    private FileCheck(DatasetPlan.Files plan, Acceptance acceptance) {
        this.plan = plan;
        this.acceptance = acceptance;
    }

    static List<Problem> of(DatasetPlan.Files plan, Acceptance acceptance) {
        FileCheck check = new FileCheck(plan, acceptance);
        check.targets();
        for (Path file : plan.files()) {
            check.file(file);
        }
        if (check.problems.isEmpty()) {
            check.rows(() -> FileDataset.inOrder(plan));
        }
        return List.copyOf(check.problems);
    }

    /** Rows from elsewhere. */
    static List<Problem> of(DatasetPlan.Files plan, Supplier<RowSource> rows, Acceptance acceptance) {
        FileCheck check = new FileCheck(plan, acceptance);
        check.targets();
        check.rows(rows);
        return List.copyOf(check.problems);
    }

    private void targets() {
        for (String name : plan.columns().keySet()) {
            if (ColumnTarget.of(name) == null) {
                problems.add(Problem.at(
                        "columns." + name, "there is nothing of this name to take from a column", ColumnTarget.keys()));
            }
        }
    }

    private void file(Path file) {
        Problem fault = faultOf(file);
        if (fault != null) {
            problems.add(fault);
        }
    }

    /** Why a file cannot be read, or null. */
    static @Nullable Problem faultOf(Path file) {
        String fault = fault(file);
        return fault == null ? null : new Problem(file.toString(), 0, "", fault, List.of());
    }

    private static @Nullable String fault(Path file) {
        if (!Files.exists(file)) {
            return "there is no such file";
        }
        if (Files.isDirectory(file)) {
            return "is a folder, not a file";
        }
        if (!Files.isReadable(file)) {
            return "cannot be read: no permission";
        }
        try {
            return Files.size(file) == 0 ? "is empty" : null;
        } catch (IOException e) {
            return String.valueOf(ReadTrouble.of(file, e).getMessage());
        }
    }

    private void rows(Supplier<RowSource> opener) {
        RowMapper mapper = new RowMapper(FileDataset.overrides(plan), Tokenizers.of("chars"), null, plan.ignoreEos());
        RowTimes times = new RowTimes(FileDataset.overrides(plan));
        int rows = 0;
        long bad = 0;
        List<Problem> broken = new ArrayList<>();
        try (RowSource source = opener.get()) {
            while (rows < CHECKED_ROWS && (plan.limit() == 0 || rows < plan.limit())) {
                try {
                    Row row = source.next();
                    if (row == null) {
                        break;
                    }
                    columnsSeen.addAll(row.fields().propertyNames());
                    accept(row, mapper.map(row, rows));
                    if (plan.orderedByTime()) {
                        times.of(row);
                    }
                } catch (BadRow e) {
                    bad++;
                    if (broken.size() <= MOST_TOLD) {
                        broken.add(e.problem());
                    }
                }
                rows++;
            }
        } catch (PlimsollException e) {
            problems.addAll(
                    e.problems().isEmpty() ? List.of(Problem.at("", String.valueOf(e.getMessage()))) : e.problems());
            return;
        }
        if (bad > plan.maxBadRows()) {
            broken.forEach(this::add);
        }
        if (rows == 0) {
            problems.add(new Problem(plan.files().getFirst().toString(), 0, "", "holds no rows", List.of()));
        } else {
            namedColumns();
        }
    }

    /** A row that cannot be sent to this target is none that is allowed to be broken. */
    private void accept(Row row, Conversation conversation) {
        for (Turn turn : conversation.turns()) {
            acceptance.refusal(turn).ifPresent(why -> add(row.place().problem("", why)));
        }
    }

    private void add(Problem problem) {
        if (problems.size() < MOST_TOLD) {
            problems.add(problem);
        } else if (problems.size() == MOST_TOLD) {
            problems.add(new Problem(
                    problem.file(), problem.line(), "", "is wrong too, and further rows may be", List.of()));
        }
    }

    private void namedColumns() {
        for (Map.Entry<String, String> named : plan.columns().entrySet()) {
            boolean found = named.getValue().isEmpty()
                    || columnsSeen.stream()
                            .anyMatch(column -> !ColumnMapping.of(
                                            List.of(column), Map.of(ColumnTarget.PROMPT, named.getValue()))
                                    .turnsOf(ColumnTarget.PROMPT)
                                    .isEmpty());
            if (!found) {
                problems.add(Problem.at(
                        "columns." + named.getKey(),
                        "there is no column \"" + named.getValue() + "\" in the first rows",
                        columnsSeen.toArray(String[]::new)));
            }
        }
    }
}
