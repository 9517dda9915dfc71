package dev.plimsoll.engine.run;

import dev.plimsoll.engine.plan.RunPlan;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What to run and where its folder goes.
 *
 * @param plan what
 * @param runsFolder the folder that gets one folder per run; made where missing
 * @param environment looks up variables for keys
 * @param selfTest whether the dispatcher is tested before the first request
 * @param reportJson text of {@code report.json} in its folder, null for none
 */
public record RunRequest(
        RunPlan plan,
        Path runsFolder,
        UnaryOperator<@Nullable String> environment,
        SelfTestMode selfTest,
        @Nullable String reportJson) {
    /** The file in a run folder that says how the run is reported. */
    public static final String REPORT = "report.json";

    private static final double LONG_RUN_SECONDS = 60;

    /** One that tests the dispatcher where that costs little, without report settings of its own. */
    public RunRequest(RunPlan plan, Path runsFolder, UnaryOperator<@Nullable String> environment) {
        this(plan, runsFolder, environment, SelfTestMode.AUTO, null);
    }

    /** Whether the dispatcher is tested. */
    boolean testsItself() {
        return switch (selfTest) {
            case ON -> true;
            case OFF -> false;
            case AUTO -> Planned.mostPerSecond(plan) > 0 && Planned.seconds(plan) >= LONG_RUN_SECONDS;
        };
    }

    /** Where the runs of a saved workspace go: {@code <workspace>.runs} beside it. */
    public static Path runsFolderOf(Path workspace) {
        return workspace.resolveSibling(workspace.getFileName() + ".runs");
    }

    /** Where runs without a workspace file go: {@code plimsoll-runs} in the current folder. */
    public static Path runsFolderWithoutFile() {
        return Path.of("plimsoll-runs");
    }
}
