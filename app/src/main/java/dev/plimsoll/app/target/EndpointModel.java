package dev.plimsoll.app.target;

import dev.plimsoll.app.session.PartForm;
import dev.plimsoll.app.session.PartList;
import dev.plimsoll.app.session.WorkspaceSession;
import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.endpoint.EndpointKind;
import dev.plimsoll.engine.endpoint.EndpointKinds;
import dev.plimsoll.engine.plan.EndpointOptions;
import dev.plimsoll.engine.plan.SimulatorPlan;
import dev.plimsoll.engine.plan.TargetPlan;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The API that the selected target speaks, and what follows from its declaration: which fields there are, where requests go, what a row
 * must hold. JavaFX thread; knows no scene types.
 */
final class EndpointModel {
    /** What counts where none is written. */
    static final String USUAL = "chat";

    private final WorkspaceSession session;
    private final PartForm form;
    private final StringProperty name = new SimpleStringProperty("");
    private boolean reading;

    final StringProperty path;
    final StringProperty maxTokensField;
    final StringProperty rerankShape;
    final StringProperty payloadTemplate;
    final StringProperty responseField;

    /** Kinds that belong together. */
    record Group(String title, List<EndpointKind> kinds) {
        Group {
            kinds = List.copyOf(kinds);
        }
    }

    /**
     * One request to try an endpoint.
     *
     * @param asks what the person's text is, or empty where none is sent
     * @param note what else is sent, and what a dataset must bring; or empty
     * @param tokens whether an output length is asked for
     * @param possible whether there is anything to send
     */
    record Sample(String asks, String note, boolean tokens, boolean possible) {}

    EndpointModel(WorkspaceSession session, PartForm form) {
        this.session = session;
        this.form = form;
        path = form.text("path", "Edit path");
        maxTokensField = form.text("maxTokensField", "Edit field of the output length");
        rerankShape = form.text("rerankShape", "Edit rerank API");
        payloadTemplate = form.text("payloadTemplate", "Edit template");
        responseField = form.text("responseField", "Edit response field");
        form.onRead(() -> {
            reading = true;
            name.set(form.value("endpoint").map(PartForm::shown).orElse(""));
            reading = false;
        });
        name.addListener((_, _, chosen) -> choose(chosen));
    }

    /** Name of the kind as it is written; setting it is one edit, which takes away what the new kind has not. */
    StringProperty name() {
        return name;
    }

    /** The kind that counts; empty where what is written is none. */
    Optional<EndpointKind> kind() {
        String written = name.get().isBlank() ? USUAL : name.get();
        return EndpointKinds.all().stream()
                .filter(k -> k.name().equals(written))
                .findFirst();
    }

    /** The kinds to choose among for the selected target: all of them, or those that the simulator answers or the router takes. */
    List<Group> offered() {
        PartList.Part part = form.part();
        List<EndpointKind> all = EndpointKinds.all();
        return groups(
                switch (part == null ? "" : part.kind()) {
                    case TargetModel.SIMULATOR -> only(all, SimulatorPlan.ENDPOINTS);
                    case TargetModel.MODELS -> only(all, TargetPlan.ENDPOINTS_OF_MODELS);
                    default -> all;
                });
    }

    private static List<EndpointKind> only(List<EndpointKind> all, Collection<String> names) {
        return all.stream().filter(k -> names.contains(k.name())).toList();
    }

    /** Kinds by what goes in and comes out; groups without any are left out. */
    static List<Group> groups(List<EndpointKind> kinds) {
        List<EndpointKind> text = new ArrayList<>();
        List<EndpointKind> vectors = new ArrayList<>();
        List<EndpointKind> media = new ArrayList<>();
        List<EndpointKind> own = new ArrayList<>();
        for (EndpointKind kind : kinds) {
            (kind.path().isEmpty() ? own : !kind.tokenizesInput() ? media : kind.producesTokens() ? text : vectors)
                    .add(kind);
        }
        return List.of(
                        new Group("Text", text),
                        new Group("Embeddings and ranking", vectors),
                        new Group("Audio and images", media),
                        new Group("A body of your own", own))
                .stream()
                .filter(g -> !g.kinds().isEmpty())
                .toList();
    }

