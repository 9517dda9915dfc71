package dev.plimsoll.app.benchmark;

import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.workspace.DatasetSpec;
import dev.plimsoll.engine.workspace.LengthSpec;
import dev.plimsoll.engine.workspace.PluginSpec;
import dev.plimsoll.engine.workspace.TargetSpec;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A target or dataset that a benchmark may use, in words.
 *
 * @param id id in the document
 * @param note beside the id: {@code Llama-3.1-8B-Instruct}, {@code synthetic, endless}
 * @param facts a line of what matters for load: {@code chat, streaming · http://10.0.0.1:8000}
 */
record PartFacts(String id, String note, String facts) {
    private static final String SEPARATOR = " · ";

    /** The targets of a document, in its order; those without an id cannot be used. */
    static List<PartFacts> targets(WorkspaceFile file) {
        return file.workspace().targets().stream()
                .map(PartFacts::of)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The datasets of a document, in its order; those without an id cannot be used. */
    static List<PartFacts> datasets(WorkspaceFile file) {
        return file.workspace().datasets().stream()
                .map(PartFacts::of)
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable PartFacts of(TargetSpec target) {
        String id = target.id();
        if (id == null) {
            return null;
        }
        return switch (target) {
            case TargetSpec.Http http -> {
                String url = http.url() == null ? "no URL yet" : http.url();
                yield new PartFacts(
                        id, model(http.common(), "first model listed"), asked(http.common()) + SEPARATOR + url);
            }
            case TargetSpec.Simulator simulator -> {
                String profile = simulator.profile() == null ? "small" : simulator.profile();
                yield new PartFacts(
                        id,
                        "simulator, " + profile,
                        asked(simulator.common()) + SEPARATOR + "built in, started for the run");
            }
            case TargetSpec.Models models -> {
                String policy = models.policy() == null ? "local models" : "local models, " + models.policy();
                String config = models.config() == null ? "no configuration yet" : models.config();
                yield new PartFacts(id, policy, asked(models.common()) + SEPARATOR + config);
            }
            case PluginSpec plugin -> new PartFacts(id, plugin.kind(), "This version does not run this kind.");
        };
    }

    private static @Nullable PartFacts of(DatasetSpec dataset) {
        String id = dataset.id();
        return id == null ? null : of(dataset, id);
    }

    private static PartFacts of(DatasetSpec dataset, String id) {
        return switch (dataset) {
            case DatasetSpec.Synthetic synthetic -> {
                List<String> facts = new ArrayList<>();
                if (synthetic.lengths() == null) {
                    facts.add("Input " + length(synthetic.promptTokens()));
                    facts.add(
                            synthetic.outputTokens() == null
                                    ? "output as the server decides"
                                    : "output " + length(synthetic.outputTokens()));
                } else {
                    facts.add("Input and output in pairs");
                }
                if (synthetic.turns() != null) {
                    facts.add(turns(synthetic.turns()) + " turns a conversation");
                }
                if (!Boolean.FALSE.equals(synthetic.ignoreEos())) {
                    facts.add("EOS ignored");
                }
                yield new PartFacts(id, "synthetic, endless", String.join(SEPARATOR, facts));
            }
            case DatasetSpec.Files f -> ofFiles(id, f.paths(), f.order(), f.cycle(), f.limit(), "row");
            case DatasetSpec.Conversations c -> ofFiles(id, c.paths(), c.order(), c.cycle(), c.limit(), "conversation");
            case DatasetSpec.Trace t -> ofFiles(id, t.paths(), t.order(), t.cycle(), t.limit(), "request");
            case DatasetSpec.HuggingFace h -> {
                DatasetSpec.Files rows = h.rows();
                List<String> name = h.dataset() == null ? List.of() : List.of(h.dataset());
                yield ofFiles(id, name, rows.order(), rows.cycle(), rows.limit(), "row");
            }
            case DatasetSpec.Inline i -> {
                DatasetSpec.Files rows = i.rows();
                int count = i.elements() == null ? 0 : i.elements().size();
                List<String> written = List.of(Numbers.count(count, "row", "rows") + " written in the workspace");
                yield ofFiles(id, written, rows.order(), rows.cycle(), rows.limit(), "row");
            }
            case DatasetSpec.Mix mix ->
                new PartFacts(
                        id,
                        "a mix",
                        mix.parts().stream()
                                .map(part -> String.valueOf(part.dataset()))
                                .collect(java.util.stream.Collectors.joining(", ")));
            case DatasetSpec.ByModel byModel -> {
                PartFacts rows = of(byModel.rows(), id);
                String models = Numbers.count(byModel.models().size(), "model", "models");
                yield new PartFacts(id, rows.note(), rows.facts() + SEPARATOR + models);
            }
            case PluginSpec plugin -> new PartFacts(id, plugin.kind(), "This version does not run this kind.");
        };
    }

    private static PartFacts ofFiles(
            String id,
            @Nullable List<String> written,
            @Nullable String order,
            @Nullable Boolean cycle,
            @Nullable Long limit,
            String unit) {
        List<String> paths = written == null ? List.of() : written;
        List<String> facts = new ArrayList<>();
        facts.add(order == null ? "sequential" : order);
        facts.add(Boolean.TRUE.equals(cycle) ? "starts again at the end" : "a stage ends with the data");
        if (limit != null && limit > 0) {
            facts.add("at most " + Numbers.count(limit, unit, unit + "s"));
        }
        String note = paths.isEmpty() ? "no file yet" : paths.size() == 1 ? paths.getFirst() : paths.size() + " paths";
        return new PartFacts(id, note, capitalised(String.join(SEPARATOR, facts)));
    }

    private static String turns(LengthSpec turns) {
        Double mean = turns.mean();
        return mean == null ? "several" : Numbers.plain(mean);
    }

    private static String model(TargetSpec.Common common, String ifNone) {
        String model = common.model();
        return model == null || model.isBlank() ? ifNone : model;
    }

    private static String asked(TargetSpec.Common common) {
        String endpoint = common.endpoint() == null ? "chat" : common.endpoint();
        return capitalised(endpoint) + (Boolean.FALSE.equals(common.stream()) ? ", not streaming" : ", streaming");
    }

    private static String length(@Nullable LengthSpec length) {
        if (length != null && length.value() != null) {
            return Numbers.count(Math.round(length.value())) + " tok";
        }
        if (length != null && (length.peaks() != null || length.points() != null)) {
            return "of several lengths";
        }
        if (length != null && length.mean() == null && length.min() != null && length.max() != null) {
            return Numbers.count(Math.round(length.min())) + "–" + Numbers.count(Math.round(length.max())) + " tok";
        }
        if (length == null || length.mean() == null) {
            return "of unknown length";
        }
        String mean = Numbers.count(Math.round(length.mean())) + " tok";
        boolean varies = length.stddev() != null && length.stddev() > 0 || length.min() != null || length.max() != null;
        return varies ? "about " + mean : mean;
    }

    private static String capitalised(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
