package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.workspace.DatasetSpec;
import java.nio.file.Path;

/** Compiles datasets of generated text. */
final class SyntheticCompiler {
    private final DatasetValues values;

    SyntheticCompiler(Ranges ranges, Path baseFolder) {
        this.values = new DatasetValues(ranges, baseFolder);
    }

    DatasetPlan compile(DatasetSpec.Synthetic spec) {
        LengthPlan prompt = values.length(spec.promptTokens());
        return new DatasetPlan.Synthetic(
                String.valueOf(spec.id()),
                prompt == null ? LengthPlan.fixed(1) : prompt,
                values.length(spec.outputTokens()),
                values.turns(spec.turns()),
                values.delay(spec.delay()),
                values.tokenizer(spec.path(), spec.tokenizer()),
                spec.ignoreEos() == null || spec.ignoreEos());
    }
}
