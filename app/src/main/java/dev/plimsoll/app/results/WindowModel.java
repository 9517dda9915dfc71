package dev.plimsoll.app.results;

import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.metrics.WindowChoice;
import dev.plimsoll.engine.metrics.WindowSummary;
import dev.plimsoll.engine.plan.TransientPlan;
import dev.plimsoll.engine.plan.WindowRule;
import dev.plimsoll.engine.report.Numbers;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** The measurement window that is put together for a run that has ended. A field left empty is as the run had it. */
final class WindowModel {
    /** By what its ends are said. */
    enum Ends {
        /** Seconds after each stage's start. */
        SECONDS,
        /** What is left out at the start and at the end of each stage. */
        CUTS
    }

    private final WindowRule own;
    private final List<StageSummary> stages;
    private final ObjectProperty<WindowRule> rule;
    private final ObjectProperty<Ends> ends = new SimpleObjectProperty<>(Ends.SECONDS);
    private final StringProperty first = new SimpleStringProperty("");
    private final StringProperty last = new SimpleStringProperty("");
    private final BooleanProperty steady = new SimpleBooleanProperty();

    /** For a run as it was measured. */
    WindowModel(List<StageSummary> stages) {
        this.stages = List.copyOf(stages);
        own = stages.stream()
                .map(StageSummary::window)
                .flatMap(w -> Optional.ofNullable(w).stream())
                .map(WindowSummary::rule)
                .findFirst()
                .orElse(WindowRule.START_IN);
        rule = new SimpleObjectProperty<>(own);
        ends.addListener(_ -> {
            first.set("");
            last.set("");
        });
    }

    /** Which requests belong to the window. */
    ObjectProperty<WindowRule> rule() {
        return rule;
    }

    /** By what the ends are said; changing it empties both. */
    ObjectProperty<Ends> ends() {
        return ends;
    }

    /** Where it begins, or what is left out at the start. */
    StringProperty first() {
        return first;
    }

    /** Where it ends, or what is left out at the end. */
    StringProperty last() {
        return last;
    }

    /** Whether it begins where each stage becomes steady; goes before {@link #first}. */
    BooleanProperty steady() {
        return steady;
    }

    /** Everything as the run had it. */
    void reset() {
        rule.set(own);
        ends.set(Ends.SECONDS);
        first.set("");
        last.set("");
        steady.set(false);
    }

    /** Where the run's own window begins or ends, where that is the same for every stage: {@code 5}. */
    String own(boolean start) {
        double[] bounds = stages.stream()
                .mapToDouble(s -> s.windowSeconds()[start ? 0 : 1])
                .toArray();
        for (double each : bounds) {
            if (Math.abs(each - bounds[0]) >= 0.05) {
                return "differs";
            }
        }
        return bounds.length == 0 ? "" : Numbers.three(bounds[0]);
    }

    /** {@code proposed by MSER-5: 7.2 s}; a range where it differs by stage, and what it means where nothing can be proposed. */
    String proposal() {
        double[] cuts = stages.stream()
                .map(StageSummary::window)
                .flatMap(w -> Optional.ofNullable(w == null ? null : w.steady()).stream())
                .mapToDouble(WindowSummary.Steady::cutSeconds)
                .sorted()
                .toArray();
        if (cuts.length == 0) {
            return "Too few requests to propose where a stage becomes steady.";
        }
        String least = Numbers.fixed(cuts[0], 1);
        String most = Numbers.fixed(cuts[cuts.length - 1], 1);
        long drifting = stages.stream()
                .map(StageSummary::window)
                .flatMap(w -> Optional.ofNullable(w == null ? null : w.steady()).stream())
                .filter(s -> !s.settled())
                .count();
        return "Proposed by MSER-5: " + (least.equals(most) ? least : least + "–" + most) + " s"
                + (drifting == 0
                        ? "."
                        : ". " + Numbers.count(drifting, "stage never gets", "stages never get") + " steady.");
    }

    /** Whether there is a proposal to follow. */
    boolean proposes() {
        return stages.stream().anyMatch(s -> s.window() != null && s.window().steady() != null);
    }

    /** What is wrong with the first field, or empty. */
    String firstProblem() {
        return steady.get() ? "" : problem(first.get());
    }

    /** What is wrong with the last field, or empty. */
    String lastProblem() {
        String wrong = problem(last.get());
        if (!wrong.isEmpty() || steady.get() || !firstProblem().isEmpty()) {
            return wrong;
        }
        boolean nothing = ends.get() == Ends.SECONDS
                ? seconds(last.get()).isPresent()
                        && seconds(last.get()).getAsDouble()
                                <= seconds(first.get()).orElse(0)
                : share(first.get()) + share(last.get()) >= 100;
        return !nothing ? "" : ends.get() == Ends.SECONDS ? "Ends before it begins." : "Leaves nothing to measure.";
    }

    private String problem(String text) {
        if (text.isBlank()) {
            return "";
        }
        if (ends.get() == Ends.CUTS && text.strip().endsWith("%")) {
            double share = share(text);
            return share >= 0 && share < 100 ? "" : "A share is 0 % to less than 100 %.";
        }
        return seconds(text).isPresent()
                ? ""
                : "Not a number of seconds" + (ends.get() == Ends.CUTS ? " or a share like 10 %." : ".");
    }

    /** What was chosen; {@link WindowChoice#NONE} where all is as the run had it, empty while a field is wrong. */
    Optional<WindowChoice> choice() {
        if (!firstProblem().isEmpty() || !lastProblem().isEmpty()) {
            return Optional.empty();
        }
        WindowRule chosen = rule.get() == own ? null : rule.get();
        boolean bySeconds = ends.get() == Ends.SECONDS;
        TransientPlan warmup = steady.get() ? TransientPlan.AUTO : bySeconds ? null : cut(first.get());
        return Optional.of(new WindowChoice(
                chosen,
                bySeconds && !steady.get() ? boxed(first.get()) : null,
                bySeconds ? boxed(last.get()) : null,
                warmup,
                bySeconds ? null : cut(last.get())));
    }

    private static @Nullable Double boxed(String text) {
        OptionalDouble seconds = seconds(text);
        return seconds.isPresent() ? (Double) seconds.getAsDouble() : null;
    }

    private static @Nullable TransientPlan cut(String text) {
        if (text.isBlank()) {
            return null;
        }
        return text.strip().endsWith("%")
                ? new TransientPlan(share(text) / 100, null, TransientPlan.Mode.PREFER_DURATION)
                : new TransientPlan(null, seconds(text).orElse(0), TransientPlan.Mode.PREFER_DURATION);
    }

    /** {@code 7.2}, {@code 7.2 s}; not negative. */
    private static OptionalDouble seconds(String text) {
        String number = text.strip().replaceFirst("\\s*s$", "");
        return number.matches("\\d{1,9}(\\.\\d{1,9})?")
                ? OptionalDouble.of(Double.parseDouble(number))
                : OptionalDouble.empty();
    }

    /** Percent; 0 for what is no share, -1 for what cannot be read. */
    private static double share(String text) {
        String stripped = text.strip();
        if (!stripped.endsWith("%")) {
            return 0;
        }
        return seconds(stripped.substring(0, stripped.length() - 1)).orElse(-1);
    }
}
