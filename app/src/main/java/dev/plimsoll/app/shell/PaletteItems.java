package dev.plimsoll.app.shell;

import dev.plimsoll.app.session.Action;
import dev.plimsoll.app.session.PageId;
import dev.plimsoll.app.session.Workbench;
import dev.plimsoll.engine.workspace.Workspace;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything the palette offers now: every action, every item of the workspace, its runs, recent workspaces. */
final class PaletteItems {
    private static final int MOST_RUNS = 100;

    private PaletteItems() {}

    static List<PaletteItem> of(Workbench bench) {
        List<PaletteItem> items = new ArrayList<>();
        for (Action action : bench.actions().all()) {
            if (!action.id().equals("view.palette")) {
                String icon = action.icon() == null ? "bi-arrow-return-right" : action.icon();
                items.add(new PaletteItem(
                        action.text(),
                        "",
                        icon,
                        action.shortcut(),
                        action.group(),
                        action.enabled().get(),
                        action::fire));
            }
        }
        Workspace workspace = bench.workspace().file().get().workspace();
        if (bench.navigator().has(PageId.TARGETS)) {
            workspace.targets().forEach(t -> item(items, bench, PageId.TARGETS, t.id(), "Targets", "bi-hdd-network"));
        }
        if (bench.navigator().has(PageId.DATASETS)) {
            workspace
                    .datasets()
                    .forEach(d -> item(items, bench, PageId.DATASETS, d.id(), "Datasets", "bi-journal-text"));
        }
        if (bench.navigator().has(PageId.BENCHMARKS)) {
            workspace
                    .benchmarks()
                    .forEach(b -> item(items, bench, PageId.BENCHMARKS, b.id(), "Benchmarks", "bi-sliders"));
        }
        if (bench.navigator().has(PageId.RESULTS)) {
            for (Path run : runs(bench.run().runsFolder())) {
                items.add(new PaletteItem(
                        run.getFileName().toString(),
                        "",
                        "bi-bar-chart",
                        null,
                        "Runs",
                        true,
                        () -> bench.navigator().show(PageId.RESULTS, run)));
            }
        }
        bench.services()
                .preferences()
                .recent()
                .forEach(r -> items.add(new PaletteItem(
                        String.valueOf(r.path().getFileName()).replace(WorkspaceFile.EXTENSION, ""),
                        String.valueOf(r.path().getParent()),
                        "bi-file-earmark-text",
                        null,
                        "Recent workspaces",
                        true,
                        () -> bench.desk().open(r.path()))));
        return items;
    }

    private static void item(
            List<PaletteItem> items, Workbench bench, PageId page, @Nullable String id, String group, String icon) {
        if (id != null) {
            items.add(new PaletteItem(
                    id, "", icon, null, group, true, () -> bench.navigator().show(page, id)));
        }
    }

    private static List<Path> runs(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isDirectory)
                    .sorted(Comparator.reverseOrder())
                    .limit(MOST_RUNS)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
