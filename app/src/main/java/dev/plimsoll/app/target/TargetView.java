package dev.plimsoll.app.target;

import dev.plimsoll.app.session.PartList;
import dev.plimsoll.app.session.PrettyJson;
import dev.plimsoll.app.session.SaveFirst;
import dev.plimsoll.app.session.Workbench;
import dev.plimsoll.app.target.models.ModelsForm;
import dev.plimsoll.app.widgets.Banner;
import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.Chip;
import dev.plimsoll.app.widgets.Icons;
import dev.plimsoll.app.widgets.OtherProblems;
import dev.plimsoll.app.widgets.PageScroll;
import dev.plimsoll.app.widgets.Tone;
import dev.plimsoll.app.widgets.Widths;
import dev.plimsoll.engine.run.TrialReport;
import dev.plimsoll.engine.workspace.TargetSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One target: head, banner of a failed check, the form, and beside it (below it in a narrow window) what is known of it. */
final class TargetView {
    private static final double SIDE = 440;
    private static final double WIDEST = 1184;

    private final Workbench workbench;
    private final TargetModel model;
    private final TrialModel trials;
    private final Label title = new Label();
    private final Chip problems = new Chip("", Tone.DANGER, Icons.of("bi-exclamation-circle-fill", 12));
    private final Button revert;
    private final Button check;
    private final VBox top = new VBox(8);
    private final HBox head;
    private final VBox fields = new VBox(8);
    private final VBox side = new VBox(8);
    private final ScrollPane scroll = new ScrollPane();
    private final VBox page;
    private final BooleanBinding narrow;

    private static final Set<String> COMMON_FIELDS =
            Set.of("extras", "timeouts.connect", "timeouts.idle", "timeouts.total");
    private static final Set<String> HTTP_FIELDS =
            with(COMMON_FIELDS, List.of("url", "apiKeyEnv", "apiKeyFile", "headers*", "caFile", "httpVersion"));
    private static final Set<String> MODELS_FIELDS = with(COMMON_FIELDS, ModelsForm.members());
    private static final Set<String> SIMULATOR_FIELDS =
            with(with(COMMON_FIELDS, List.of("profile")), TargetSpec.Simulator.PARAMETERS);

    private final OtherProblems others;
    private final HttpCard main;
    private final ModelsForm models;
    private final AccessCard access;
    private final TemplateCard template;
    private final ExtrasCard extras;
    private final ConnectionFold connection;
    private final SimulatorCard simulator;
    private final UnknownCard unknown = new UnknownCard();
    private final CheckCard lastCheck;
    private final AnswerCard answer = new AnswerCard();
    private final SendCard send;
    private final UsedByCard usedBy = new UsedByCard();
    private @Nullable Checked bannerOf;
    private @Nullable Banner banner;

    TargetView(
            Workbench workbench,
            TargetModel model,
            TrialModel trials,
            Function<String, Optional<String>> rename,
            Runnable delete) {
        this.workbench = workbench;
        this.model = model;
        this.trials = trials;
        others = new OtherProblems(model.form().problems());
        models = new ModelsForm(workbench, model.form(), this::relative);
        trials.runningAt(_ -> models.url());
        main = new HttpCard(model, rename, models.node());
        access = new AccessCard(model, workbench.services().dialogs(), this::relative);
        template = new TemplateCard(model, workbench.services().dialogs(), this::relative);
        extras = new ExtrasCard(model.extras);
        connection = new ConnectionFold(model);
        simulator = new SimulatorCard(model);
        lastCheck = new CheckCard(this::copy);
        send = new SendCard(trials, this::send, this::copy);
        title.getStyleClass().add("pl-page-title");
        title.setId("target-title");
        title.setMinWidth(0);
        problems.setId("target-problems");
        revert = Buttons.link("target-revert", "Revert", model.form()::revert);
        check = Buttons.plain("target-check", "Check", "bi-lightning-charge", this::check);
        Button more = Buttons.menu(
                "target-more",
                "bi-three-dots",
                "More",
                Buttons.item(
                        "target-duplicate", "Duplicate", () -> model.parts().duplicate()),
                Buttons.item("target-delete", "Delete", delete));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        head = new HBox(8, title, problems, space, revert, more, check);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("target-head");
        top.getChildren().add(head);
        PageScroll.align(scroll);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        page = new VBox(top, scroll);
        page.setMaxWidth(WIDEST);
        page.getStyleClass().add("target-page");
        narrow = Widths.below(page, Widths.NARROW);
        narrow.addListener((_, _, _) -> arrange());
        arrange();
    }

    Region node() {
        return page;
    }

    /** Calls something whenever it has other cards to show. */
    void onChange(Runnable listener) {
        models.onChange(listener);
    }

