package dev.plimsoll.engine.cli;

import dev.plimsoll.engine.dataset.DatasetPreview;
import dev.plimsoll.engine.dataset.TokenLengths;
import dev.plimsoll.engine.dataset.TracePrefixes;
import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.plan.PlanCompiler;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.workspace.DatasetSpec;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.json.JsonMapper;

/** {@code plimsoll dataset show}: the first requests of a dataset as they will be sent. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        header = "Show the first requests of a dataset, how long they are, and what a trace shares.")
final class DatasetShowCommand implements Callable<Integer> {
    private static final int MOST_CHARACTERS = 100;

    @ParentCommand
    private @Nullable DatasetCommand parent;

    @Parameters(index = "0", paramLabel = "FILE", description = "Workspace file.")
    private Path file = Path.of(".");

    @Parameters(
            index = "1",
            paramLabel = "DATASET",
            arity = "0..1",
            description = "Id of the dataset; not needed where there is only one.")
    private @Nullable String dataset;

    @Option(names = "--rows", defaultValue = "5", description = "Rows to show (default: ${DEFAULT-VALUE}).")
    private int rows;

    @Option(
            names = "--seed",
            defaultValue = "42",
            description = "Seed of the benchmark that will use it (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        WorkspaceFile workspace = WorkspaceFile.read(file);
        DatasetPreview preview =
                DatasetPreview.of(PlanCompiler.dataset(workspace, id(workspace)), seed, Math.max(0, rows), () -> false);
        PrintStream out = Objects.requireNonNull(parent).console().out();
        if (json) {
            out.println(JsonMapper.shared().valueToTree(preview).toPrettyString());
        } else {
            tell(preview, out);
        }
        if (!preview.problems().isEmpty()) {
            throw PlimsollException.ofProblems("The dataset cannot be used.", preview.problems());
        }
        return 0;
    }

    private String id(WorkspaceFile workspace) {
        if (dataset != null) {
            return dataset;
        }
        List<String> ids = workspace.workspace().datasets().stream()
                .map(DatasetSpec::id)
                .filter(Objects::nonNull)
                .toList();
        if (ids.size() != 1) {
            throw PlimsollException.ofProblems(
                    "Which dataset?",
                    List.of(Problem.at("DATASET", "name one of the file's datasets", ids.toArray(String[]::new))));
        }
        return ids.getFirst();
    }

    private static void tell(DatasetPreview preview, PrintStream out) {
        for (DatasetPreview.Row row : preview.rows()) {
            Problem problem = row.problem();
            out.println(row.number() + (problem == null ? "" : "  " + problem.tell()));
            for (Turn turn : row.turns()) {
                out.println("   " + tokens(turn.promptTokens()) + " in, " + tokens(turn.outputTokens()) + " out  "
                        + (turn.model() == null ? "" : turn.model() + "  ") + shown(turn));
            }
        }
        out.println();
        out.println("Looked at  " + Numbers.count(preview.looked(), "row", "rows")
                + (preview.whole() ? ", all there are" : ""));
        out.println("Prompts    " + told(preview.promptTokens()));
        out.println("Outputs    " + told(preview.outputTokens()));
        preview.models()
                .forEach((model, requests) -> out.println("Model      " + model + ": "
                        + Numbers.count(requests, "request", "requests") + " of those looked at"));
        for (DatasetPreview.Use use : preview.mapping()) {
            out.println("Column     " + String.join(", ", use.columns()) + " -> " + use.target());
        }
        TracePrefixes prefixes = preview.prefixes();
        if (prefixes != null
                && prefixes.uniquePrefixes() > 0) { // a trace without blocks says nothing of what is shared
            out.printf(
                    Locale.ROOT,
                    "Shared     an endless prefix cache would have %.1f %% of each request's blocks; %.0f of %.0f"
                            + " tokens of a prompt are in blocks that another has in the same place%n",
                    100 * prefixes.hitRate(),
                    prefixes.shared().mean(),
                    prefixes.input().mean());
            out.printf(
                    Locale.ROOT,
                    "Prefixes   %d different, in %d groups with the same first block; %.1f %% of all come again (%d"
                            + " requests)%n",
                    prefixes.uniquePrefixes(),
                    prefixes.prefixGroups(),
                    100 * prefixes.prefixReuse(),
                    prefixes.requests());
        }
    }

    private static String tokens(int tokens) {
        return tokens < 0 ? "?" : String.valueOf(tokens);
    }

    private static String shown(Turn turn) {
        String text =
                Objects.requireNonNullElse(turn.content().text(), "(messages)").replace("\n", " ");
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS - 3) + "...";
    }

    private static String told(TokenLengths lengths) {
        return lengths.count() == 0
                ? "of no known length"
                : String.format(
                        Locale.ROOT,
                        "%d to %d tokens, mean %.1f, median %d, p95 %d",
                        lengths.min(),
                        lengths.max(),
                        lengths.mean(),
                        lengths.p50(),
                        lengths.p95());
    }
}
