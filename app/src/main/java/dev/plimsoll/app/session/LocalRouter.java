package dev.plimsoll.app.session;

import dev.plimsoll.engine.plan.ModelsPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.run.RouterSession;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;
import org.jspecify.annotations.Nullable;

/**
 * The model router that a person started from the window, at most one. It is a process of its own and ends with the window. JavaFX
 * thread; the router is started, asked and ended on others.
 */
public final class LocalRouter {
    private static final int MOST_TOLD = 3;

    private final Executor fx;
    private final Tasks tasks;
    private final Notices notices;
    private final Starter starter;
    private final AtomicBoolean asking = new AtomicBoolean();
    private final ReadOnlyObjectWrapper<Status> status = new ReadOnlyObjectWrapper<>(Status.OFF);
    private final ReadOnlyObjectWrapper<RouterSession.@Nullable State> state = new ReadOnlyObjectWrapper<>();
    private final ObservableSet<String> busy = FXCollections.observableSet();
    private @Nullable ModelsPlan models;
    private String title = "";
    /** The router that is on, for {@link #poll}, which is on another thread. */
    private volatile @Nullable Handle handle;

    private @Nullable Runnable afterStop;
    /** Tells one start from another. */
    private Object token = this;

    /** Where it is. */
    public enum Status {
        OFF,
        STARTING,
        ON,
        STOPPING
    }

    /** Starts a router; the engine's own, or a test's. Blocks. */
    @FunctionalInterface
    public interface Starter {
        /**
         * Starts it and waits until it listens.
         *
         * @param whenLost told, on any thread, when it ends before it is closed
         */
        Handle start(ModelsPlan models, Consumer<String> whenLost);

        /** The engine's. */
        static Starter ofEngine() {
            return (models, whenLost) -> Handle.of(RouterSession.start(models, whenLost));
        }
    }

    /** A router that is on; its methods block, but for {@link #url} and {@link #follow}. */
    public interface Handle {
        /** Where it listens. */
        URI url();

        /** What it does now. */
        RouterSession.State state();

        /** Loads a model. */
        void load(String model);

        /** Stops a model. */
        void unload(String model);

        /** Tells the lines of a model's log, or of the router's own where it is null, until it is closed. */
        AutoCloseable follow(@Nullable String model, Consumer<String> line);

        /** Ends it with all its models. */
        void close();

        /** Of a session of the engine. */
        static Handle of(RouterSession session) {
            return new Handle() {
                @Override
                public URI url() {
                    return session.url();
                }

                @Override
                public RouterSession.State state() {
                    return session.state();
                }

                @Override
                public void load(String model) {
                    session.load(model);
                }

                @Override
                public void unload(String model) {
                    session.unload(model);
                }

                @Override
                public AutoCloseable follow(@Nullable String model, Consumer<String> line) {
                    return session.follow(model, line);
                }

                @Override
                public void close() {
                    session.close();
                }
            };
        }
    }

    /** None yet. */
    public LocalRouter(Executor fx, Tasks tasks, Notices notices, Starter starter) {
        this.fx = fx;
        this.tasks = tasks;
        this.notices = notices;
        this.starter = starter;
    }

    /** Where it is. */
    public ReadOnlyObjectProperty<Status> status() {
        return status.getReadOnlyProperty();
    }

    /** What it does; null until it was first asked, and while it is off. */
    public ReadOnlyObjectProperty<RouterSession.@Nullable State> state() {
        return state.getReadOnlyProperty();
    }

    /** Models that are being loaded or unloaded because somebody pressed the button. */
    public ObservableSet<String> busy() {
        return busy;
    }

    /** Whether it is the router of some models, on or about to be. */
    public boolean isOf(@Nullable ModelsPlan plan) {
        return status.get() != Status.OFF && plan != null && plan.equals(models);
    }

    /** Name of the target it was started for; empty while it is off. */
    public String title() {
        return status.get() == Status.OFF ? "" : title;
    }

    /** Where it listens; empty while it is not on. */
    public Optional<URI> url() {
        Handle on = handle;
        return on == null || status.get() != Status.ON ? Optional.empty() : Optional.of(on.url());
    }

    /** Starts it, ending another one first. What keeps it from starting is told in a banner. */
    public void start(ModelsPlan plan, String targetTitle) {
        if (status.get() != Status.OFF) {
            stop(() -> start(plan, targetTitle));
            return;
        }
        models = plan;
        title = targetTitle;
        status.set(Status.STARTING);
        Object mine = new Object();
        AtomicBoolean unwanted = new AtomicBoolean();
        AtomicReference<@Nullable Handle> made = new AtomicReference<>();
        TaskItem item = tasks.run(
                "Starting the router of " + targetTitle,
                () -> {
                    Handle started = starter.start(plan, why -> fx.execute(() -> lost(mine, why)));
                    made.set(started);
                    if (unwanted.get()) {
                        started.close();
                    }
                    return started;
                },
                started -> started(started, mine),
                failure -> {
                    off();
                    didNotStart(failure);
                });
        onCancel(item, () -> {
            unwanted.set(true);
            Handle started = made.get();
            if (started != null) {
                closeQuietly(started);
            }
            off();
        });
    }

