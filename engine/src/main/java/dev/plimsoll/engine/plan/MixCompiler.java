package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.workspace.DatasetSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Compiles mixes of datasets. */
final class MixCompiler {
    private final Ranges ranges;
    private final List<DatasetSpec> all;
    private final Function<DatasetSpec, @Nullable DatasetPlan> compiler;

    /**
     * A compiler.
     *
     * @param all datasets of the workspace
     * @param compiler of the other kinds; null for one that cannot run (told)
     */
    MixCompiler(Ranges ranges, List<DatasetSpec> all, Function<DatasetSpec, @Nullable DatasetPlan> compiler) {
        this.ranges = ranges;
        this.all = all;
        this.compiler = compiler;
    }

    /** The datasets of a mix that exist, in order. */
    static List<DatasetSpec> datasets(DatasetSpec.Mix mix, List<DatasetSpec> all) {
        return mix.parts().stream()
                .flatMap(part -> all.stream()
                        .filter(d -> d.id() != null && d.id().equals(part.dataset()))
                        .limit(1))
                .toList();
    }

    @Nullable
    DatasetPlan compile(DatasetSpec.Mix spec) {
        List<DatasetPlan.Part> parts = new ArrayList<>();
        for (DatasetSpec.Part part : spec.parts()) {
            double weight = ranges.positive(part.path() + ".weight", part.weight(), 1);
            DatasetPlan dataset = dataset(part);
            if (dataset != null) {
                String label =
                        part.label() == null || part.label().isBlank() ? String.valueOf(part.dataset()) : part.label();
                parts.add(new DatasetPlan.Part(
                        label,
                        weight,
                        part.models() == null
                                ? dataset
                                : new ModelSharesCompiler(ranges)
                                        .compile(part.path() + ".models", part.models(), dataset)));
            }
        }
        if (parts.isEmpty() || parts.size() < spec.parts().size()) {
            return null;
        }
        String tokenizer = parts.getFirst().dataset().tokenizer();
        for (int i = 1; i < parts.size(); i++) {
            if (!parts.get(i).dataset().tokenizer().equals(tokenizer)) {
                ranges.wrong(
                        spec.parts().get(i).path() + ".dataset",
                        "counts by another tokenizer than the first dataset of the mix ("
                                + parts.get(i).dataset().tokenizer() + ", " + tokenizer + ")");
            }
        }
        return new DatasetPlan.Mix(String.valueOf(spec.id()), parts, tokenizer);
    }

    /** Whether a dataset is a mix, which takes from others. */
    static boolean isMix(DatasetSpec dataset) {
        return dataset instanceof DatasetSpec.Mix
                || dataset instanceof DatasetSpec.ByModel byModel && byModel.rows() instanceof DatasetSpec.Mix;
    }

    private @Nullable DatasetPlan dataset(DatasetSpec.Part part) {
        String id = part.dataset();
        if (id == null || id.isBlank()) {
            return null; // told by the workspace
        }
        DatasetSpec found =
                all.stream().filter(d -> id.equals(d.id())).findFirst().orElse(null);
        if (found == null) {
            ranges.wrong(
                    part.path() + ".dataset",
                    "there is no dataset '" + id + "'",
                    all.stream().map(DatasetSpec::id).filter(Objects::nonNull).toArray(String[]::new));
            return null;
        }
        if (isMix(found)) {
            ranges.wrong(part.path() + ".dataset", "must not be a mix itself");
            return null;
        }
        return compiler.apply(found);
    }
}
