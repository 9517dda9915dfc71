package dev.plimsoll.engine.report;

import dev.plimsoll.engine.file.AtomicFile;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.run.RunRequest;
import dev.plimsoll.engine.workspace.ReportFile;
import dev.plimsoll.engine.workspace.ReportSpec;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How runs are reported: valid by construction. A workspace's own replace a user's, which replace {@link #DEFAULT}; what a run was started
 * with stands resolved in its folder ({@value #FILE}), so that its report can be repeated. Immutable, any thread.
 *
 * @param automatic whether a run is reported when it ends, into the folder {@value #FOLDER} of the run
 * @param formats formats that are written where none is asked for; empty for the usual ones
 * @param theme {@code light} or {@code dark}
 * @param width width of a picture, px
 * @param height height of a picture, px
 * @param scale pixels of the file for each of its own
 * @param downSampling most points of a series that are drawn
 * @param charts charts of a person's own
 * @param single charts of a report of one run, in order; empty for those there are
 * @param several charts of a report of several runs, in order
 * @param baseline patterns ({@code *}, {@code ?}) of the names of runs to compare with
 * @param treatment patterns of the names of runs that are compared
 */
public record ReportSettings(
        boolean automatic,
        List<String> formats,
        String theme,
        int width,
        int height,
        int scale,
        int downSampling,
        List<ChartSetting.OfStages> charts,
        List<String> single,
        List<String> several,
        List<String> baseline,
        List<String> treatment) {
    /** Name of the file in a run folder, and of a user's own settings. */
    public static final String FILE = RunRequest.REPORT;

    /** Folder of the automatic report in a run folder. */
    public static final String FOLDER = "report";

    /** Most points of a series that are drawn anyway: two for each column of a wide picture. */
    public static final int MOST_POINTS = 1000;

    /** Nothing automatic, light, 960 x 540 at twice the pixels, the charts there are. */
    public static final ReportSettings DEFAULT = new ReportSettings(
            false, List.of(), "light", 960, 540, 2, MOST_POINTS, List.of(), List.of(), List.of(), List.of(), List.of());

    public ReportSettings {
        formats = List.copyOf(formats);
        charts = List.copyOf(charts);
        single = List.copyOf(single);
        several = List.copyOf(several);
        baseline = List.copyOf(baseline);
        treatment = List.copyOf(treatment);
    }

    /**
     * The settings of a workspace; a user's own where it has none.
     *
     * @param user folder with a user's own settings; it need not exist
     * @throws PlimsollException (usage) with everything that is wrong with them
     */
    public static ReportSettings of(WorkspaceFile workspace, Path user) {
        return switch (workspace.workspace().report()) {
            case null -> ofUser(user);
            case ReportSpec.Off _ -> notAutomatic(ofUser(user));
            case ReportSpec.Written written -> {
                ReportCompiler compiler = new ReportCompiler();
                ReportSettings settings = compiler.compile(written, true);
                List<Problem> problems = new ArrayList<>(workspace.problems().stream()
                        .filter(p -> p.path().startsWith(written.path()))
                        .toList());
                compiler.problems().forEach(p -> problems.add(workspace.locate(p)));
                yield checked(settings, problems);
            }
            case ReportSpec.InFile file -> {
                Path path = workspace.baseFolder().resolve(file.file());
                try {
                    yield read(path, true);
                } catch (PlimsollException e) {
                    if (!e.problems().isEmpty()) {
                        throw e;
                    }
                    Problem told = Problem.at(file.path(), String.valueOf(e.getMessage()));
                    throw PlimsollException.ofProblems(HEADLINE, List.of(workspace.locate(told)));
                }
            }
        };
    }

    private static final String HEADLINE = "The report settings are wrong:";

    /**
     * A user's own settings.
     *
     * @throws PlimsollException (usage) with everything that is wrong with them
     */
    public static ReportSettings ofUser(Path user) {
        Path file = user.resolve(FILE);
        return Files.isRegularFile(file) ? read(file, false) : DEFAULT;
    }

    /**
     * What a run was started with; empty where its folder does not say.
     *
     * @throws PlimsollException (usage) with everything that is wrong with them
     */
    public static Optional<ReportSettings> ofRun(Path runFolder) {
        Path file = runFolder.resolve(FILE);
        return Files.isRegularFile(file) ? Optional.of(read(file, false)) : Optional.empty();
    }

    private static ReportSettings read(Path path, boolean automatic) {
        ReportFile file = ReportFile.read(path);
        ReportCompiler compiler = new ReportCompiler();
        ReportSettings settings = compiler.compile(file.written(), automatic);
        List<Problem> problems = new ArrayList<>(file.problems());
        compiler.problems().forEach(p -> problems.add(file.locate(p)));
        return checked(settings, problems);
    }

    private static ReportSettings checked(ReportSettings settings, List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw PlimsollException.ofProblems(HEADLINE, problems);
        }
        return settings;
    }

    private static ReportSettings notAutomatic(ReportSettings s) {
        return new ReportSettings(
                false,
                s.formats,
                s.theme,
                s.width,
                s.height,
                s.scale,
                s.downSampling,
                s.charts,
                s.single,
                s.several,
                s.baseline,
                s.treatment);
    }

    /** The same at another size. */
    public ReportSettings withSize(int newWidth, int newHeight, int newScale) {
        return new ReportSettings(
                automatic,
                formats,
                theme,
                newWidth,
                newHeight,
                newScale,
                downSampling,
                charts,
                single,
                several,
                baseline,
                treatment);
    }

    /** The same in another theme. */
    public ReportSettings withTheme(String other) {
        return new ReportSettings(
                automatic,
                formats,
                other,
                width,
                height,
                scale,
                downSampling,
                charts,
                single,
                several,
                baseline,
                treatment);
    }

    /** What a run is in a comparison, by its name. */
    public enum Part {
        /** What others are compared with. */
        BASELINE,
        /** What is compared. */
        TREATMENT,
        /** No pattern knows it. */
        NEITHER
    }

    /** What the run of a name is in a comparison: the baseline's patterns are asked first. */
    public Part partOf(String runName) {
        return matches(baseline, runName) ? Part.BASELINE : matches(treatment, runName) ? Part.TREATMENT : Part.NEITHER;
    }

    /** Whether one of the patterns is the whole name: {@code *} stands for any text, {@code ?} for one character. */
    private static boolean matches(List<String> patterns, String name) {
        return patterns.stream()
                .map(pattern -> pattern.codePoints()
                        .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
                        .collect(Collectors.joining()))
                .anyMatch(regex ->
                        Pattern.compile(regex, Pattern.DOTALL).matcher(name).matches());
    }

    /** The charts of a report of one run, in order. */
    public List<ChartSetting> ofSingleRun() {
        return named(single.isEmpty() ? ChartSetting.BUILT_IN : single);
    }

    /** The charts of a report of several runs, in order: those named, else every chart of a person's own. */
    public List<ChartSetting> ofSeveralRuns() {
        return several.isEmpty() ? List.copyOf(charts) : named(several);
    }

    private List<ChartSetting> named(List<String> names) {
        List<ChartSetting> named = new ArrayList<>();
        for (String name : names) {
            Optional<ChartSetting.OfStages> own =
                    charts.stream().filter(c -> c.name().equals(name)).findFirst();
            named.add(own.isPresent() ? own.get() : new ChartSetting.BuiltIn(name));
        }
        return named;
    }

    /** The resolved form: a text that {@link #ofRun} reads back to the same. */
    public String json() {
        return ReportJson.write(this);
    }

    /** Writes the resolved form into a run folder. */
    public void writeTo(Path runFolder) {
        AtomicFile.writeText(runFolder.resolve(FILE), json());
    }
}
