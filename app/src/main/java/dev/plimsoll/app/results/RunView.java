package dev.plimsoll.app.results;

import dev.plimsoll.app.session.TaskItem;
import dev.plimsoll.app.session.Workbench;
import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.Chip;
import dev.plimsoll.app.widgets.Icons;
import dev.plimsoll.app.widgets.Popover;
import dev.plimsoll.app.widgets.StateChip;
import dev.plimsoll.app.widgets.Tone;
import dev.plimsoll.app.widgets.Widths;
import dev.plimsoll.charts.run.RunCharts;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.metrics.WindowChoice;
import dev.plimsoll.engine.report.MarkdownExporter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;

/** The page of one run: title, tabs, exports, and the tab that is shown. */
final class RunView extends VBox {
    /** What can be shown of a run. */
    enum Tab {
        SUMMARY,
        CHARTS,
        REQUESTS,
        CLASSES,
        MODELS,
        ROUTER,
        ERRORS,
        SETUP;

        /** Whether a run has something to show there: of another program's run there are figures, no requests. */
        boolean suits(RunModel run) {
            return switch (this) {
                case SUMMARY, CHARTS, SETUP -> true;
                case REQUESTS -> run.origin().isEmpty();
                case CLASSES -> run.stages().stream().anyMatch(s -> !s.classes().isEmpty());
                case MODELS -> run.stages().stream().anyMatch(s -> !s.models().isEmpty());
                case ROUTER -> run.summary().stages().stream().anyMatch(s -> s.router() != null);
                case ERRORS ->
                    run.origin().isEmpty()
                            || run.stages().stream().anyMatch(s -> !s.errors().isEmpty());
            };
        }

        String title() {
            return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
        }
    }

    private final RunModel run;
    private final Workbench workbench;
    private final ResultExports exports;
    /** Null where only figures are known. */
    private final @Nullable RequestsTab requests;

    private final WindowModel window;
    private final SummaryTab summary;
    private final ChartsTab charts;
    private final ClassesTab classes;
    private final ClassesTab models;
    private final RouterTab router;
    private final SetupTab setup;
    private final ErrorsTab errors;
    private final StackPane place = new StackPane();
    private final HBox header = new HBox();
    private final HBox titles = new HBox();
    private final VBox stacked = new VBox();
    private final Label title = new Label();
    private final Label facts = new Label();
    private Chip chip = new Chip("", Tone.MUTED);
    private final Map<Tab, ToggleButton> toggles = new EnumMap<>(Tab.class);
    private final BooleanBinding narrow = Widths.below(this, Widths.NARROW);
    private final ChangeListener<Boolean> onDark = (_, _, dark) -> theme(dark);
    private @Nullable TaskItem cutting;
    private Tab tab = Tab.SUMMARY;

    RunView(Workbench workbench, RunModel run, Runnable back, List<Node> notices) {
        this.workbench = workbench;
        this.run = run;
        setId("run-page");
        getStyleClass().add("results-run");
        exports = new ResultExports(workbench);
        requests = Tab.REQUESTS.suits(run) ? new RequestsTab(run, exports) : null;
        summary = new SummaryTab(
                run,
                exports,
                () -> new StageTable(run, workbench.services().clipboard(), workbench.notices(), this::chooseWindow));
        window = new WindowModel(run.stages());
        charts = new ChartsTab(run, requests == null ? null : requests.model(), exports, () -> show(Tab.REQUESTS));
        classes = new ClassesTab(run, exports, ClassesTab.Parts.CLASSES);
        models = new ClassesTab(run, exports, ClassesTab.Parts.MODELS);
        router = new RouterTab(run, exports);
        setup = new SetupTab(run, exports);
        errors = new ErrorsTab(run, row -> {
            run.scope().stage().set(ScopeModel.ALL);
            run.scope().filter().set(row.filter());
            show(Tab.REQUESTS);
        });
        header(back);
        VBox.setVgrow(place, Priority.ALWAYS);
        getChildren().add(header);
        getChildren().addAll(notices);
        getChildren().add(place);
        narrow.addListener(_ -> arrange());
        workbench.services().theme().dark().addListener(onDark);
        theme(workbench.services().theme().dark().get());
        run.measured().subscribe(_ -> measured());
        show(Tab.SUMMARY);
    }

    RunModel run() {
        return run;
    }

    /** The table of requests of a run that has some. */
    TableView<RequestSlot> requestsTable() {
        return Objects.requireNonNull(requests).table();
    }

    /** Shows a tab. */
    void show(Tab wanted) {
        tab = wanted;
        ToggleButton toggle = toggles.get(wanted);
        if (toggle != null) {
            toggle.setSelected(true);
        }
        arrange();
    }

    /** Lets everything go. */
    void dispose() {
        workbench.services().theme().dark().removeListener(onDark);
        if (requests != null) {
            requests.close();
        }
        if (cutting != null) {
            cutting.cancel();
        }
    }

    private void theme(boolean dark) {
        ChartStyle style = dark ? ChartStyle.DARK : ChartStyle.LIGHT;
        summary.chart().setTheme(style);
        charts.setTheme(style);
        if (requests != null) {
            requests.setTheme(style);
        }
    }

