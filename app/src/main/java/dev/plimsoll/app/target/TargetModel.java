package dev.plimsoll.app.target;

import dev.plimsoll.app.session.PartForm;
import dev.plimsoll.app.session.PartList;
import dev.plimsoll.app.session.VariableName;
import dev.plimsoll.app.session.WorkspaceSession;
import dev.plimsoll.app.target.models.ModelsForm;
import dev.plimsoll.engine.endpoint.EndpointKind;
import dev.plimsoll.engine.endpoint.EndpointKinds;
import dev.plimsoll.engine.plan.PlanCompiler;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.workspace.TargetSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The targets of the workspace and the fields of the selected one. JavaFX thread; knows no scene types. */
final class TargetModel {
    static final String HTTP = "http";
    static final String SIMULATOR = "simulator";
    static final String MODELS = "models";
    /** The kinds that this version has a form for. */
    static final Set<String> KINDS = Set.of(HTTP, SIMULATOR, MODELS);

    private static final List<String> HTTP_ONLY =
            List.of("url", "apiKeyEnv", "apiKeyFile", "headers", "insecure", "caFile", "httpVersion");

    private final WorkspaceSession session;
    private final UnaryOperator<@Nullable String> environment;
    private final PartList parts;
    private final PartForm form;
    private final Map<String, StringProperty> parameters = new LinkedHashMap<>();
    private final VariableName keyVariable;

    final StringProperty url;
    final EndpointModel endpoint;
    final StringProperty model;
    final StringProperty keyFile;
    final StringProperty caFile;
    final StringProperty httpVersion;
    final StringProperty connectSeconds;
    final StringProperty idleSeconds;
    final StringProperty totalSeconds;
    final StringProperty profile;
    final BooleanProperty stream;
    final BooleanProperty insecure;
    final ExtrasModel extras;
    final HeadersModel headers;

    TargetModel(WorkspaceSession session, UnaryOperator<@Nullable String> environment) {
        this.session = session;
        this.environment = environment;
        this.parts = new PartList(session, "targets", "target", "target");
        this.form = new PartForm(session, parts);
        url = form.text("url", "Edit URL");
        endpoint = new EndpointModel(session, form);
        model = form.text("model", "Edit model");
        keyFile = form.text("apiKeyFile", "Edit key file");
        caFile = form.text("caFile", "Edit CA file");
        httpVersion = form.number("httpVersion", "Edit HTTP version");
        connectSeconds = form.number("timeouts.connect", "Edit connect time-out");
        idleSeconds = form.number("timeouts.idle", "Edit idle time-out");
        totalSeconds = form.number("timeouts.total", "Edit total time-out");
        profile = form.text("profile", "Edit profile");
        stream = form.flag("stream", true, "Edit streaming");
        insecure = form.flag("insecure", false, "Edit TLS");
        keyVariable = new VariableName(form, "apiKeyEnv", "Edit key variable");
        extras = new ExtrasModel(form, "extras");
        headers = new HeadersModel(form);
        for (String name : TargetSpec.Simulator.PARAMETERS) {
            parameters.put(name, form.number(name, "Edit " + name));
        }
    }

    PartList parts() {
        return parts;
    }

    PartForm form() {
        return form;
    }

    /** A parameter of the simulator, as it is written. */
    StringProperty parameter(String name) {
        return java.util.Objects.requireNonNull(parameters.get(name));
    }

    /** How many parameters of the simulator are written. */
    long parametersWritten() {
        return parameters.values().stream().filter(p -> !p.get().isBlank()).count();
    }

    /** Name of the variable with the key. Only a name ever goes into the document: a pasted key does not. */
    StringProperty keyVariable() {
        return keyVariable.text();
    }

    /** What is wrong with {@link #keyVariable}, a sentence, or empty. */
    ReadOnlyStringProperty keyVariableError() {
        return keyVariable.error();
    }