    /** Where requests go: {@code POST /v1/embeddings}. */
    String route() {
        return kind().map(k -> {
                    String at = k.path(options(), streams());
                    return at.isEmpty() ? "POST to the URL as it is" : "POST " + at;
                })
                .orElse("");
    }

    /** Path of the kind itself, without the user's own; empty where it has none. */
    String ownPath() {
        return kind().map(k -> k.path(new EndpointOptions(null, null, shape(), null, null), streams()))
                .orElse("");
    }

    /** A file with the template, in place of what is there; a step of undo by itself. */
    void templateFile(Path file) {
        form.set(
                "payloadTemplate",
                JsonNodeFactory.instance.stringNode(file.toString().replace('\\', '/')),
                "Choose template",
                "");
    }

    /** What one request to try it is made of. */
    Sample sample() {
        EndpointKind kind = kind().orElse(null);
        if (kind == null) {
            return new Sample("Prompt", "", true, true);
        }
        boolean lacks = kind.lack(Content.ofText("?")).isPresent();
        if (!mergesExtras()) {
            return new Sample(
                    "",
                    "Only whole bodies are sent here, and each row of a dataset brings its own. There is none to try.",
                    false,
                    false);
        }
        if (has("rerankShape")) {
            return new Sample(
                    "Query", "Ranks two short passages. A dataset's rows need a query and passages.", false, true);
        }
        if (lacks && kind.supportsImages()) {
            return new Sample("Prompt", "Goes with a small picture. A dataset's rows need an image.", false, true);
        }
        if (lacks && kind.supportsAudio()) {
            return new Sample("", "Sends one second of silence. A dataset's rows need a recording.", false, true);
        }
        return new Sample(kind.producesTokens() ? "Prompt" : "Text", "", kind.producesTokens(), true);
    }

    /** Whether the kind can answer with a stream. */
    boolean canStream() {
        return kind().map(EndpointKind::streams).orElse(true);
    }

    /** Whether the kind makes bodies, into which extras are merged; else rows bring whole ones, which are sent as they are. */
    boolean mergesExtras() {
        return kind().map(
                        k -> !k.path().isEmpty() || k.lack(Content.ofText("?")).isEmpty())
                .orElse(true);
    }

    /** Whether a model is sent, or can be: a template may hold its name. */
    boolean takesModel() {
        return kind().map(k -> k.namesModel(options()) || has("payloadTemplate"))
                .orElse(true);
    }

    /** Whether the kind has a field of {@link EndpointOptions#ENDPOINTS_OF_FIELD}. */
    boolean has(String field) {
        List<String> endpoints = EndpointOptions.ENDPOINTS_OF_FIELD.getOrDefault(field, List.of());
        return kind().map(EndpointKind::name).filter(endpoints::contains).isPresent();
    }

    private boolean streams() {
        return canStream()
                && form.value("stream").map(s -> s.booleanValue(true)).orElse(true);
    }

    private EndpointOptions options() {
        return new EndpointOptions(blankIsNull(path.get()), null, shape(), null, null);
    }

    private @Nullable String shape() {
        return blankIsNull(rerankShape.get());
    }

    private static @Nullable String blankIsNull(String text) {
        return text.isBlank() ? null : text.strip();
    }

    private void choose(String chosen) {
        PartList.Part part = form.part();
        if (reading || part == null) {
            return;
        }
        session.edit("Edit endpoint", "", file -> {
            String at = part.path() + ".";
            WorkspaceFile changed = chosen.isBlank()
                    ? without(file, at + "endpoint")
                    : file.with(at + "endpoint", JsonNodeFactory.instance.stringNode(chosen));
            for (var field : EndpointOptions.ENDPOINTS_OF_FIELD.entrySet()) {
                if (!field.getValue().contains(chosen.isBlank() ? USUAL : chosen)) {
                    changed = without(changed, at + field.getKey());
                }
            }
            return changed;
        });
    }

    private static WorkspaceFile without(WorkspaceFile file, String path) {
        return file.value(path).isPresent() ? file.without(path) : file;
    }
}
