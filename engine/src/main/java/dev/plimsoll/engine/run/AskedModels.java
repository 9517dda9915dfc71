package dev.plimsoll.engine.run;

import dev.plimsoll.engine.plan.DatasetPlan;
import java.util.LinkedHashMap;
import java.util.Map;

/** The models that a dataset's requests ask for, as far as its plan tells; what its rows ask for only they know. Pure functions. */
final class AskedModels {
    private AskedModels() {}

    /** The share of the conversations that ask for a model, above 0 and at most 1, by name in the order written. */
    static Map<String, Double> of(DatasetPlan dataset) {
        Map<String, Double> shares = new LinkedHashMap<>();
        add(dataset, 1, shares);
        return shares;
    }

    private static void add(DatasetPlan dataset, double share, Map<String, Double> shares) {
        switch (dataset) {
            case DatasetPlan.ByModel byModel -> {
                double total = byModel.models().stream()
                        .mapToDouble(DatasetPlan.ModelShare::weight)
                        .sum();
                byModel.models().forEach(m -> shares.merge(m.model(), share * m.weight() / total, Double::sum));
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
