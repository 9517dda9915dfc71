package dev.plimsoll.app.target.models;

import dev.plimsoll.app.session.LinkedFile;
import dev.plimsoll.app.session.LocalRouter;
import dev.plimsoll.app.session.PartForm;
import dev.plimsoll.app.session.PartList;
import dev.plimsoll.engine.plan.ModelsPlan;
import dev.plimsoll.engine.router.process.ModelState;
import dev.plimsoll.engine.run.RouterSession;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.collections.SetChangeListener;
import org.jspecify.annotations.Nullable;

/** The router of the selected target, while it is on: its models' states and who waits. */
final class RouterModel {
    private final ConfigModel config;
    private final PartForm target;
    private final LocalRouter router;
    private final List<Runnable> listeners = new ArrayList<>();

    /**
     * One model as it is shown.
     *
     * @param state null while it is not known
     * @param note {@code ready for 12 s, serves 2}
     * @param busy whether it is being loaded or unloaded
     */
    record Row(String id, @Nullable ModelState state, String note, boolean busy) {
        /** Whether it can be stopped, rather than loaded. */
        boolean on() {
            return state != null && state != ModelState.STOPPED && state != ModelState.SHUTDOWN;
        }
    }

    /** One request that waits: {@code why} is what for. */
    record Waiting(String place, String model, String priority, String waits, String why) {}

    RouterModel(ConfigModel config, PartForm target, LocalRouter router) {
        this.config = config;
        this.target = target;
        this.router = router;
        config.onRead(this::changed);
        router.status().addListener((_, _, _) -> changed());
        router.state().addListener((_, _, _) -> changed());
        router.busy().addListener((SetChangeListener<String>) _ -> changed());
    }

    /** Calls something whenever anything of it changed. */
    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    /** What a router of the target would run; empty while there is no configuration. */
    Optional<ModelsPlan> plan() {
        return config.file()
                .filter(LinkedFile::readable)
                .map(file -> new ModelsPlan(
                        file.path(),
                        target.value("policy")
                                .map(PartForm::shown)
                                .filter(p -> !p.isBlank())
                                .orElse(null)));
    }

    /** Where the target's router is; another target's counts as off. */
    LocalRouter.Status status() {
        return router.isOf(plan().orElse(null)) ? router.status().get() : LocalRouter.Status.OFF;
    }

    /** Name of another target whose router is on, or empty. */
    String other() {
        return router.isOf(plan().orElse(null)) ? "" : router.title();
    }

    Optional<URI> url() {
        return status() == LocalRouter.Status.ON ? router.url() : Optional.empty();
    }

    /** Whether the file has changed since, which the router does not know. */
    boolean canStart() {
        return config.errors() == 0 && plan().isPresent();
    }

    void start() {
        PartList.Part part = target.part();
        plan().ifPresent(plan -> router.start(plan, part == null ? "" : part.title()));
    }

    void stop() {
        router.stop(() -> {});
    }

    void load(String model) {
        router.load(model);
    }

    void unload(String model) {
        router.unload(model);
    }

    Supplier<List<String>> ids() {
        return () -> models().stream().map(Row::id).toList();
    }

    /** Its models; those of the configuration while it is off. */
    List<Row> models() {
        RouterSession.State state =
                status() == LocalRouter.Status.ON ? router.state().get() : null;
        if (state == null) {
            return config.written().names("models").stream()
                    .map(id -> new Row(id, null, "", false))
                    .toList();
        }
        return state.models().stream()
                .map(m -> new Row(m.id(), m.state(), note(m), router.busy().contains(m.id())))
                .toList();
    }

    private static String note(RouterSession.Model model) {
        String state = model.state().name().toLowerCase(Locale.ROOT);
        String since = model.state() == ModelState.STOPPED ? "" : " for " + seconds(model.sinceSeconds());
        String serves = model.serving() == 0 ? "" : ", serves " + model.serving();
        String waits = model.waiting() == 0 ? "" : ", " + model.waiting() + " waiting";
        return state + since + serves + waits;
    }

    /** Who waits. */
    List<Waiting> waiting() {
        RouterSession.State state =
                status() == LocalRouter.Status.ON ? router.state().get() : null;
        return state == null
                ? List.of()
                : state.waiting().stream()
                        .map(w -> new Waiting(
                                w.position() == 0 ? "—" : Integer.toString(w.position()),
                                w.model(),
                                Integer.toString(w.priority()),
                                seconds(w.waitedSeconds()),
                                String.join(" ", w.reasons())))
                        .toList();
    }

    /** What decides: {@code fifo + matrix}, or empty. */
    String policy() {
        RouterSession.State state =
                status() == LocalRouter.Status.ON ? router.state().get() : null;
        return state == null ? "" : state.policy().replace("+", " + ");
    }

    private static String seconds(double seconds) {
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        return whole < 120 ? whole + " s" : whole < 7200 ? whole / 60 + " min" : whole / 3600 + " h";
    }
}
