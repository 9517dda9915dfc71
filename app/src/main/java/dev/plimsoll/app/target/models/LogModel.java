package dev.plimsoll.app.target.models;

import dev.plimsoll.app.session.LocalRouter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last lines that the router or one of its models said. JavaFX thread; lines come on another one and are shown together. */
final class LogModel {
    private static final Logger LOG = LoggerFactory.getLogger(LogModel.class);
    static final int MOST_LINES = 500;
    private static final int LONGEST = 2_000;

    private final LocalRouter router;
    private final Executor fx;
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
    private Source current = new Source();
    private @Nullable String model;

    /** What one log has said. */
    private static final class Source {
        private final ArrayDeque<String> lines = new ArrayDeque<>();
        private final List<String> fresh = new ArrayList<>();
        private final AtomicBoolean told = new AtomicBoolean();
        private AutoCloseable following = () -> {};

        synchronized void said(String line) {
            fresh.add(line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line);
            if (fresh.size() > MOST_LINES) {
                fresh.removeFirst();
            }
        }

        synchronized List<String> take() {
            List<String> taken = List.copyOf(fresh);
            fresh.clear();
            return taken;
        }
    }

    LogModel(LocalRouter router, Executor fx) {
        this.router = router;
        this.fx = fx;
        router.status().addListener((_, _, now) -> {
            if (now == LocalRouter.Status.ON) {
                begin();
            }
        });
    }

    /** The lines with line ends; they stay when the router ends, until another begins. */
    ReadOnlyStringProperty text() {
        return text.getReadOnlyProperty();
    }

    /** Shows a model's log, or the router's own where it is null. */
    void show(@Nullable String newModel) {
        if (!Objects.equals(model, newModel)) {
            model = newModel;
            begin();
        }
    }

    private void begin() {
        end(current);
        Source source = new Source();
        current = source;
        text.set("");
        source.following = router.follow(model, line -> {
            source.said(line);
            if (source.told.compareAndSet(false, true)) {
                fx.execute(() -> take(source));
            }
        });
    }

    private void take(Source source) {
        source.told.set(false);
        if (source != current) {
            return;
        }
        source.lines.addAll(source.take());
        while (source.lines.size() > MOST_LINES) {
            source.lines.removeFirst();
        }
        text.set(String.join("\n", source.lines));
    }

    private static void end(Source source) {
        try {
            source.following.close();
        } catch (Exception e) {
            LOG.warn("A log could not be let go", e);
        }
    }
}