    /** What is known of the variable. */
    String keyVariableHint() {
        String name = keyVariable.text().get().strip();
        if (name.isEmpty()) {
            return "The key itself is never saved.";
        }
        String value = environment.apply(name);
        return value == null || value.isBlank()
                ? "Not set where Plimsoll was started."
                : "Set in this session; never saved.";
    }

    /** Kind of the selected target, or empty. */
    String kind() {
        PartList.Part part = form.part();
        return part == null ? "" : part.kind();
    }

    void addHttp() {
        parts.add(
                "server",
                JsonNodeFactory.instance.objectNode().put("kind", HTTP).put("url", "http://127.0.0.1:8000"));
    }

    void addSimulator() {
        parts.add(
                "simulator",
                JsonNodeFactory.instance.objectNode().put("kind", SIMULATOR).put("profile", "small"));
    }

    void addModels() {
        parts.add("local", JsonNodeFactory.instance.objectNode().put("kind", MODELS));
    }

    /** Makes the selected target one of another kind; what both kinds have stays, and so does what this version does not know. */
    void changeKind(String kind) {
        PartList.Part part = form.part();
        if (part == null || part.kind().equals(kind) || !(form.value().orElse(null) instanceof ObjectNode target)) {
            return;
        }
        target.put("kind", kind);
        if (!kind.equals(HTTP)) {
            target.remove(HTTP_ONLY);
        }
        if (!kind.equals(SIMULATOR)) {
            target.remove("profile");
            target.remove(TargetSpec.Simulator.PARAMETERS);
        }
        if (!kind.equals(MODELS)) {
            target.remove(ModelsForm.members());
        }
        if (kind.equals(HTTP)) {
            target.put("url", "http://127.0.0.1:8000");
        } else if (kind.equals(SIMULATOR)) {
            target.put("profile", "small");
        }
        session.edit("Change kind", "", file -> file.with(part.path(), target));
    }

    /** Warnings about the headers: a key written in plain text. */
    Optional<String> headerWarning() {
        PartList.Part part = form.part();
        String twice = headers.twice();
        if (twice != null) {
            return Optional.of("The header " + twice + " is written twice; the last one counts.");
        }
        if (part == null) {
            return Optional.empty();
        }
        return PlanCompiler.warnings(session.file().get()).stream()
                .filter(w -> w.path().startsWith(part.path() + ".headers"))
                .findFirst()
                .map(_ ->
                        "This header holds a secret in plain text. Write ${env:NAME} in it, or name a variable above.");
    }

    /** What is wrong in the form with what is not in the document: extras that are no JSON, a key that is no name. */
    int unwrittenProblems() {
        return (extras.error().get().isEmpty() ? 0 : 1)
                + (keyVariable.error().get().isEmpty() ? 0 : 1);
    }

    /** Problems of a target in the list. */
    long problems(PartList.Part part) {
        return session.problems().stream()
                .map(Problem::path)
                .filter(p -> p.equals(part.path()) || p.startsWith(part.path() + "."))
                .count();
    }

    /** The second line of a target in the list, without its state: {@code http}, or an endpoint other than the usual one. */
    String summary(PartList.Part part) {
        return switch (part.kind()) {
            case HTTP -> {
                String endpoint = session.file()
                        .get()
                        .value(part.path() + ".endpoint")
                        .map(PartForm::shown)
                        .orElse("");
                yield EndpointKinds.all().stream()
                        .filter(k -> k.name().equals(endpoint) && !endpoint.equals(EndpointModel.USUAL))
                        .findFirst()
                        .map(EndpointKind::title)
                        .orElse("http");
            }
            case SIMULATOR ->
                "demo · "
                        + session.file()
                                .get()
                                .value(part.path() + ".profile")
                                .map(PartForm::shown)
                                .orElse("small");
            case MODELS -> {
                String policy = session.file()
                        .get()
                        .value(part.path() + ".policy")
                        .map(PartForm::shown)
                        .orElse("");
                yield policy.isEmpty() ? "local models" : "local models · " + policy;
            }
            case "" -> "no kind";
            default -> "unknown kind '" + part.kind() + "'";
        };
    }
}
