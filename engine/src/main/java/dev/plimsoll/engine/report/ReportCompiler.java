package dev.plimsoll.engine.report;

import dev.plimsoll.engine.problem.Closest;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.workspace.ReportSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Report settings as written to settings that are valid, or everything that is wrong with them. One thread. */
final class ReportCompiler {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");
    private static final int SMALLEST = 120;
    private static final int LARGEST = 8192;
    private static final int LARGEST_SCALE = 4;
    private static final int FEWEST_POINTS = 10;

    private final List<Problem> problems = new ArrayList<>();

    /** What is wrong, at paths as written. */
    List<Problem> problems() {
        return problems;
    }

    /** The settings; what is wrong has its default in them. */
    ReportSettings compile(ReportSpec.Written written, boolean automaticByDefault) {
        ReportSettings none = ReportSettings.DEFAULT;
        List<ChartSetting.OfStages> charts = new ArrayList<>();
        written.charts().forEach(chart -> chart(chart).ifPresent(charts::add));
        List<String> known = new ArrayList<>(ChartSetting.BUILT_IN);
        known.addAll(written.charts().stream().map(ReportSpec.Chart::name).toList());
        return new ReportSettings(
                Objects.requireNonNullElse(written.automatic(), automaticByDefault),
                names(
                        written,
                        "formats",
                        written.formats(),
                        Exporters.all().stream().map(Exporter::format).toList(),
                        "report format"),
                oneOf(at(written.path(), "theme"), written.theme(), none.theme(), List.of("light", "dark")),
                whole(written, "width", written.width(), none.width(), SMALLEST, LARGEST),
                whole(written, "height", written.height(), none.height(), SMALLEST, LARGEST),
                whole(written, "scale", written.scale(), none.scale(), 1, LARGEST_SCALE),
                whole(
                        written,
                        "downSampling",
                        written.downSampling(),
                        none.downSampling(),
                        FEWEST_POINTS,
                        ReportSettings.MOST_POINTS),
                charts,
                names(written, "single", written.single(), known, "chart"),
                names(
                        written,
                        "several",
                        written.several(),
                        written.charts().stream().map(ReportSpec.Chart::name).toList(),
                        "chart of these settings"),
                orEmpty(written.baseline()),
                orEmpty(written.treatment()));
    }

    private Optional<ChartSetting.OfStages> chart(ReportSpec.Chart chart) {
        if (!NAME.matcher(chart.name()).matches()) {
            problems.add(
                    Problem.at(chart.path(), "a chart's name is one of a file: letters, digits, '-' and '_' only"));
        } else if (ChartSetting.BUILT_IN.contains(chart.name())) {
            problems.add(Problem.at(chart.path(), "'" + chart.name() + "' is the name of a chart that there is"));
        }
        ChartSetting.Type type = word(chart.path() + ".type", chart.type(), ChartSetting.Type.SCATTER);
        ChartSetting.Labels labels = word(chart.path() + ".labels", chart.labels(), ChartSetting.Labels.NONE);
        ChartSetting.Groups groups = word(chart.path() + ".groups", chart.groups(), ChartSetting.Groups.NONE);
        StageFigure x = figure(chart.x());
        StageFigure y = figure(chart.y());
        if (x == null || y == null) {
            return Optional.empty();
        }
        String title = chart.title() == null ? y.label() + " against " + x.label() : chart.title();
        return Optional.of(new ChartSetting.OfStages(chart.name(), type, title, x, y, labels, groups));
    }

    private @Nullable StageFigure figure(ReportSpec.@Nullable Axis axis) {
        String metric = axis == null ? null : axis.metric();
        if (axis == null || metric == null) {
            return null; // told where it was read
        }
        Optional<String> fault = StageFigure.fault(metric, axis.stat());
        if (fault.isPresent()) {
            boolean known = StageFigure.names().contains(metric);
            problems.add(Problem.at(axis.path() + (known ? ".stat" : ".metric"), fault.get()));
            return null;
        }
        return StageFigure.of(metric, axis.stat());
    }

    private <E extends Enum<E>> E word(String path, @Nullable String written, E usual) {
        List<E> all = Arrays.asList(usual.getDeclaringClass().getEnumConstants());
        List<String> words = all.stream().map(ReportJson::word).toList();
        return all.get(words.indexOf(oneOf(path, written, ReportJson.word(usual), words)));
    }

    private String oneOf(String path, @Nullable String written, String usual, List<String> allowed) {
        if (written == null) {
            return usual;
        }
        if (!allowed.contains(written)) {
            problems.add(new Problem(
                    null, 0, path, "unknown name '" + written + "'" + Closest.hint(written, allowed), allowed));
            return usual;
        }
        return written;
    }

    private List<String> names(
            ReportSpec.Written spec, String list, @Nullable List<String> written, List<String> known, String what) {
        List<String> names = orEmpty(written);
        for (int i = 0; i < names.size(); i++) {
            if (!known.contains(names.get(i))) {
                problems.add(new Problem(
                        null,
                        0,
                        at(spec.path(), list) + "[" + i + "]",
                        "there is no " + what + " '" + names.get(i) + "'" + Closest.hint(names.get(i), known),
                        known));
            }
        }
        return names;
    }

    private int whole(ReportSpec.Written spec, String name, @Nullable Long written, int usual, int least, int most) {
        if (written == null) {
            return usual;
        }
        if (written < least || written > most) {
            problems.add(
                    Problem.at(at(spec.path(), name), "must be from " + least + " to " + most + ", but is " + written));
            return usual;
        }
        return written.intValue();
    }

    private static String at(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static List<String> orEmpty(@Nullable List<String> list) {
        return list == null ? List.of() : list;
    }
}
