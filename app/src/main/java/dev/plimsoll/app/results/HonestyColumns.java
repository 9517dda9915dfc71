package dev.plimsoll.app.results;

import dev.plimsoll.engine.metrics.StageHonesty;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.report.Column;
import dev.plimsoll.engine.report.Numbers;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How far the figures of each stage can be trusted, as columns beside them; shown where they change how a figure is to be read. */
final class HonestyColumns {
    private static final String GROUP = "How far to trust them";

    /** Above it a chunk is no token, and ITL a mean over chunks. */
    private static final double ONE_TOKEN = 1.02;

    private HonestyColumns() {}

    static List<StageRows.Head> of(List<StageSummary> stages) {
        return List.of(
                share(stages, "Tokens told", h -> h.outputTokenSources().get("usage"), v -> v < 1),
                number(stages, "Tokens per event", h -> h.tokensPerEvent(), v -> v > ONE_TOKEN),
                number(stages, "Events per read", h -> h.eventsPerRead(), _ -> false),
                share(stages, "Shared reads", h -> h.sharedReadShare(), _ -> false),
                share(stages, "Count off", h -> off(h.outputCount()), v -> v > 0),
                share(stages, "Prompt count off", h -> off(h.promptCount()), v -> v > 0),
                share(stages, "Length off", h -> off(h.outputLength()), _ -> false),
                share(stages, "Lag in TTFT", h -> h.ttftLagShare(), _ -> false));
    }

    private static @Nullable Double off(StageHonesty.@Nullable Mismatch mismatch) {
        return mismatch == null ? null : (Double) mismatch.share();
    }

    private static StageRows.Head share(
            List<StageSummary> stages,
            String name,
            Function<StageHonesty, @Nullable Double> value,
            Function<Double, Boolean> telling) {
        return head(
                stages,
                name,
                "%",
                h -> {
                    Double share = value.apply(h);
                    return share == null ? null : (Double) (100 * share);
                },
                v -> telling.apply(v / 100));
    }

    private static StageRows.Head number(
            List<StageSummary> stages,
            String name,
            Function<StageHonesty, @Nullable Double> value,
            Function<Double, Boolean> telling) {
        return head(stages, name, "", value, telling);
    }

    private static StageRows.Head head(
            List<StageSummary> stages,
            String name,
            String unit,
            Function<StageHonesty, @Nullable Double> value,
            Function<Double, Boolean> telling) {
        boolean shown = stages.stream().anyMatch(s -> {
            Double told = s.honesty() == null ? null : value.apply(s.honesty());
            return told != null && telling.apply(told);
        });
        List<Column.Cell> cells = stages.stream()
                .map(s -> {
                    Double told = s.honesty() == null ? null : value.apply(s.honesty());
                    return Column.Cell.of(told == null ? Numbers.ABSENT : Numbers.three(told));
                })
                .toList();
        return new StageRows.Head(new Column(name, unit, true, cells), shown, GROUP, null);
    }
}
