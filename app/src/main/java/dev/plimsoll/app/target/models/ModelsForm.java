package dev.plimsoll.app.target.models;

import dev.plimsoll.app.session.LinkedFile;
import dev.plimsoll.app.session.Notices;
import dev.plimsoll.app.session.PartForm;
import dev.plimsoll.app.session.SaveFirst;
import dev.plimsoll.app.session.Workbench;
import dev.plimsoll.app.widgets.Bound;
import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.FormField;
import dev.plimsoll.app.widgets.FormRow;
import dev.plimsoll.engine.file.AtomicFile;
import dev.plimsoll.engine.router.config.RoutingPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import tools.jackson.databind.node.JsonNodeFactory;

/** Everything of the form that only a target of local models has. */
public final class ModelsForm {
    private static final String KIND = "Router configuration";
    private static final String[] GLOBS = {"*.yaml", "*.yml"};
    private static final String TEMPLATE = """
        # Models of this machine behind one port: started when one is asked for, stopped to make room for another.
        # The keys are llama-swap's.
        models:
          model:
            # A program and its arguments, without a shell. ${PORT} is a free port.
            cmd: llama-server --port ${PORT} -m /path/to/model.gguf
            # Seconds idle after which it stops; 0 is never.
            ttl: 600

        routing:
          scheduler:
            use: fifo
        """;

    private final Workbench workbench;
    private final PartForm form;
    private final Function<Path, Path> relative;
    private final ConfigModel config;
    private final BooleanProperty asText = new SimpleBooleanProperty();
    private final Node fields;
    private final ConfigCard card;
    private final YamlCard yaml;
    private final ModelsCard models;
    private final ModelCard model;
    private final PolicyCard policy;
    private final RouterModel router;
    private final RouterCard routerCard;
    private final QueueCard queue;
    private final LogCard log;
    private final List<Runnable> listeners = new ArrayList<>();

    /**
     * A form of the selected target.
     *
     * @param relative a path as the workspace file has it
     */
    public ModelsForm(Workbench workbench, PartForm form, Function<Path, Path> relative) {
        this.workbench = workbench;
        this.form = form;
        this.relative = relative;
        config = new ConfigModel(
                workbench.workspace(), form, workbench.services().environment());
        ModelsModel list = new ModelsModel(config);
        yaml = new YamlCard(config);
        card = new ConfigCard(config, asText, this::toLine);
        models = new ModelsCard(list, this::refused);
        model = new ModelCard(config, list, new ModelModel(config, list));
        policy = new PolicyCard(config, new PolicyModel(config));
        list.selected().addListener((_, _, _) -> config.refresh());
        router = new RouterModel(config, form, workbench.router());
        routerCard = new RouterCard(router, this::startSaved, this::copy);
        queue = new QueueCard(router);
        log = new LogCard(router, new LogModel(workbench.router(), javafx.application.Platform::runLater), this::copy);
        workbench.router().status().addListener((_, _, _) -> changed());
        fields = fields();
        config.onRead(this::changed);
        asText.addListener((_, _, _) -> changed());
    }

    /** Names of the target's members that {@link #node} shows. */
    public static List<String> members() {
        return List.of("config", "policy");
    }

    /** The fields that stand with the target's name. */
    public Node node() {
        return fields;
    }

    /** The cards below. */
    public List<Node> cards() {
        boolean there = config.file().filter(LinkedFile::readable).isPresent();
        if (!there) {
            return List.of(card);
        }
        return asText.get() || !config.editable() ? List.of(card, yaml) : List.of(card, models, model, policy);
    }

    /** The cards beside: the router while it is tried by hand. */
    public List<Node> side() {
        return switch (router.status()) {
            case ON, STOPPING -> List.of(routerCard, queue, log);
            case OFF, STARTING -> List.of(routerCard);
        };
    }

    /** Where the target's router listens, while it is on. */
    public Optional<URI> url() {
        return router.url();
    }

    private void startSaved() {
        SaveFirst.then(workbench.workspace(), workbench.notices(), config.file(), "start", router::start);
    }

    private void copy(String text) {
        workbench.services().clipboard().putText(text);
        workbench.notices().toast("Copied");
    }

    /** The configuration; empty where there is none, or the target is of another kind. */
    public Optional<LinkedFile> file() {
        return config.file();
    }

    /** Ids of the models. */
    public List<String> names() {
        return config.written().names("models");
    }

    /** How many errors there are in the configuration as it is in the window. */
    public long errors() {
        return config.errors();
    }

    /** Calls something whenever other cards are to be shown. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    private Node fields() {
        StringProperty path = form.text("config", "Edit configuration");
        StringProperty policyOfTarget = form.text("policy", "Edit policy");
        TextField text = Bound.text("target-config", path, "router.yaml");
        Button choose = Buttons.plain("target-config-choose", "Choose", "bi-folder2-open", this::choose);
        Button create = Buttons.plain("target-config-new", "New", "bi-plus", this::create);
        FormField file = new FormField("Configuration", text)
                .beside(new HBox(8, choose, create))
                .problems(form.problems(), "config");
        List<Bound.Choice> policies = Stream.concat(
                        Stream.of(new Bound.Choice("", "As the configuration says")),
                        RoutingPolicy.names().stream().map(n -> new Bound.Choice(n, n.replace("+", " + "))))
                .toList();
        FormField chosen = new FormField("Policy", Bound.choice("target-policy", policyOfTarget, policies, ""))
                .problems(form.problems(), "policy");
        return new javafx.scene.layout.VBox(16, file, new FormRow(2, chosen));
    }

    private void toLine(int line) {
        asText.set(true);
        javafx.application.Platform.runLater(() -> yaml.reveal(line));
    }

    private void refused(String why) {
        workbench
                .notices()
                .banner(new Notices.Notice(
                        Notices.Tone.WARN,
                        "The configuration was not changed.",
                        why,
                        "Change it in the YAML.",
                        null,
                        List.of(new Notices.Remedy("Show the YAML", () -> asText.set(true)))));
    }

    private void choose() {
        workbench
                .services()
                .dialogs()
                .open("Choose the router's configuration", KIND, GLOBS)
                .ifPresent(this::use);
    }

    private void create() {
        workbench
                .services()
                .dialogs()
                .save("New configuration", "router.yaml", KIND, GLOBS)
                .ifPresent(chosen -> {
                    Path file = String.valueOf(chosen.getFileName()).matches(".*\\.ya?ml")
                            ? chosen
                            : chosen.resolveSibling(chosen.getFileName() + ".yaml");
                    workbench
                            .tasks()
                            .runQuietly(
                                    () -> {
                                        AtomicFile.writeText(file, TEMPLATE);
                                        return file;
                                    },
                                    this::use,
                                    failure -> workbench.notices().failure("The configuration was not made.", failure));
                });
    }

    private void use(Path file) {
        form.set(
                "config",
                JsonNodeFactory.instance.stringNode(
                        relative.apply(file).toString().replace('\\', '/')),
                "Choose configuration",
                "");
    }
}
