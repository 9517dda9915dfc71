package dev.plimsoll.app.results;

import dev.plimsoll.engine.archive.RequestCondition;
import dev.plimsoll.engine.archive.RequestExpression;
import dev.plimsoll.engine.archive.RequestFilter;
import dev.plimsoll.engine.archive.RequestQuery;
import dev.plimsoll.engine.archive.RequestSort;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.report.Numbers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a run within a scope, sorted, page by page. Queries run on one other thread, one after another; an answer to a
 * question that is no longer asked is thrown away.
 */
final class RequestsModel {
    /** Pages that wait to be read; those asked for before are no longer looked at. */
    private static final int MOST_WAITING = 6;

    private static final int MOST_NAMED = 18;

    private final RunModel run;
    private final Supplier<RequestQuery> opener;
    private final Executor reader;
    private final Executor fx;
    private final ReadOnlyObjectWrapper<PagedSlots> rows = new ReadOnlyObjectWrapper<>(new PagedSlots(0, _ -> {}));
    private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper reading = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper counted = new ReadOnlyStringWrapper("");
    private final Deque<Integer> waiting = new ArrayDeque<>();
    private @Nullable RequestSort sort;
    private RequestFilter filter = RequestFilter.ALL;
    private volatile long asked;
    private boolean pageInFlight;
    private boolean started;
    private volatile boolean closed;
    /** Only touched on the reader's thread. */
    private @Nullable RequestQuery query;

    /**
     * Nothing is read before {@link #start}.
     *
     * @param opener opens the query, on the reader's thread
     * @param reader one thread
     * @param fx the JavaFX thread
     */
    RequestsModel(RunModel run, Supplier<RequestQuery> opener, Executor reader, Executor fx) {
        this.run = run;
        this.opener = opener;
        this.reader = reader;
        this.fx = fx;
        ScopeModel scope = run.scope();
        scope.stage().addListener(_ -> changed());
        scope.range().addListener(_ -> changed());
        scope.filter().addListener(_ -> changed());
    }

    /** Asks for the first time; later calls do nothing. */
    void start() {
        if (!started) {
            started = true;
            changed();
        }
    }

    /** The rows; a new list with every scope and sort. */
    ReadOnlyObjectProperty<PagedSlots> rows() {
        return rows.getReadOnlyProperty();
    }

    /** What is wrong with what was typed, or empty. */
    ReadOnlyStringProperty trouble() {
        return trouble.getReadOnlyProperty();
    }

    /** Why the requests could not be read, or empty. */
    ReadOnlyStringProperty failure() {
        return failure.getReadOnlyProperty();
    }

    /** Whether an answer is awaited. */
    ReadOnlyBooleanProperty reading() {
        return reading.getReadOnlyProperty();
    }

    /** {@code 9 of 2,404 in stage 9}. */
    ReadOnlyStringProperty counted() {
        return counted.getReadOnlyProperty();
    }

    /** Sorts by a field, or by stage and number for null. */
    void sortBy(@Nullable RequestSort by) {
        if (!Objects.equals(by, sort)) {
            sort = by;
            changed();
        }
    }

    /** Looks for a request's answer, where it was kept. */
    void answer(long requestId, Consumer<Optional<String>> then) {
        reader.execute(() -> {
            Optional<String> found;
            try {
                found = closed ? Optional.empty() : open().answer(requestId);
            } catch (PlimsollException e) {
                found = Optional.empty(); // the table tells what cannot be read
            }
            Optional<String> answer = found;
            fx.execute(() -> then.accept(answer));
        });
    }

    /** Lets the files go. */
    void close() {
        closed = true;
        asked++;
        reader.execute(() -> {
            if (query != null) {
                query.close();
                query = null;
            }
        });
    }

    /** Asks again after a failure. */
    void retry() {
        changed();
    }

