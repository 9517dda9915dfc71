package dev.plimsoll.app.target;

import dev.plimsoll.app.session.Action;
import dev.plimsoll.app.session.Notices;
import dev.plimsoll.app.session.PageId;
import dev.plimsoll.app.session.PartList;
import dev.plimsoll.app.session.Workbench;
import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.EmptyState;
import dev.plimsoll.app.widgets.ListColumn;
import dev.plimsoll.app.widgets.Page;
import dev.plimsoll.app.widgets.Tone;
import dev.plimsoll.engine.problem.Problem;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** The page of targets: a list, and a form for the selected one. */
public final class TargetsPage implements Page {
    private final Workbench workbench;
    private final TargetModel model;
    private final TrialModel trials;
    private final ListColumn column;
    private final TargetView detail;
    private final StackPane content = new StackPane();
    private final ObservableList<Problem> problems; // held, or its listener would be told nothing
    private final SimpleBooleanProperty shown = new SimpleBooleanProperty();
    private final SimpleBooleanProperty has = new SimpleBooleanProperty();

    /** For a window. */
    public TargetsPage(Workbench workbench) {
        this(workbench, Trials.ofEngine(workbench.services().environment()));
    }

    TargetsPage(Workbench workbench, Trials asks) {
        this.workbench = workbench;
        model = new TargetModel(workbench.workspace(), workbench.services().environment());
        trials = new TrialModel(workbench.workspace(), workbench.tasks(), asks, model.parts(), LocalTime::now);
        Button add = Buttons.menu(
                "targets-add",
                "bi-plus",
                "Add a target",
                Buttons.item("targets-add-http", "HTTP endpoint", model::addHttp),
                Buttons.item("targets-add-models", "Local models", model::addModels),
                Buttons.item("targets-add-simulator", "Demo simulator", model::addSimulator));
        column = new ListColumn("targets", "Targets", add);
        column.setId("targets-page");
        column.getStylesheets()
                .add(Objects.requireNonNull(TargetsPage.class.getResource("target.css"))
                        .toExternalForm());
        content.getStyleClass().add("target-ground");
        content.setAlignment(Pos.TOP_LEFT);
        column.content(content);
        detail = new TargetView(workbench, model, trials, this::rename, this::delete);
        column.selected().addListener((_, _, key) -> model.parts().select(key));
        model.parts().selected().addListener((_, _, _) -> refresh());
        model.parts().parts().addListener((ListChangeListener<PartList.Part>) _ -> refresh());
        problems = workbench.workspace().problems();
        problems.addListener((ListChangeListener<Problem>) _ -> refresh());
        workbench.workspace().file().addListener((_, _, _) -> refresh());
        workbench.workspace().opened().addListener((_, _, _) -> refresh());
        model.extras.error().addListener((_, _, _) -> refresh());
        model.keyVariableError().addListener((_, _, _) -> refresh());
        trials.onChange(this::refresh);
        detail.onChange(this::refresh);
        action("target.check", "Check target", "bi-lightning-charge", detail::check);
        action("target.send", "Send one request", "bi-arrow-return-left", detail::send);
        action(
                "target.duplicate",
                "Duplicate target",
                "bi-files",
                () -> model.parts().duplicate());
        action("target.delete", "Delete target", "bi-trash", this::delete);
        column.list().setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.DELETE) {
                delete();
            }
        });
        refresh();
    }

    @Override
    public PageId id() {
        return PageId.TARGETS;
    }

    @Override
    public Parent view() {
        return column;
    }

    @Override
    public void shown(@Nullable Object argument) {
        shown.set(true);
        if (argument instanceof String key) {
            model.parts().select(key);
        }
        refresh();
    }

    @Override
    public void hidden() {
        shown.set(false);
        workbench.workspace().endStep();
    }

    /** The model, for tests. */
    TargetModel model() {
        return model;
    }

    private void action(String id, String text, String icon, Runnable run) {
        workbench.actions().add(new Action(id, text, icon, null, "Target", shown.and(has), run));
    }

    private void refresh() {
        has.set(model.parts().selected().get() != null);
        List<ListColumn.Item> items =
                model.parts().parts().stream().map(this::item).toList();
        if (!items.equals(column.items())) {
            column.items().setAll(items);
        }
        PartList.Part part = model.parts().selected().get();
        column.selected().set(part == null ? null : part.key());
        if (part == null) {
            EmptyState nothing = empty();
            StackPane.setAlignment(nothing, Pos.CENTER);
            content.getChildren().setAll(nothing);
        } else {
            if (!content.getChildren().contains(detail.node())) {
                content.getChildren().setAll(detail.node());
            }
            detail.refresh(part);
        }
    }

    private ListColumn.Item item(PartList.Part part) {
        long problems = model.problems(part);
        Optional<Checked> check = trials.lastCheck(part);
        String state;
        Tone dot;
        if (problems > 0) {
            state = problems == 1 ? "1 problem" : problems + " problems";
            dot = Tone.WARNING;
        } else if (trials.isChecking(part)) {
            state = "checking";
            dot = Tone.MUTED;
        } else if (check.isEmpty()) {
            state = part.kind().equals(TargetModel.HTTP) ? "not checked" : "";
            dot = Tone.MUTED;
        } else {
            boolean passed = check.get().passed();
            String used = check.get().report().model();
            state = !passed ? "check failed" : trials.isStale(part) ? "edited since check" : used == null ? "" : used;
            dot = !passed ? Tone.DANGER : trials.isStale(part) ? Tone.WARNING : Tone.SUCCESS;
        }
        String note = model.summary(part);
        boolean builtIn = TargetModel.KINDS.contains(part.kind());
        return new ListColumn.Item(
                part.key(), part.title(), state.isEmpty() || !builtIn ? note : note + " · " + state, dot);
    }

    private EmptyState empty() {
        if (!workbench.workspace().opened().get()) {
            return new EmptyState(
                    "No workspace is open",
                    "Targets belong to a workspace.",
                    Buttons.plain(
                            "targets-welcome",
                            "Go to the start page",
                            () -> workbench.navigator().show(PageId.WELCOME)));
        }
        return new EmptyState(
                "No targets yet",
                "A target is the server under load: an OpenAI-compatible endpoint, or the simulator that comes along.",
                Buttons.plain("targets-empty-add", "Add HTTP endpoint", "bi-plus", model::addHttp));
    }

    private Optional<String> rename(String to) {
        PartList.Part before = model.parts().selected().get();
        Optional<String> refused = model.parts().rename(to);
        PartList.Part after = model.parts().selected().get();
        if (before != null && after != null && !before.key().equals(after.key())) {
            trials.renamed(before.key(), after.key());
        }
        return refused;
    }

    private void delete() {
        PartList.Part part = model.parts().selected().get();
        if (part == null) {
            return;
        }
        List<String> users = model.parts().usedBy(part);
        if (users.isEmpty()) {
            deleteNow(part);
            return;
        }
        String who = users.size() == 1
                ? "The benchmark " + users.getFirst() + " uses it and"
                : users.size() + " benchmarks use it (" + String.join(", ", users) + ") and";
        workbench
                .notices()
                .ask(new Notices.Question(
                        "Delete " + part.title() + "?",
                        who + " cannot run without it.",
                        List.of(new Notices.Remedy("Delete", () -> deleteNow(part))),
                        true));
    }

    private void deleteNow(PartList.Part part) {
        model.parts().select(part.key());
        Runnable restore = model.parts().delete();
        workbench.notices().toast("Deleted " + part.title(), List.of(new Notices.Remedy("Undo", restore)));
    }
}
