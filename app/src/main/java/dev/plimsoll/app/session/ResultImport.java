package dev.plimsoll.app.session;

import dev.plimsoll.engine.interop.ResultFile;
import dev.plimsoll.engine.interop.ResultImporters;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Brings other programs' results among the runs of the open workspace, to compare with. JavaFX thread; files are read in the background. */
public final class ResultImport {
    private static final int MOST_TOLD = 3;

    private final Workbench bench;

    /** For a window. */
    public ResultImport(Workbench bench) {
        this.bench = bench;
    }

    /** A file that was not imported, and why. */
    private record Wrong(Path file, String why) {}

    /** What became of some files: run folders, faults, and files that turned out to be workspaces. */
    private record Brought(List<Path> runs, List<Wrong> wrong, List<Path> workspaces) {}

    /** Asks for result files and imports them. */
    public void choose() {
        List<Path> files = bench.services()
                .dialogs()
                .openSeveral("Import results", "Results of other programs", "*.json", "*.jsonl");
        if (!files.isEmpty()) {
            bring(files);
        }
    }

    /** Opens what was dropped on the window: a workspace or a run folder as such, everything else as other programs' results. */
    public void dropped(List<Path> paths) {
        if (paths.size() == 1 && isOwn(paths.getFirst())) {
            bench.desk().open(paths.getFirst());
        } else if (!paths.isEmpty()) {
            bring(paths);
        }
    }

    private static boolean isOwn(Path path) {
        return Files.isDirectory(path)
                || path.toString().endsWith(WorkspaceFile.EXTENSION)
                || WorkspaceDesk.isRun(path);
    }

    /** Imports files one after the other and shows what came of them; those that are wrong are told, each with where and why. */
    public void bring(List<Path> files) {
        Path into = bench.run().runsFolder();
        bench.tasks()
                .runReporting(
                        "Importing " + named(files),
                        report -> read(files, into, report),
                        this::brought,
                        failure -> bench.notices().failure(named(files) + " could not be imported.", failure));
    }

    private static Brought read(List<Path> files, Path into, Tasks.Report report) throws InterruptedException {
        Brought brought = new Brought(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < files.size(); i++) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Path file = files.get(i);
            report.at(files.size() == 1 ? -1 : (double) i / files.size(), name(file));
            try {
                brought.runs().add(ResultImporters.importInto(into, file));
            } catch (PlimsollException e) {
                if (files.size() == 1 && isWorkspace(file)) {
                    brought.workspaces().add(file);
                } else {
                    brought.wrong().add(new Wrong(file, String.valueOf(e.getMessage())));
                }
            }
        }
        return brought;
    }

    /** A workspace may be called anything that ends in {@code .json}. */
    private static boolean isWorkspace(Path file) {
        try {
            JsonNode content = ResultFile.read(file).first();
            return content.has("schemaVersion") && (content.has("targets") || content.has("benchmarks"));
        } catch (PlimsollException e) {
            return false;
        }
    }

    private void brought(Brought brought) {
        List<Path> runs = brought.runs();
        if (!brought.wrong().isEmpty()) {
            tell(brought.wrong(), runs.size() + brought.wrong().size());
        }
        brought.workspaces().forEach(bench.desk()::open);
        if (runs.isEmpty()) {
            return;
        }
        bench.notices().toast(Numbers.count(runs.size(), "run", "runs") + " imported");
        if (runs.size() == 1) {
            bench.navigator().show(PageId.RESULTS, runs.getFirst());
        } else {
            bench.navigator().show(PageId.RESULTS, List.copyOf(runs));
        }
    }

    private void tell(List<Wrong> wrong, int of) {
        String what = wrong.size() == 1
                ? name(wrong.getFirst().file()) + " was not imported."
                : Numbers.count(wrong.size()) + " of " + Numbers.count(of) + " files were not imported.";
        String why = wrong.stream().limit(MOST_TOLD).map(Wrong::why).collect(Collectors.joining("\n"))
                + (wrong.size() > MOST_TOLD ? "\nAnd " + Numbers.count(wrong.size() - MOST_TOLD) + " more." : "");
        bench.notices()
                .banner(new Notices.Notice(
                        Notices.Tone.ERROR,
                        what,
                        why,
                        "Choose a result file as the program wrote it.",
                        null,
                        List.of(new Notices.Remedy("Choose another file", this::choose))));
    }

    private static String named(List<Path> files) {
        return files.size() == 1 ? name(files.getFirst()) : Numbers.count(files.size(), "file", "files");
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
