package dev.plimsoll.app.live;

import dev.plimsoll.app.services.AppPreferences;
import dev.plimsoll.app.session.RunSession;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.run.RunHandle;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * What the page shows: the face of the newest picture. One mailbox: while a face is being made in the background, newer pictures replace
 * each other and only the last of them is taken up next. Nothing is made while the page is hidden or the view is paused. JavaFX thread.
 */
final class LiveModel {
    private static final String RANGE = "live.range";

    private final RunSession session;
    private final Executor background;
    private final Executor fx;
    private final ObjectProperty<LiveRange> range;
    private final BooleanProperty paused = new SimpleBooleanProperty();
    private final BooleanProperty shown = new SimpleBooleanProperty();
    private final ReadOnlyBooleanWrapper empty = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyObjectWrapper<@Nullable LiveFace> face = new ReadOnlyObjectWrapper<>();
    private final Subscription subscription;
    private boolean asked;
    private boolean making;
    private boolean newer;

    /**
     * For a session.
     *
     * @param preferences remembers the range
     * @param background where faces are made
     * @param fx brings them back
     */
    LiveModel(RunSession session, AppPreferences preferences, Executor background, Executor fx) {
        this.range = new SimpleObjectProperty<>(
                preferences.choice(RANGE).flatMap(LiveRange::named).orElse(LiveRange.FOUR_MINUTES));
        this.session = session;
        this.background = background;
        this.fx = fx;
        this.subscription = Subscription.combine(
                session.handle().subscribe(_ -> another()),
                session.status().subscribe(_ -> changed()),
                session.live().subscribe(_ -> changed()),
                session.running().subscribe(_ -> changed()),
                range.subscribe((_, chosen) -> {
                    preferences.choice(RANGE, chosen.name());
                    changed();
                }),
                paused.subscribe(_ -> changed()),
                shown.subscribe(_ -> changed()));
    }

    /** How much of the run the charts show. */
    ObjectProperty<LiveRange> range() {
        return range;
    }

    /** Whether the view stands still while the run goes on. */
    BooleanProperty paused() {
        return paused;
    }

    /** Whether the page is in the window. */
    BooleanProperty shown() {
        return shown;
    }

    /** Whether there is no run to show. */
    ReadOnlyBooleanProperty empty() {
        return empty.getReadOnlyProperty();
    }

    /** What to show; null before the first run. */
    ReadOnlyObjectProperty<@Nullable LiveFace> face() {
        return face.getReadOnlyProperty();
    }

    /** Whether the run of the shown face is on. */
    ReadOnlyBooleanProperty running() {
        return session.running();
    }

    void dispose() {
        subscription.unsubscribe();
    }

    /** Another run: what was paused belonged to the last one. */
    private void another() {
        paused.set(false);
        face.set(null);
        changed();
    }

    /** Status, figures and more change together; they are looked at once. */
    private void changed() {
        if (!asked) {
            asked = true;
            fx.execute(this::look);
        }
    }

    private void look() {
        asked = false;
        RunHandle handle = session.handle().get();
        boolean nothing = handle == null
                || (!session.running().get() && session.live().get().stages().isEmpty());
        empty.set(nothing);
        if (handle == null || nothing || !shown.get() || (paused.get() && face.get() != null)) {
            return;
        }
        if (making) {
            newer = true;
            return;
        }
        making = true;
        LivePicture picture = picture(handle);
        LiveRange wanted = range.get();
        background.execute(() -> make(handle, picture, wanted));
    }

    private void make(RunHandle handle, LivePicture picture, LiveRange wanted) {
        LiveFace made = null;
        try {
            made = LiveFace.of(picture, wanted);
        } finally {
            LiveFace shownNext = made;
            fx.execute(() -> made(handle, shownNext));
        }
    }

    private void made(RunHandle handle, @Nullable LiveFace next) {
        making = false;
        if (next != null && handle == session.handle().get() && (!paused.get() || face.get() == null)) {
            face.set(next);
        }
        if (newer) {
            newer = false;
            look();
        }
    }

    private LivePicture picture(RunHandle handle) {
        List<dev.plimsoll.engine.run.RunEvent> events = handle.events();
        return new LivePicture(
                heading(handle.plan()),
                targetHere(handle.plan()),
                session.running().get(),
                session.status().get(),
                session.live().get(),
                events);
    }

    private static boolean targetHere(RunPlan plan) {
        URI url = plan.target().url();
        String host = url == null || url.getHost() == null ? "localhost" : url.getHost();
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    /** {@code Sweep chat-short → vllm-h100 · Llama-3.1-8B-Instruct}. */
    static String heading(RunPlan plan) {
        String model = plan.target().model();
        return plan.name() + " → " + plan.target().id() + (model == null ? "" : " · " + model);
    }
}