    private void started(Handle started, Object mine) {
        handle = started;
        token = mine;
        status.set(Status.ON);
        if (afterStop != null) { // somebody wanted it gone meanwhile
            stop(() -> {});
        } else {
            poll();
        }
    }

    /** Ends it with all its models; {@code then} is called once they are gone, at once where it is off. */
    public void stop(Runnable then) {
        Runnable before = afterStop;
        Runnable both = before == null
                ? then
                : () -> {
                    before.run();
                    then.run();
                };
        Handle on = handle;
        switch (status.get()) {
            case OFF -> then.run();
            case STARTING, STOPPING -> afterStop = both;
            case ON -> {
                afterStop = both;
                status.set(Status.STOPPING);
                state.set(null);
                TaskItem item = tasks.run(
                        "Stopping the router of " + title,
                        () -> {
                            Objects.requireNonNull(on).close();
                            return true;
                        },
                        _ -> off(),
                        failure -> {
                            off();
                            notices.failure("The router did not end as it should.", failure);
                        });
                onCancel(item, this::off); // an interrupted end is one by force
            }
        }
    }

    /** Loads a model in the background; what keeps it from becoming ready is told in a banner. */
    public void load(String model) {
        ask(model, "Loading " + model, model + " was not loaded.", on -> on.load(model));
    }

    /** Stops a model in the background. */
    public void unload(String model) {
        ask(model, "Unloading " + model, model + " was not unloaded.", on -> on.unload(model));
    }

    /** Tells the lines of a log as they come, on any thread; nothing while the router is not on. */
    public AutoCloseable follow(@Nullable String model, Consumer<String> line) {
        Handle on = handle;
        return on == null ? () -> {} : on.follow(model, line);
    }

    /** Asks it what it does, in the background; about twice a second, on any thread. */
    public void poll() {
        Handle on = handle;
        if (on == null || !asking.compareAndSet(false, true)) {
            return;
        }
        tasks.runQuietly(
                on::state,
                now -> {
                    asking.set(false);
                    if (handle == on && status.get() == Status.ON) {
                        state.set(now);
                    }
                },
                _ -> asking.set(false)); // it is ending, which is told; or slow, and the next look tells
    }

    private void ask(String model, String doing, String failed, Consumer<Handle> what) {
        Handle on = handle;
        if (on == null || status.get() != Status.ON || !busy.add(model)) {
            return;
        }
        TaskItem item = tasks.run(
                doing,
                () -> {
                    what.accept(on);
                    return true;
                },
                _ -> {
                    busy.remove(model);
                    poll();
                },
                failure -> {
                    busy.remove(model);
                    poll();
                    if (handle == on && status.get() == Status.ON) {
                        notices.problem(failed, failure.message(), "Its log has what it said.", failure.details());
                    }
                });
        onCancel(item, () -> busy.remove(model));
    }

    private static void onCancel(TaskItem item, Runnable body) {
        item.done().addListener((_, _, _) -> {
            if (item.cancelled()) {
                body.run();
            }
        });
    }

    private void closeQuietly(Handle gone) {
        tasks.runQuietly(
                () -> {
                    gone.close();
                    return true;
                },
                _ -> {},
                _ -> {});
    }

    private void lost(Object which, String why) {
        if (token == which && status.get() == Status.ON) {
            Handle gone = handle;
            String whose = title;
            off();
            if (gone != null) {
                closeQuietly(gone);
            }
            notices.problem("The router of " + whose + " is gone.", why, "Start it again.", null);
        }
    }

    private void off() {
        handle = null;
        token = this;
        busy.clear();
        state.set(null);
        status.set(Status.OFF);
        models = null;
        Runnable then = afterStop;
        afterStop = null;
        if (then != null) {
            then.run();
        }
    }

    private void didNotStart(Failure failure) {
        List<Problem> problems = failure.cause() instanceof PlimsollException e ? e.problems() : List.of();
        if (problems.isEmpty()) {
            notices.failure("The router did not start.", failure);
            return;
        }
        String why = problems.stream()
                        .limit(MOST_TOLD)
                        .map(p -> p.path() + " " + p.what() + ".")
                        .collect(Collectors.joining("\n"))
                + (problems.size() > MOST_TOLD ? "\nAnd " + (problems.size() - MOST_TOLD) + " more." : "");
        notices.problem("The router did not start.", why, "Mend the configuration.", null);
    }
}