    private void changed() {
        if (!started || closed) {
            return;
        }
        List<RequestCondition> conditions;
        try {
            conditions = RequestExpression.parse(run.scope().filter().get());
            trouble.set("");
        } catch (PlimsollException e) {
            trouble.set(said(e));
            return; // what was shown last stays
        }
        ScopeModel scope = run.scope();
        int stage = scope.stage().get();
        RequestFilter wanted = RequestFilter.ALL
                .inStage(stage == ScopeModel.ALL ? null : (Integer) stage)
                .withConditions(conditions);
        filter = scope.range()
                .get()
                .map(r -> wanted.between(RequestFilter.Clock.INTENDED, r.from(), r.to()))
                .orElse(wanted);
        long mine = ++asked;
        RequestFilter asking = filter;
        RequestSort by = sort;
        waiting.clear();
        reading.set(true);
        reader.execute(() -> {
            if (mine != asked) {
                return;
            }
            try {
                // The first page orders the rows, so that the count costs nothing after it.
                List<RequestRecord> first = open().page(asking, by, 0, PagedSlots.PAGE);
                long count = open().count(asking);
                fx.execute(() -> answered(mine, count, first));
            } catch (PlimsollException e) {
                fx.execute(() -> failed(mine, e));
            }
        });
    }

    private void answered(long mine, long count, List<RequestRecord> first) {
        if (mine != asked) {
            return;
        }
        PagedSlots slots = new PagedSlots((int) Math.min(count, Integer.MAX_VALUE), this::ask);
        failure.set("");
        reading.set(false);
        counted.set(counted(count));
        if (count > 0) {
            slots.arrived(0, first);
        }
        rows.set(slots);
    }

    private void failed(long mine, PlimsollException e) {
        if (mine == asked) {
            reading.set(false);
            failure.set(String.valueOf(e.getMessage()));
        }
    }

    private void ask(int page) {
        waiting.addFirst(page);
        while (waiting.size() > MOST_WAITING) {
            rows.get().lost(waiting.removeLast());
        }
        next();
    }

    /** Reads the page asked for last, one at a time. */
    private void next() {
        Integer page = pageInFlight ? null : waiting.pollFirst();
        if (page == null) {
            return;
        }
        pageInFlight = true;
        long mine = asked;
        PagedSlots slots = rows.get();
        RequestFilter asking = filter;
        RequestSort by = sort;
        reader.execute(() -> {
            List<RequestRecord> read = List.of();
            PlimsollException wrong = null;
            try {
                if (mine == asked) {
                    read = open().page(asking, by, (long) page * PagedSlots.PAGE, PagedSlots.PAGE);
                }
            } catch (PlimsollException e) {
                wrong = e;
            }
            List<RequestRecord> records = read;
            PlimsollException trouble = wrong;
            fx.execute(() -> {
                pageInFlight = false;
                if (trouble == null) {
                    slots.arrived(page, records);
                } else {
                    slots.lost(page);
                    failed(mine, trouble);
                }
                next();
            });
        });
    }

    private String counted(long count) {
        ScopeModel scope = run.scope();
        int stage = scope.stage().get();
        long all = stage == ScopeModel.ALL
                ? run.requests()
                : run.stage(stage)
                        .map(StageSummary::requests)
                        .map(StageSummary.Counts::created)
                        .orElse(count);
        String in = " in " + scope.stageText();
        return count == all ? Numbers.count(count) + in : Numbers.count(count) + " of " + Numbers.count(all) + in;
    }

    private RequestQuery open() {
        RequestQuery opened = query;
        if (opened == null) {
            opened = opener.get();
            query = opened;
        }
        return opened;
    }

    private static String said(PlimsollException e) {
        if (e.problems().isEmpty()) {
            return String.valueOf(e.getMessage());
        }
        Problem problem = e.problems().getFirst();
        String what = problem.what();
        List<String> allowed = problem.allowed();
        String text = Character.toUpperCase(what.charAt(0)) + what.substring(1) + ".";
        return allowed.isEmpty()
                ? text
                : text + " Allowed: " + String.join(", ", allowed.subList(0, Math.min(MOST_NAMED, allowed.size())))
                        + (allowed.size() > MOST_NAMED ? ", …" : ".");
    }
}
