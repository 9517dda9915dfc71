package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.dataset.ConversationRow.RowFaults;
import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads all conversations of a dataset before anything is sent. The names of all of them are kept in memory while it does. */
final class ConversationsCheck {
    /** More faults than this are not told one by one. */
    private static final int MOST_TOLD = 50;

    private final DatasetPlan.Conversations plan;
    private final Acceptance acceptance;
    private final List<Problem> problems = new ArrayList<>();
    private long broken;
    private final Map<String, String> places = new HashMap<>();

    private ConversationsCheck(DatasetPlan.Conversations plan, Acceptance acceptance) {
        this.plan = plan;
        this.acceptance = acceptance;
    }

    static List<Problem> of(DatasetPlan.Conversations plan, Acceptance acceptance) {
        ConversationsCheck check = new ConversationsCheck(plan, acceptance);
        for (Path file : plan.files()) {
            Problem fault = FileCheck.faultOf(file);
            if (fault != null) {
                check.problems.add(fault);
            }
        }
        if (check.problems.isEmpty()) {
            check.rows();
        }
        return List.copyOf(check.problems);
    }

    private void rows() {
        ConversationMapper mapper = new ConversationMapper(plan.history(), Tokenizers.of("chars"), null, false);
        try (ConversationRows opened = ConversationRows.open(plan, "sequential", mapper, 0)) {
            RowSource source = opened.source();
            int rows = 0;
            for (Row row = next(source); row != null && problems.size() < MOST_TOLD; row = next(source)) {
                rows++;
                RowFaults faults = new RowFaults(row.place());
                Conversation conversation = opened.reader().map(row, rows, faults);
                distinct(row, faults);
                tell(faults.problems());
                accept(conversation, row);
            }
            if (rows == 0 && problems.isEmpty()) {
                problems.add(
                        new Problem(plan.files().getFirst().toString(), 0, "", "holds no conversations", List.of()));
            }
        } catch (PlimsollException e) {
            problems.addAll(
                    e.problems().isEmpty() ? List.of(Problem.at("", String.valueOf(e.getMessage()))) : e.problems());
        }
        if (problems.size() >= MOST_TOLD) {
            Problem last = problems.getLast();
            problems.add(new Problem(last.file(), last.line(), "", "further lines may be wrong too", List.of()));
        }
    }

    /** Tells what is wrong with one line, unless so many broken ones are allowed. */
    private void tell(List<Problem> faults) {
        if (!faults.isEmpty() && ++broken > plan.maxBadRows()) {
            problems.addAll(faults);
        }
    }

    /** A conversation that cannot be sent to this target is none that is allowed to be broken. */
    private void accept(@Nullable Conversation conversation, Row row) {
        if (conversation != null) {
            RowFaults faults = new RowFaults(row.place());
            faults.conversation(
                    row.fields().path("id").asString("line " + row.place().line()));
            for (Turn turn : conversation.turns()) {
                acceptance.refusal(turn).ifPresent(why -> faults.add(turn.index(), why));
            }
            problems.addAll(faults.problems());
        }
    }

    /** The next row that is a JSON object; what is none is told. */
    private @Nullable Row next(RowSource source) {
        while (problems.size() < MOST_TOLD) {
            try {
                return source.next();
            } catch (BadRow e) {
                tell(List.of(e.problem()));
            }
        }
        return null;
    }

    private void distinct(Row row, RowFaults faults) {
        if (Dialogue.isOne(row.fields())) {
            return; // public data has names of its own
        }
        String name = row.fields()
                .path(ConversationRow.isAiperf(row.fields()) ? "session_id" : "id")
                .asString("");
        String place = row.place().file() + ":" + row.place().line();
        String before = name.isEmpty() ? null : places.putIfAbsent(name, place);
        if (before != null) {
            faults.add("there already is a conversation of this name, " + before);
        }
    }
}
