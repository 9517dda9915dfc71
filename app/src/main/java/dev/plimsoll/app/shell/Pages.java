package dev.plimsoll.app.shell;

import dev.plimsoll.app.benchmark.BenchmarkPage;
import dev.plimsoll.app.dataset.DatasetsPage;
import dev.plimsoll.app.live.LivePage;
import dev.plimsoll.app.results.ResultsPage;
import dev.plimsoll.app.session.PageId;
import dev.plimsoll.app.session.Workbench;
import dev.plimsoll.app.target.TargetsPage;
import dev.plimsoll.app.welcome.WelcomePage;
import dev.plimsoll.app.widgets.Page;
import java.util.List;
import java.util.function.Function;

/** The pages of the window, in the order of the rail. A page that is not here is nowhere in the interface. */
public final class Pages {
    /** All of them. */
    public static final List<Entry> ALL = List.of(
            new Entry(PageId.WELCOME, "Welcome", "bi-house", WelcomePage::new),
            new Entry(PageId.TARGETS, "Targets", "bi-hdd-network", TargetsPage::new),
            new Entry(PageId.DATASETS, "Datasets", "bi-journal-text", DatasetsPage::new),
            new Entry(PageId.BENCHMARKS, "Benchmarks", "bi-sliders", BenchmarkPage::new),
            new Entry(PageId.LIVE, "Live", "bi-speedometer2", LivePage::new),
            new Entry(PageId.RESULTS, "Results", "bi-bar-chart", ResultsPage::new));

    private Pages() {}

    /**
     * One page.
     *
     * @param title its name in the rail and the menu
     * @param icon in the rail
     * @param make makes it, when it is first shown
     */
    public record Entry(PageId id, String title, String icon, Function<Workbench, Page> make) {
        /** Whether it has a place in the rail; the welcome page is reached by the mark. */
        boolean inRail() {
            return id != PageId.WELCOME;
        }
    }
}
