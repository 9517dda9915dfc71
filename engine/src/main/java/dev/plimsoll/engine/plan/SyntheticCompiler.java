package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.workspace.DatasetSpec;

/** Compiles datasets of generated text. */
final class SyntheticCompiler {
    private final DatasetValues values;

    SyntheticCompiler(Ranges ranges) {
        this.values = new DatasetValues(ranges);
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
