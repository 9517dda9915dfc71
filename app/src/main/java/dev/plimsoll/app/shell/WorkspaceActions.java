package dev.plimsoll.app.shell;

import dev.plimsoll.app.services.Texts;
import dev.plimsoll.app.session.Action;
import dev.plimsoll.app.session.PageId;
import dev.plimsoll.app.session.ResultImport;
import dev.plimsoll.app.session.Workbench;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import org.jspecify.annotations.Nullable;

/** The actions of files and of editing. */
final class WorkspaceActions {
    private final Workbench bench;
    private final ResultImport results;

    WorkspaceActions(Workbench bench, ResultImport results) {
        this.bench = bench;
        this.results = results;
    }

    void register() {
        ObservableBooleanValue opened = bench.workspace().opened();
        ObservableBooleanValue filed = bench.workspace().path().isNotNull();
        ObservableBooleanValue always = new SimpleBooleanProperty(true);
        file("workspace.new", "bi-file-earmark-plus", "Shortcut+N", always, bench.desk()::create);
        file("workspace.open", "bi-folder2-open", "Shortcut+O", always, bench.desk()::choose);
        file("workspace.openRun", "bi-folder2-open", "Shortcut+Shift+O", always, bench.desk()::chooseRun);
        if (bench.navigator().has(PageId.RESULTS)) {
            file("results.import", "bi-box-arrow-in-down", "Shortcut+I", always, results::choose);
        }
        file(
                "workspace.save",
                "bi-save",
                "Shortcut+S",
                Bindings.and(bench.workspace().opened(), bench.workspace().edited()),
                () -> bench.desk().save(() -> {}));
        file(
                "workspace.saveAs",
                "bi-save",
                "Shortcut+Shift+S",
                opened,
                () -> bench.desk().saveAs(() -> {}));
        file("workspace.revert", "bi-arrow-counterclockwise", null, filed, bench.desk()::reload);
        file("workspace.reveal", "bi-folder", null, filed, bench.desk()::reveal);
        file("workspace.close", "bi-x", "Shortcut+W", opened, bench.desk()::close);
        edit("edit.undo", "Shortcut+Z", bench.workspace().canUndo(), bench.workspace()::undo);
        edit("edit.redo", "Shortcut+Shift+Z", bench.workspace().canRedo(), bench.workspace()::redo);
    }

    private void file(String id, String icon, @Nullable String shortcut, ObservableBooleanValue enabled, Runnable run) {
        bench.actions().add(new Action(id, Texts.of(id), icon, shortcut, Texts.of("group.file"), enabled, run));
    }

    private void edit(String id, String shortcut, ObservableBooleanValue enabled, Runnable run) {
        String icon = id.endsWith("undo") ? "bi-arrow-counterclockwise" : "bi-arrow-clockwise";
        bench.actions().add(new Action(id, Texts.of(id), icon, shortcut, Texts.of("group.edit"), enabled, run));
    }
}
