package dev.plimsoll.app;

import dev.plimsoll.app.session.LocalRouter;
import dev.plimsoll.engine.plan.ModelsPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.router.process.ModelState;
import dev.plimsoll.engine.run.RouterSession;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A router that starts at once, with models that are ready or stopped as they were asked to be. */
public final class FakeRouter implements LocalRouter.Starter {
    private final Map<String, ModelState> states = Collections.synchronizedMap(new TreeMap<>());
    private final Map<String, Consumer<String>> followers = new ConcurrentHashMap<>();
    /** What it was asked to do: {@code start router.yaml serial}, {@code load a}, {@code close}. */
    public final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    /** Who waits. */
    public volatile List<RouterSession.Waiting> waiting = List.of();

    private volatile Consumer<String> whenLost = _ -> {};
    /** Why the next load fails, or empty. */
    public volatile String loadFails = "";

    /** With stopped models. */
    public FakeRouter(String... models) {
        for (String model : models) {
            states.put(model, ModelState.STOPPED);
        }
    }

    /** Puts a model into a state. */
    public void state(String model, ModelState state) {
        states.put(model, state);
    }

    /** Its process ends by itself. */
    public void lose(String why) {
        whenLost.accept(why);
    }

    /** A model, or the router itself where it is empty, says something. */
    public void say(String model, String line) {
        Consumer<String> follower = followers.get(model);
        if (follower != null) {
            follower.accept(line);
        }
    }

    @Override
    public LocalRouter.Handle start(ModelsPlan models, Consumer<String> lost) {
        asked.add("start " + models.config().getFileName() + (models.policy() == null ? "" : " " + models.policy()));
        whenLost = lost;
        return new LocalRouter.Handle() {
            @Override
            public URI url() {
                return URI.create("http://127.0.0.1:41234");
            }

            @Override
            public RouterSession.State state() {
                List<RouterSession.Model> all = new ArrayList<>();
                int[] pid = {4711};
                synchronized (states) {
                    states.forEach((id, state) -> all.add(new RouterSession.Model(
                            id,
                            state,
                            12.4,
                            state == ModelState.STOPPED ? OptionalLong.empty() : OptionalLong.of(pid[0]++),
                            state == ModelState.READY ? 2 : 0,
                            (int) waiting.stream()
                                    .filter(w -> w.model().equals(id))
                                    .count())));
                }
                return new RouterSession.State("fifo+matrix", all, waiting);
            }

            @Override
            public void load(String model) {
                asked.add("load " + model);
                if (!loadFails.isEmpty()) {
                    throw PlimsollException.failed(loadFails, null);
                }
                states.put(model, ModelState.READY);
            }

            @Override
            public void unload(String model) {
                asked.add("unload " + model);
                states.put(model, ModelState.STOPPED);
            }

            @Override
            public AutoCloseable follow(@Nullable String model, Consumer<String> line) {
                String key = model == null ? "" : model;
                followers.put(key, line);
                return () -> followers.remove(key);
            }

            @Override
            public void close() {
                asked.add("close");
            }
        };
    }
}
