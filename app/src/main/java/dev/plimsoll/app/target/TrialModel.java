package dev.plimsoll.app.target;

import dev.plimsoll.app.session.PartList;
import dev.plimsoll.app.session.TaskItem;
import dev.plimsoll.app.session.Tasks;
import dev.plimsoll.app.session.WorkspaceSession;
import dev.plimsoll.app.target.models.ModelsForm;
import dev.plimsoll.engine.plan.PlanCompiler;
import dev.plimsoll.engine.plan.TargetPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.run.OneAnswer;
import dev.plimsoll.engine.run.PlanChecks;
import dev.plimsoll.engine.run.TrialReport;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.net.URI;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks of targets and single requests to them, each remembered for its target while the window is open. JavaFX thread. */
final class TrialModel {
    private static final int MOST_TOKENS = 100_000;

    private final WorkspaceSession session;
    private final Tasks tasks;
    private final Trials trials;
    private final PartList parts;
    private final Supplier<LocalTime> now;
    private final Map<String, Checked> checks = new HashMap<>();
    private final Set<Checked> dismissed = new HashSet<>();
    private final Map<String, TaskItem> checking = new HashMap<>();
    private final Map<String, Sent> sent = new HashMap<>();
    private final Map<String, TaskItem> sending = new HashMap<>();
    private Function<PartList.Part, Optional<URI>> running = _ -> Optional.empty();
    private final List<Runnable> listeners = new ArrayList<>();
    private final StringProperty prompt = new SimpleStringProperty("Say hello.");
    private final StringProperty maxTokens = new SimpleStringProperty("64");

    /**
     * What came of a request.
     *
     * @param answer null where there is none
     * @param error a sentence, or null
     */
    record Sent(@Nullable OneAnswer answer, @Nullable String error) {}

    TrialModel(WorkspaceSession session, Tasks tasks, Trials trials, PartList parts, Supplier<LocalTime> now) {
        this.session = session;
        this.tasks = tasks;
        this.trials = trials;
        this.parts = parts;
        this.now = now;
    }

    /** Says where a target that is on already listens; without it, what a target is not is started for a trial. */
    void runningAt(Function<PartList.Part, Optional<URI>> url) {
        running = url;
    }

    /** Called after anything here changed. */
    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Text to send. */
    StringProperty prompt() {
        return prompt;
    }

    /** Output tokens to ask for. */
    StringProperty maxTokens() {
        return maxTokens;
    }

    /** What is wrong with {@link #maxTokens}, or empty. */
    String maxTokensError() {
        return tokens() > 0 ? "" : "Use a whole number from 1 to 100,000.";
    }

    /** The last check of a target, if any. */
    Optional<Checked> lastCheck(PartList.@Nullable Part part) {
        return part == null ? Optional.empty() : Optional.ofNullable(checks.get(part.key()));
    }

    /** Whether the target was edited since its last check. */
    boolean isStale(PartList.Part part) {
        return lastCheck(part)
                .map(c -> !c.target()
                        .equals(session.file().get().value(part.path()).orElse(null)))
                .orElse(false);
    }

    boolean isChecking(PartList.@Nullable Part part) {
        return part != null && checking.containsKey(part.key());
    }

    boolean isSending(PartList.@Nullable Part part) {
        return part != null && sending.containsKey(part.key());
    }

    Optional<Sent> lastSent(PartList.@Nullable Part part) {
        return part == null ? Optional.empty() : Optional.ofNullable(sent.get(part.key()));
    }

    /** A target has another id: what is known of it stays with it. */
    void renamed(String from, String to) {
        Checked check = checks.remove(from);
        if (check != null) {
            // the name is no part of what was checked
            checks.put(to, new Checked(check.report(), check.at(), withId(check.target(), to)));
        }
        Sent was = sent.remove(from);
        if (was != null) {
            sent.put(to, was);
        }
        changed();
    }

    /** Whether the person put the message of the last check away. */
    boolean isDismissed(PartList.Part part) {
        return lastCheck(part).filter(dismissed::contains).isPresent();
    }

