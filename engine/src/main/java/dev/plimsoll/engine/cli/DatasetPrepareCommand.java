package dev.plimsoll.engine.cli;

import dev.plimsoll.engine.dataset.DatasetPreparation;
import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.plan.PlanCompiler;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.workspace.ArgString;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code plimsoll dataset prepare}: rows reshaped to a distribution of lengths. */
@Command(
        name = "prepare",
        mixinStandardHelpOptions = true,
        header = "Reshape the prompts of a file to a distribution of lengths, into a new file of JSONL.")
final class DatasetPrepareCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable DatasetCommand parent;

    @Parameters(index = "0", paramLabel = "IN", description = "File of rows: JSONL, CSV, Parquet, JSON or text.")
    private Path in = Path.of(".");

    @Parameters(index = "1", paramLabel = "OUT", description = "File to write; replaced where there is one.")
    private Path out = Path.of(".");

    @Option(
            names = "--prompt-tokens",
            required = true,
            paramLabel = "DIST",
            description = "Lengths to come to: a number, mean=512,stddev=128, or JSON as in a workspace file.")
    private String promptTokens = "1";

    @Option(names = "--output-tokens", paramLabel = "DIST", description = "Output lengths for rows that name none.")
    private @Nullable String outputTokens;

    @Option(
            names = "--short",
            defaultValue = "ignore",
            paramLabel = "WHAT",
            description =
                    "What becomes of shorter prompts: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}): left out,"
                            + " joined with those after them, padded, or told.")
    private TooShort tooShort = TooShort.ignore;

    @Option(
            names = "--delimiter",
            defaultValue = " ",
            paramLabel = "TEXT",
            description = "Between prompts that are joined (default: a blank).")
    private String delimiter = " ";

    @Option(
            names = "--pad",
            defaultValue = " the",
            paramLabel = "TEXT",
            description = "What short prompts are padded with (default: '${DEFAULT-VALUE}').")
    private String padding = " the";

    @Option(
            names = "--tokenizer",
            defaultValue = "o200k",
            paramLabel = "NAME",
            description = "o200k, cl100k, chars, or hf: and a tokenizer.json (default: ${DEFAULT-VALUE}).")
    private String tokenizer = "o200k";

    @Option(
            names = "--column",
            paramLabel = "TARGET=COLUMN",
            description = "A column that is not found by its name, such as prompt=body.")
    private Map<String, String> columns = new LinkedHashMap<>();

    @Option(names = "--seed", defaultValue = "42", description = "Seed of the lengths (default: ${DEFAULT-VALUE}).")
    private long seed;

    /** As written on the command line. */
    @SuppressWarnings("unused") // by their names
    private enum TooShort {
        ignore,
        concatenate,
        pad,
        error
    }

    private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");

    @Override
    public Integer call() {
        ObjectNode root = JsonMapper.shared().createObjectNode().put("schemaVersion", 1);
        ObjectNode rows =
                root.putArray("datasets").addObject().put("id", "rows").put("kind", "file");
        rows.put("path", in.toAbsolutePath().toString()).put("tokenizer", tokenizer);
        ObjectNode named = rows.putObject("columns");
        columns.forEach(named::put);
        if (outputTokens != null) {
            put(rows, "outputTokens", "--output-tokens", outputTokens);
        }
        ObjectNode lengths = ((tools.jackson.databind.node.ArrayNode) root.get("datasets"))
                .addObject()
                .put("id", "lengths");
        put(lengths.put("kind", "synthetic"), "promptTokens", "--prompt-tokens", promptTokens);
        WorkspaceFile workspace = WorkspaceFile.parse(root.toString(), null, Path.of(""));
        DatasetPreparation.Result done = new DatasetPreparation(
                        (DatasetPlan.Files) PlanCompiler.dataset(workspace, "rows"),
                        ((DatasetPlan.Synthetic) PlanCompiler.dataset(workspace, "lengths")).promptTokens(),
                        PlanCompiler.dataset(workspace, "rows").tokenizer(),
                        DatasetPreparation.TooShort.valueOf(tooShort.name().toUpperCase(Locale.ROOT)),
                        delimiter,
                        padding.isEmpty() ? " the" : padding,
                        seed)
                .writeTo(out);
        Objects.requireNonNull(parent)
                .console()
                .out()
                .println(out + ": " + Numbers.count(done.written(), "row", "rows") + ", " + done.cut() + " cut, "
                        + done.joined() + " joined, " + done.leftOut() + " left out");
        return 0;
    }

    private static void put(ObjectNode object, String name, String option, String written) {
        if (NUMBER.matcher(written.strip()).matches()) {
            object.put(name, Double.parseDouble(written.strip()));
        } else if (written.contains("=") || written.strip().startsWith("{")) {
            object.set(name, ArgString.object(written));
        } else {
            throw PlimsollException.usage(option + " " + written
                    + " is no length; write a number of tokens, or how lengths are drawn: mean=512,stddev=128.");
        }
    }
}