    void refresh(PartList.Part part) {
        title.setText(part.title());
        boolean local = part.kind().equals(TargetModel.MODELS);
        long count = model.problems(part) + model.unwrittenProblems() + (local ? models.errors() : 0);
        problems.setText(count == 1 ? "1 problem" : count + " problems");
        show(problems, count > 0);
        show(revert, model.form().differsFromSaved());
        boolean known = TargetModel.KINDS.contains(part.kind());
        show(check, known);
        check.setDisable(trials.isChecking(part));
        check.setText(trials.isChecking(part) ? "Checking" : "Check");
        boolean http = part.kind().equals(TargetModel.HTTP);
        List<Node> cards = new ArrayList<>(List.of(others));
        if (known) {
            cards.add(main);
            if (model.endpoint.has("payloadTemplate")) {
                cards.add(template);
            }
            if (local) {
                cards.addAll(models.cards());
            } else {
                cards.add(http ? access : simulator);
            }
            if (model.endpoint.mergesExtras() || model.form().value("extras").isPresent()) {
                cards.add(extras);
            }
            cards.add(connection.node());
            others.fields(with(http ? HTTP_FIELDS : local ? MODELS_FIELDS : SIMULATOR_FIELDS, main.endpointFields()));
        } else {
            cards.add(unknown);
            others.fields(Set.of());
        }
        set(fields, cards);
        if (!known) {
            title.setText(part.title() + ": unknown kind '" + part.kind() + "'");
            model.form().value().ifPresent(v -> unknown.show(PrettyJson.of(v)));
        }
        refreshSide(part, known);
    }

    private void refreshSide(PartList.Part part, boolean known) {
        Optional<Checked> checked = trials.lastCheck(part);
        boolean checking = trials.isChecking(part);
        boolean steps = checked.isPresent() && !checked.get().report().steps().isEmpty() && !checking;
        if (steps) {
            lastCheck.show(checked.get(), trials.isStale(part));
        } else {
            lastCheck.showNone(checking);
        }
        String said =
                checked.filter(c -> !c.passed()).map(c -> c.report().answer()).orElse("");
        answer.show(said);
        send.show(trials.lastSent(part), trials.isSending(part), model.endpoint.sample());
        usedBy.show(model.parts().usedBy(part));
        List<Node> cards = new ArrayList<>();
        if (part.kind().equals(TargetModel.MODELS)) {
            cards.addAll(models.side());
        }
        if (known) {
            cards.add(lastCheck);
            if (!said.isEmpty() && !checking) {
                cards.add(answer);
            }
            cards.add(send);
        }
        cards.add(usedBy);
        set(side, cards);
        main.models(
                part.kind().equals(TargetModel.MODELS)
                        ? models.names()
                        : checked.map(c -> c.report().models()).orElse(List.of()),
                checked.map(Checked::time).orElse(""));
        Checked told = checked.filter(c -> !c.passed() && !checking && known && !trials.isDismissed(part))
                .orElse(null);
        if (told != bannerOf) {
            bannerOf = told;
            TrialReport.Trouble trouble = told == null ? null : told.report().trouble();
            banner = trouble == null ? null : banner(part, trouble);
        }
        set(top, banner == null ? List.of(head) : List.of(head, banner));
    }

    /** The configuration of local models is read from its file. */
    void check() {
        savedFirst("check", trials::check);
    }

    /** As {@link #check}. */
    void send() {
        savedFirst("send", trials::send);
    }

    private void savedFirst(String verb, Runnable then) {
        SaveFirst.then(workbench.workspace(), workbench.notices(), models.file(), verb, then);
    }

    private Banner banner(PartList.Part part, TrialReport.Trouble trouble) {
        Banner banner = new Banner(Tone.DANGER)
                .say(trouble.what(), (trouble.why() + " " + trouble.toDo()).strip())
                .buttons(Buttons.plain("target-check-again", "Check again", "bi-arrow-repeat", this::check))
                .closable(() -> trials.dismiss(part));
        banner.setId("target-trouble");
        return banner;
    }

    private void arrange() {
        side.setMinWidth(0);
        fields.setMinWidth(0);
        if (narrow.get()) {
            side.setPrefWidth(Region.USE_COMPUTED_SIZE);
            side.setMaxWidth(Double.MAX_VALUE);
            scroll.setContent(new VBox(8, fields, side));
        } else {
            side.setPrefWidth(SIDE);
            side.setMinWidth(SIDE);
            side.setMaxWidth(SIDE);
            HBox.setHgrow(fields, Priority.ALWAYS);
            HBox both = new HBox(8, fields, side);
            scroll.setContent(both);
        }
    }

    private void copy(String text) {
        workbench.services().clipboard().putText(text);
        workbench.notices().toast("Copied");
    }

    /** A path as the workspace file has it: relative to its folder where it lies below it. */
    private Path relative(Path path) {
        Path base = workbench.workspace().file().get().baseFolder();
        return path.startsWith(base) ? base.relativize(path) : path;
    }

    private static Set<String> with(Set<String> some, Collection<String> more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(more);
        return Set.copyOf(all);
    }

    private static void set(VBox box, List<? extends Node> nodes) {
        if (!box.getChildren().equals(nodes)) { // putting a node back would take the focus from it
            box.getChildren().setAll(nodes);
        }
    }

    private static void show(Node node, boolean on) {
        node.setVisible(on);
        node.setManaged(on);
    }
}