    /** Puts the message of the last check away; its steps stay. */
    void dismiss(PartList.Part part) {
        lastCheck(part).ifPresent(dismissed::add);
        changed();
    }

    /** Checks the selected target in the background. */
    void check() {
        PartList.Part part = parts.selected().get();
        if (part == null || isChecking(part)) {
            return;
        }
        String key = part.key();
        JsonNode target = session.file().get().value(part.path()).orElseThrow();
        Consumer<TrialReport> keep = report -> {
            checking.remove(key);
            checks.put(key, new Checked(report, now.get(), target));
            changed();
        };
        TargetPlan plan;
        try {
            plan = plan(part);
        } catch (PlimsollException e) {
            keep.accept(failed(incomplete(e)));
            return;
        }
        TaskItem[] started = new TaskItem[1];
        started[0] = tasks.run(
                "Checking " + part.title(),
                () -> trials.check(plan),
                keep,
                failure -> keep.accept(failed(new TrialReport.Trouble("The check failed.", failure.message(), ""))));
        remember(checking, key, started[0]);
    }

    /** Sends the prompt to the selected target in the background. */
    void send() {
        PartList.Part part = parts.selected().get();
        int tokens = tokens();
        if (part == null || isSending(part) || tokens <= 0) {
            return;
        }
        String key = part.key();
        Consumer<Sent> keep = result -> {
            sending.remove(key);
            sent.put(key, result);
            changed();
        };
        TargetPlan plan;
        try {
            plan = plan(part);
        } catch (PlimsollException e) {
            TrialReport.Trouble trouble = incomplete(e);
            keep.accept(new Sent(null, trouble.what() + " " + trouble.why()));
            return;
        }
        String text = prompt.get();
        TaskItem item = tasks.run(
                "Sending one request to " + part.title(),
                () -> trials.send(plan, text, tokens),
                answer -> keep.accept(new Sent(answer, answer.error())),
                failure -> keep.accept(new Sent(null, failure.message())));
        remember(sending, key, item);
    }

    /** The plan of a part; one without a name of its own cannot be told from another. */
    private TargetPlan plan(PartList.Part part) {
        if (!part.key().equals(part.id())) {
            throw PlimsollException.ofProblems("", List.of(Problem.at("id", "needs a name that no other target has")));
        }
        WorkspaceFile file = session.file().get();
        return PlanCompiler.target(
                running.apply(part).map(url -> at(file, part, url)).orElse(file), part.key(), PlanChecks.all());
    }

    /** The document with the target being whatever listens there: local models that are on are asked where they are. */
    private static WorkspaceFile at(WorkspaceFile file, PartList.Part part, URI url) {
        ObjectNode target = ((ObjectNode) file.value(part.path()).orElseThrow()).deepCopy();
        target.put("kind", TargetModel.HTTP).put("url", url.toString()).remove(ModelsForm.members());
        return file.with(part.path(), target);
    }

    private void remember(Map<String, TaskItem> running, String key, TaskItem item) {
        if (!item.done().get()) {
            running.put(key, item);
            item.done().addListener((_, _, _) -> {
                if (item.cancelled()) {
                    running.remove(key);
                    changed();
                }
            });
        }
        changed();
    }

    private int tokens() {
        try {
            int value = Integer.parseInt(maxTokens.get().strip());
            return value >= 1 && value <= MOST_TOKENS ? value : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    private static TrialReport failed(TrialReport.Trouble trouble) {
        return new TrialReport(List.of(), trouble, null, List.of(), null, "", null);
    }

    private static TrialReport.Trouble incomplete(PlimsollException e) {
        String why = e.problems().stream().map(TrialModel::sentence).distinct().collect(Collectors.joining(" "));
        return new TrialReport.Trouble("The target cannot be used yet.", why, "Mend the marked fields.");
    }

    private static String sentence(Problem problem) {
        String path = problem.path();
        int below = path.indexOf("].");
        return (below < 0 ? path : path.substring(below + 2)) + " " + problem.what() + ".";
    }

    private static JsonNode withId(JsonNode target, String id) {
        return Objects.requireNonNull(
                target instanceof ObjectNode o ? o.deepCopy().put("id", id) : target);
    }
}
