package dev.plimsoll.engine.workspace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a workspace's runs are reported, as written. */
public sealed interface ReportSpec {
    /** Where it is written: {@code report}, or empty at the top of a file of its own. */
    String path();

    /** {@code "report": false}: nothing of its own, and no automatic export. */
    record Off(String path) implements ReportSpec {}

    /**
     * {@code "report": "report.json"}: the settings are in a file of their own.
     *
     * @param file path, relative to the workspace
     */
    record InFile(String path, String file) implements ReportSpec {}

    /**
     * {@code "report": { ... }}; null = not written.
     *
     * @param path where it is written
     * @param automatic whether a run is reported when it ends
     * @param formats formats that are written then
     * @param theme {@code light} or {@code dark}
     * @param width width of a picture, px
     * @param height height of a picture, px
     * @param scale pixels of the file for each of its own
     * @param downSampling most points of a series that are drawn
     * @param charts charts of one's own, by name
     * @param single charts of a report of one run, in order
     * @param several charts of a report of several runs, in order
     * @param baseline patterns of the names of runs to compare with
     * @param treatment patterns of the names of runs that are compared
     */
    record Written(
            String path,
            @Nullable Boolean automatic,
            @Nullable List<String> formats,
            @Nullable String theme,
            @Nullable Long width,
            @Nullable Long height,
            @Nullable Long scale,
            @Nullable Long downSampling,
            List<Chart> charts,
            @Nullable List<String> single,
            @Nullable List<String> several,
            @Nullable List<String> baseline,
            @Nullable List<String> treatment)
            implements ReportSpec {
        public Written {
            charts = List.copyOf(charts);
        }
    }

    /**
     * One chart of one's own: a figure of every stage against another.
     *
     * @param path where it is written
     * @param name its name, also of its file
     * @param type {@code scatter}, {@code line} or {@code pareto}
     * @param title shown title
     * @param x figure to the right
     * @param y figure upwards
     * @param labels what is written beside a point: {@code none}, {@code stage} or {@code strategy}
     * @param groups what points of one colour have in common: {@code none}, {@code strategy} or {@code run}
     */
    record Chart(
            String path,
            String name,
            @Nullable String type,
            @Nullable String title,
            @Nullable Axis x,
            @Nullable Axis y,
            @Nullable String labels,
            @Nullable String groups) {}

    /**
     * The figure of one axis.
     *
     * @param metric tag of a metric, or a figure of the stage itself
     * @param stat statistic of a metric
     */
    record Axis(
            String path, @Nullable String metric, @Nullable String stat) {}
}
