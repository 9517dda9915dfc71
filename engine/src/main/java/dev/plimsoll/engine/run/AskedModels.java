package dev.plimsoll.engine.run;

import dev.plimsoll.engine.dataset.DatasetPreview;
import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.plan.RunPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The models that a dataset's requests ask for. Stateless; any thread. */
final class AskedModels {
    private AskedModels() {}

    /** As far as its plan tells: the share of the conversations, above 0 and at most 1, by name in the order written. */
    static Map<String, Double> of(DatasetPlan dataset) {
        Map<String, Double> shares = new LinkedHashMap<>();
        add(dataset, 1, shares);
        return shares;
    }

    /** By weight, or else as the first rows ask for them; reads some rows where these may name models. */
    static List<Preview.ModelUse> of(RunPlan plan) {
        Map<String, Double> weights = of(plan.dataset());
        if (!weights.isEmpty() || !mayName(plan.dataset())) {
            return weights.entrySet().stream()
                    .map(each -> new Preview.ModelUse(each.getKey(), each.getValue(), false))
                    .toList();
        }
        DatasetPreview rows = DatasetPreview.of(plan.dataset(), plan.seed(), 0, () -> false);
        return rows.models().entrySet().stream()
                .map(each -> new Preview.ModelUse(
                        each.getKey(), (double) each.getValue() / Math.max(1, rows.requests()), true))
                .toList();
    }

    private static boolean mayName(DatasetPlan dataset) {
        return switch (dataset) {
            case DatasetPlan.Files files -> files.columns().containsKey("model");
            case DatasetPlan.HuggingFace hub -> hub.rows().columns().containsKey("model");
            case DatasetPlan.Inline inline -> inline.rows().columns().containsKey("model");
            case DatasetPlan.Mix mix -> mix.parts().stream().anyMatch(part -> mayName(part.dataset()));
            case DatasetPlan.Conversations _ -> true;
            case DatasetPlan.Synthetic _, DatasetPlan.Trace _, DatasetPlan.ByModel _ -> false;
        };
    }

    private static void add(DatasetPlan dataset, double share, Map<String, Double> shares) {
        switch (dataset) {
            case DatasetPlan.ByModel byModel -> {
                double total = byModel.models().stream()
                        .mapToDouble(DatasetPlan.ModelShare::weight)
                        .sum();
                for (DatasetPlan.ModelShare each : byModel.models()) {
                    shares.merge(each.model(), share * each.weight() / total, Double::sum);
                }
            }
            case DatasetPlan.Mix mix -> {
                double total = mix.parts().stream()
                        .mapToDouble(DatasetPlan.Part::weight)
                        .sum();
                mix.parts().forEach(part -> add(part.dataset(), share * part.weight() / total, shares));
            }
            default -> {
                // its rows name their models, or none
            }
        }
    }
}
