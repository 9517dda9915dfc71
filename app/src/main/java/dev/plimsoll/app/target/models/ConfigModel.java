package dev.plimsoll.app.target.models;

import dev.plimsoll.app.session.LinkedFile;
import dev.plimsoll.app.session.LinkedFiles;
import dev.plimsoll.app.session.PartForm;
import dev.plimsoll.app.session.PartList;
import dev.plimsoll.app.session.WorkspaceSession;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.router.config.ConfigFault;
import dev.plimsoll.engine.router.config.LoadOptions;
import dev.plimsoll.engine.router.config.RouterConfig;
import dev.plimsoll.engine.router.config.RouterConfigEdit;
import dev.plimsoll.engine.router.config.RouterConfigReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The configuration that the selected target names: its text, what that says, what is wrong with it, and changes of it. Empty while the
 * target is of another kind, or the file is not there.
 */
final class ConfigModel {
    private static final int MOST_ALLOWED = 8;

    private final WorkspaceSession session;
    private final PartForm target;
    private final LoadOptions options;
    private final List<Runnable> readers = new ArrayList<>();
    private @Nullable LinkedFile file;
    private RouterConfigEdit edit = RouterConfigEdit.of("");
    private RouterConfigReader.Result result = new RouterConfigReader.Result(null, List.of());
    private List<String> told = List.of();
    private boolean reading;

    /**
     * Of whichever target is selected.
     *
     * @param environment variables that the file may use, of the process that will start the models
     */
    ConfigModel(WorkspaceSession session, PartForm target, UnaryOperator<@Nullable String> environment) {
        this.session = session;
        this.target = target;
        this.options = LoadOptions.of(environment::apply);
        target.onRead(this::read);
        session.linked().all().addListener((_, _, _) -> read());
    }

    /** The file; empty while there is none to show. */
    Optional<LinkedFile> file() {
        return Optional.ofNullable(file);
    }

    /** What is written. */
    RouterConfigEdit written() {
        return edit;
    }

    /** What is written at a path. */
    Optional<JsonNode> value(String path) {
        return edit.get(path);
    }

    /** What it comes to; empty while there is an error in it. */
    Optional<RouterConfig> config() {
        return Optional.ofNullable(result.config());
    }

    /** What is wrong with it, errors first. */
    List<ConfigFault> faults() {
        return result.faults();
    }

    long errors() {
        return result.faults().stream().filter(ConfigFault::isError).count();
    }

    /** Whether fields can change it: it is there, and is YAML. */
    boolean editable() {
        LinkedFile now = file;
        return now != null
                && now.readable()
                && result.faults().stream()
                        .noneMatch(f -> f.code() == ConfigFault.Code.YAML_INVALID
                                || f.code() == ConfigFault.Code.KEY_DUPLICATE);
    }

    /** What the last change did beyond what was asked for, in sentences. */
    List<String> told() {
        return told;
    }

    /** Calls something whenever the text, the file or the target changed, and now; changes made in it are none. */
    void onRead(Runnable reader) {
        readers.add(reader);
        quietly(reader);
    }

    /**
     * Changes it, as a step of undo.
     *
     * @param mergeKey as of {@link WorkspaceSession#edit}
     * @return why not, a sentence, or empty where it is done
     */
    Optional<String> change(String what, String mergeKey, UnaryOperator<RouterConfigEdit> change) {
        LinkedFile now = file;
        if (reading || now == null || !now.readable()) {
            return Optional.empty();
        }
        RouterConfigEdit changed;
        try {
            changed = change.apply(edit);
        } catch (PlimsollException e) {
            return Optional.of(reason(e));
        }
        told = changed.told();
        session.editLinked(now.path(), what, mergeKey, _ -> changed.text());
        return Optional.empty();
    }

    /** Puts a text in place of all of it, as it is typed. */
    void replace(String text) {
        LinkedFile now = file;
        if (!reading && now != null) {
            session.editLinked(now.path(), "Edit " + now.name(), "typing", _ -> text);
        }
    }

    /** Reads it again: what is shown of it has changed. */
    void refresh() {
        quietly(() -> readers.forEach(Runnable::run));
    }

    /** Ends a step of undo. */
    void endStep() {
        session.endStep();
    }

    private void read() {
        PartList.Part part = target.part();
        LinkedFile now = part == null
                ? null
                : LinkedFiles.ofTarget(session.file().get(), part.path())
                        .flatMap(session.linked()::get)
                        .orElse(null);
        boolean sameText = now != null
                && file != null
                && now.path().equals(file.path())
                && now.text().equals(file.text());
        file = now;
        if (!sameText) {
            String text = now == null ? "" : now.text();
            edit = RouterConfigEdit.of(text);
            result = now == null || !now.readable()
                    ? new RouterConfigReader.Result(null, List.of())
                    : RouterConfigReader.read(now.name(), text, options);
        }
        refresh();
    }

    private void quietly(Runnable body) {
        boolean before = reading;
        reading = true;
        try {
            body.run();
        } finally {
            reading = before;
        }
    }

    /** A problem as a sentence, with what is allowed where that is short. */
    static String sentence(Problem problem) {
        String what = problem.what();
        String text = what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1) + ".";
        return problem.allowed().isEmpty() || problem.allowed().size() > MOST_ALLOWED
                ? text
                : text + " Allowed: " + String.join(", ", problem.allowed()) + ".";
    }

    private static String reason(PlimsollException e) {
        if (e.problems().isEmpty()) {
            return String.valueOf(e.getMessage());
        }
        Problem first = e.problems().getFirst();
        String what = first.what();
        String line = first.line() > 0 ? " Line " + first.line() + "." : "";
        return "Not written: " + what.substring(0, 1).toLowerCase(Locale.ROOT) + what.substring(1) + "." + line;
    }
}
