package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.workspace.DatasetSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compiles the models that the requests of a dataset ask for. */
final class ModelSharesCompiler {
    /** As in {@code columns} of a dataset. */
    private static final String MODEL_COLUMN = "model";

    private final Ranges ranges;

    ModelSharesCompiler(Ranges ranges) {
        this.ranges = ranges;
    }

    /**
     * The dataset with its models drawn by weight.
     *
     * @param path where the models are written
     * @param dataset whose rows must name no model themselves
     */
    DatasetPlan compile(String path, List<DatasetSpec.ModelWeight> models, DatasetPlan dataset) {
        List<DatasetPlan.ModelShare> shares = new ArrayList<>();
        for (DatasetSpec.ModelWeight each : models) {
            if (each.model().isBlank()) {
                ranges.wrong(each.path(), "the name of a model must not be empty");
            }
            shares.add(new DatasetPlan.ModelShare(each.model(), ranges.positive(each.path(), each.weight(), 1)));
        }
        if (shares.isEmpty()) {
            ranges.wrong(path, "must name at least one model, such as {\"chat\": 3, \"code\": 1}");
            return dataset;
        }
        if (shares.size() > DatasetPlan.ByModel.MOST_MODELS) {
            ranges.wrong(
                    path,
                    "must name at most " + DatasetPlan.ByModel.MOST_MODELS + " models, but names " + shares.size());
        }
        if (hasModels(dataset)) {
            ranges.wrong(
                    path, "cannot be used where dataset '" + dataset.id() + "' has models itself; keep one of them");
            return dataset;
        }
        if (namesModels(dataset)) {
            ranges.wrong(path, "cannot be used together with columns.model; keep one of them");
        }
        return new DatasetPlan.ByModel(dataset, shares);
    }

    private static boolean hasModels(DatasetPlan dataset) {
        return switch (dataset) {
            case DatasetPlan.ByModel _ -> true;
            case DatasetPlan.Mix mix -> mix.parts().stream().anyMatch(part -> hasModels(part.dataset()));
            default -> false;
        };
    }

    private static boolean namesModels(DatasetPlan dataset) {
        return switch (dataset) {
            case DatasetPlan.Files files -> isMapped(files.columns());
            case DatasetPlan.HuggingFace hub -> isMapped(hub.rows().columns());
            case DatasetPlan.Inline inline -> isMapped(inline.rows().columns());
            case DatasetPlan.Mix mix -> mix.parts().stream().anyMatch(part -> namesModels(part.dataset()));
            default -> false;
        };
    }

    /** Whether a column gives the model; an empty name leaves it out. */
    private static boolean isMapped(Map<String, String> columns) {
        return !columns.getOrDefault(MODEL_COLUMN, "").isEmpty();
    }
}
