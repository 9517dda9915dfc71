package dev.plimsoll.engine.cli;

import dev.plimsoll.engine.archive.RunCatalog;
import dev.plimsoll.engine.archive.RunEntry;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.plan.PlanCompiler;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.run.Estimate;
import dev.plimsoll.engine.run.PlanChecks;
import dev.plimsoll.engine.run.Preview;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code plimsoll preview}: what a benchmark would do, without doing it. */
@Command(
        name = "preview",
        mixinStandardHelpOptions = true,
        header = "Check a benchmark and show when its requests would start, without sending any.")
final class PreviewCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable PlimsollCli root;

    @ArgGroup(validate = false, heading = "%nWhat to run%n")
    private WhatToRun what = new WhatToRun();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Console console = Objects.requireNonNull(root).console();
        RunPlan plan = PlanCompiler.compile(what.workspace(console), what.benchmark(), PlanChecks.all());
        Preview preview = Preview.of(plan);
        PrintStream out = console.out();
        RunSummary last = new RunCatalog(what.runsFolder())
                .latestOf(plan.benchmark())
                .map(RunEntry::summary)
                .orElse(null);
        Estimate estimate = Estimate.of(plan, last, null);
        if (json) {
            ObjectNode told = JsonMapper.shared().valueToTree(preview);
            told.set("estimate", JsonMapper.shared().valueToTree(estimate));
            out.println(told.toPrettyString());
            return 0;
        }
        out.println(plan.name() + ": " + plan.dataset().id() + " -> "
                + plan.target().id());
        String models = models(preview, estimate, plan);
        if (!models.isEmpty()) {
            out.println("Models        " + models);
        }
        for (Preview.Stage stage : preview.stages()) {
            out.println();
            out.println("Stage " + (stage.index() + 1) + "  " + stage.name());
            out.println("  ends        " + ends(stage));
            if (stage.firstOffsetsSeconds().length > 0) {
                out.println("  starts at   "
                        + Arrays.stream(stage.firstOffsetsSeconds())
                                .mapToObj(s -> String.format(Locale.ROOT, "%.4f", s))
                                .collect(Collectors.joining(" "))
                        + " ... s");
            }
            Estimate.Stage estimated = estimate.stages().get(stage.index());
            if (estimated.secondsForP99() >= 0) {
                out.printf(
                        Locale.ROOT,
                        "  p99         needs %,.0f requests%s: %.1f s at this rate%s%n",
                        estimated.requestsForP99(),
                        estimated.requestsForP99() > 500 ? " (worth 500 independent ones, by the last run)" : "",
                        estimated.secondsForP99(),
                        estimated.p99() == Estimate.Enough.NO ? "; this stage is too short for one" : "");
            }
            out.println("  schedule    sha256 " + stage.scheduleSha256());
        }
        if (preview.later() != null) {
            out.println();
            out.println(preview.later());
        }
        out.println();
        out.println("Estimate      " + told(estimate));
        return 0;
    }

    /** Which model is asked for how often; empty where nothing is said of models. */
    private static String models(Preview preview, Estimate estimate, RunPlan plan) {
        if (preview.models().isEmpty()) {
            String model = plan.target().model();
            return plan.target().models() == null
                    ? ""
                    : (model == null ? "the first one" : model) + " for every request";
        }
        return preview.models().stream()
                        .map(use -> String.format(Locale.ROOT, "%s %.3g %%", use.model(), 100 * use.share())
                                + (estimate.requests() < 0
                                        ? ""
                                        : " (about "
                                                + Numbers.count(
                                                        Math.round(use.share() * estimate.requests()),
                                                        "request",
                                                        "requests")
                                                + ")"))
                        .collect(Collectors.joining(", "))
                + (preview.models().getFirst().ofRows() ? ", by the first rows" : "");
    }

    private static String told(Estimate estimate) {
        List<String> parts = new ArrayList<>();
        parts.add(
                estimate.seconds() < 0
                        ? "no time limit"
                        : Numbers.span(estimate.seconds()) + (estimate.requests() < 0 ? " at most" : ""));
        if (estimate.requests() < 0) {
            parts.add("how many requests depends on the target");
        } else {
            parts.add("about " + Numbers.count(estimate.requests(), "request", "requests"));
        }
        if (estimate.promptTokens() >= 0) {
            parts.add(Numbers.amount(estimate.promptTokens()) + " tokens in");
        }
        if (estimate.outputTokens() >= 0) {
            parts.add(Numbers.amount(estimate.outputTokens()) + " out");
        }
        if (estimate.journalBytes() >= 0) {
            parts.add("journal " + Numbers.bytes(estimate.journalBytes()));
        }
        return String.join(", ", parts);
    }

    private static String ends(Preview.Stage stage) {
        String time = stage.seconds() > 0 ? String.format(Locale.ROOT, "after %.4g s", stage.seconds()) : "";
        String requests = stage.requests() >= 0 ? "after " + stage.requests() + " requests" : "";
        if (time.isEmpty() && requests.isEmpty()) {
            return "when the dataset ends or a constraint stops it";
        }
        return time.isEmpty() ? requests : requests.isEmpty() ? time : time + ", " + requests;
    }
}