    private void header(Runnable back) {
        Button toList = Buttons.icon("run-back", "bi-chevron-left", "All runs", back);
        toList.getStyleClass().addAll("flat", "results-back");
        title.setId("run-title");
        title.getStyleClass().add("pl-page-title");
        title.setMinWidth(0);
        facts.setId("run-facts");
        facts.getStyleClass().add("pl-muted");
        titles.getStyleClass().add("results-titles");
        titles.setAlignment(Pos.CENTER_LEFT);
        titles.setMinWidth(0);
        stacked.setMinWidth(0);
        Region room = new Region();
        room.setMinWidth(0);
        HBox.setHgrow(room, Priority.ALWAYS);
        SegmentedButton tabs = new SegmentedButton();
        tabs.setId("run-tabs");
        tabs.setMinWidth(Region.USE_PREF_SIZE);
        for (Tab each : Tab.values()) {
            if (!each.suits(run)) {
                continue;
            }
            ToggleButton toggle = new ToggleButton(each.title());
            toggle.setId("run-tab-" + each.name().toLowerCase(Locale.ROOT));
            toggle.setMinWidth(Region.USE_PREF_SIZE);
            toggle.setOnAction(_ -> show(each)); // also keeps the pressed one pressed
            toggles.put(each, toggle);
            tabs.getButtons().add(toggle);
        }
        header.getStyleClass().add("results-header");
        header.setAlignment(Pos.CENTER_LEFT);
        header.getChildren().addAll(toList, titles, room, tabs, exportMenu());
    }

    private void chooseWindow(Node below) {
        Popover[] popover = new Popover[1];
        popover[0] = Popover.open(place, below, new WindowForm(window, choice -> {
            popover[0].close();
            measure(choice);
        }));
    }

    /** Makes the figures of another window in the background, or shows the run's own again. */
    void measure(WindowChoice choice) {
        if (cutting != null) {
            cutting.cancel();
        }
        run.measuring(true);
        ChartStyle style = workbench.services().theme().dark().get() ? ChartStyle.DARK : ChartStyle.LIGHT;
        record Cut(ArchivedRun run, RunCharts charts) {}
        cutting = workbench
                .tasks()
                .run(
                        "Measuring another window",
                        () -> {
                            ArchivedRun cut = choice.equals(WindowChoice.NONE)
                                    ? run.run()
                                    : run.run().recut(choice);
                            return new Cut(cut, RunCharts.of(cut).prepare(style));
                        },
                        cut -> run.show(cut.run(), cut.charts()),
                        failure -> {
                            run.measuring(false);
                            workbench.notices().failure("The window could not be measured.", failure);
                        });
        cutting.done().addListener(_ -> run.measuring(false));
    }

    /** What depends on the window that is measured. */
    private void measured() {
        title.setText(run.title());
        facts.setText(run.facts());
        chip = run.origin()
                .<Chip>map(from -> new Chip(Provenance.program(from), Tone.MUTED))
                .orElseGet(() -> new StateChip(run.verdict()));
        chip.setId("run-verdict");
        titles();
    }

    private MenuButton exportMenu() {
        MenuButton menu = new MenuButton("Export", Icons.of("bi-box-arrow-up", 14));
        menu.setId("run-export");
        menu.setMinWidth(Region.USE_PREF_SIZE);
        menu.getItems()
                .addAll(
                        format("html", "HTML report…", "Write the HTML report"),
                        format("png", "Pictures as PNG…", "Write the pictures"),
                        format("svg", "Pictures as SVG…", "Write the pictures"),
                        format("csv", "Tables as CSV…", "Write the tables"),
                        format("json", "Summary as JSON…", "Write the summary"),
                        format("markdown", "Markdown…", "Write the Markdown report"),
                        new SeparatorMenuItem());
        MenuItem copy = new MenuItem("Copy as Markdown");
        copy.setId("export-copy-markdown");
        copy.setOnAction(_ -> exports.copyText(MarkdownExporter.text(run.summary()), "Copied as Markdown"));
        MenuItem reveal = new MenuItem("Reveal the run folder");
        reveal.setId("export-reveal");
        reveal.setOnAction(_ -> workbench.services().browser().reveal(run.folder()));
        menu.getItems().addAll(copy, reveal);
        return menu;
    }

    private MenuItem format(String format, String text, String doing) {
        MenuItem item = new MenuItem(text);
        item.setId("export-" + format);
        item.setOnAction(_ -> exports.report(run.measured().get().run(), format, doing));
        return item;
    }

    private void arrange() {
        boolean oneColumn = narrow.get();
        titles();
        charts.arrange(oneColumn);
        setup.arrange(oneColumn);
        place.getChildren().clear();
        if (requests != null) {
            requests.lend();
        }
        switch (tab) {
            case SUMMARY -> {
                summary.arrange(oneColumn, requests);
                place.getChildren().setAll(summary);
            }
            case CHARTS -> place.getChildren().setAll(charts);
            case REQUESTS -> {
                if (requests != null) {
                    requests.arrange(oneColumn);
                    place.getChildren().setAll(requests);
                }
            }
            case CLASSES -> place.getChildren().setAll(classes);
            case MODELS -> place.getChildren().setAll(models);
            case ROUTER -> place.getChildren().setAll(router);
            case ERRORS -> place.getChildren().setAll(errors);
            case SETUP -> place.getChildren().setAll(setup);
        }
    }

    private void titles() {
        boolean oneColumn = narrow.get();
        stacked.getChildren().clear();
        titles.getChildren().clear();
        if (oneColumn) {
            stacked.getChildren().addAll(title, facts);
            titles.getChildren().add(stacked);
        } else {
            titles.getChildren().addAll(title, facts);
        }
        if (tab != Tab.SUMMARY) {
            titles.getChildren().add(chip);
        }
    }
}
