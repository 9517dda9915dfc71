package dev.plimsoll.app.dataset;

import dev.plimsoll.app.session.PartList;
import dev.plimsoll.app.session.WorkspaceSession;
import dev.plimsoll.engine.dataset.ConversationGraph;
import dev.plimsoll.engine.dataset.DatasetPreview;
import dev.plimsoll.engine.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the first rows of the selected dataset look like; follows its edits while the page is shown. JavaFX thread. */
final class PreviewModel {
    private final WorkspaceSession session;
    private final DatasetModel model;
    private final Previews previews;
    private final ReadOnlyObjectWrapper<@Nullable DatasetPreview> preview = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper looking = new ReadOnlyBooleanWrapper();
    private final AtomicLong generation = new AtomicLong(); // read by the thread that looks
    private @Nullable JsonNode last;
    private long lastSeed;
    private boolean following;

    PreviewModel(WorkspaceSession session, DatasetModel model, Previews previews) {
        this.session = session;
        this.model = model;
        this.previews = previews;
        model.form().onRead(this::follow);
    }

    /** The last look, or null where there is none, or none can be taken. */
    ReadOnlyObjectProperty<@Nullable DatasetPreview> preview() {
        return preview.getReadOnlyProperty();
    }

    /** Whether a look is being taken. */
    ReadOnlyBooleanProperty looking() {
        return looking.getReadOnlyProperty();
    }

    /** Begins or ends following the dataset: a page that is not shown reads no files. */
    void following(boolean on) {
        following = on;
        if (on) {
            follow();
        } else {
            generation.incrementAndGet();
            last = null;
            looking.set(false);
        }
    }

    /** Looks again, for files that changed. */
    void again() {
        last = null;
        follow();
    }

    /** Whether the look found that a dataset of the hub was not fetched yet: it is never fetched for a look. */
    boolean notFetched(String kind) {
        DatasetPreview now = preview.get();
        return kind.equals(DatasetModel.HUGGING_FACE)
                && now != null
                && now.rows().isEmpty()
                && now.problems().stream().anyMatch(p -> p.path().equals("dataset"));
    }

    /** What is wrong with the rows, each with its file and line: {@code tickets.jsonl, line 12: body is empty.} */
    List<String> troubles() {
        DatasetPreview now = preview.get();
        return now == null
                ? List.of()
                : now.problems().stream().map(PreviewModel::told).distinct().toList();
    }

    /** A problem with a row, for a person. */
    static String told(Problem problem) {
        String file = problem.file();
        String name = file == null ? "" : file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        StringBuilder text = new StringBuilder(name);
        if (problem.line() > 0) {
            text.append(name.isEmpty() ? "line " : ", line ").append(problem.line());
        }
        text.append(text.isEmpty() ? "" : ": ");
        String path = problem.path();
        text.append(path).append(path.isEmpty() ? "" : " ").append(problem.what());
        if (!problem.allowed().isEmpty()) {
            text.append("; there is ").append(String.join(", ", problem.allowed()));
        }
        return text.append('.').toString();
    }

    private void follow() {
        if (!following) {
            return;
        }
        PartList.Part part = model.form().part();
        // one without a name of its own cannot be told from another
        boolean own = part != null && part.key().equals(part.id());
        JsonNode written = own ? model.form().value().orElse(null) : null;
        long seed = model.seed();
        if (written != null && written.equals(last) && seed == lastSeed) {
            return;
        }
        boolean sameDataset =
                written != null && last != null && written.path("id").equals(last.path("id"));
        last = written;
        lastSeed = seed;
        long mine = generation.incrementAndGet();
        if (!sameDataset) {
            preview.set(null); // while one is edited, the last look stays until the next one is there
        }
        looking.set(written != null);
        if (part != null && written != null) {
            previews.start(session.file().get(), part.key(), seed, () -> generation.get() != mine, found -> {
                if (generation.get() == mine) {
                    looking.set(false);
                    preview.set(found);
                }
            });
        }
    }

    /**
     * One line of the table.
     *
     * @param number {@code 3}, or {@code 3.2} for a turn of a conversation
     * @param place {@code 12} (the line), or empty
     * @param text what is sent, on one line
     * @param whole what is sent, as it is
     * @param inputTokens -1 where unknown
     * @param outputTokens -1 where the server decides
     * @param bad whether the row cannot be used
     */
    record Line(String number, long place, String text, String whole, int inputTokens, int outputTokens, boolean bad) {}

    /** Which turns a request is sent with, counted from 1; empty where it is sent alone. */
    private static String told(int[] history) {
        return history.length == 0
                ? ""
                : IntStream.of(history)
                        .mapToObj(turn -> Integer.toString(turn + 1))
                        .collect(Collectors.joining(", ", "After turn ", " and the answer to each:\n\n"));
    }

    /** The rows of a look, a line for each request. */
    static List<Line> lines(DatasetPreview preview) {
        List<Line> lines = new ArrayList<>();
        for (DatasetPreview.Row row : preview.rows()) {
            Problem problem = row.problem();
            if (problem != null) {
                String why = told(problem);
                lines.add(new Line(Long.toString(row.number()), row.line(), why, why, -1, -1, true));
                continue;
            }
            ConversationGraph graph = ConversationGraph.of(row.turns());
            row.turns().forEach(turn -> {
                String number = row.number() + (row.turns().size() > 1 ? "." + (turn.index() + 1) : "");
                String body = ContentText.of(turn.content());
                String system = turn.content().system();
                String whole = told(graph.history(turn.index()))
                        + (system == null ? body : "System:\n" + system + "\n\nUser:\n" + body);
                lines.add(new Line(
                        number,
                        row.line(),
                        body.strip().replaceAll("\\s+", " "),
                        whole,
                        turn.promptTokens(),
                        turn.outputTokens(),
                        false));
            });
        }
        return lines;
    }
}
