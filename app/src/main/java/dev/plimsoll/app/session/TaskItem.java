package dev.plimsoll.app.session;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** Work in the background, as it is shown. JavaFX thread. */
public final class TaskItem {
    private final String title;
    final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(-1);
    final ReadOnlyBooleanWrapper done = new ReadOnlyBooleanWrapper(false);
    private final Runnable onCancel;

    @Nullable
    Thread thread;

    private boolean cancelled;

    TaskItem(String title, Runnable onCancel) {
        this.title = title;
        this.onCancel = onCancel;
    }

    /** What is done: {@code Reading 1,000,000 records}. */
    public String title() {
        return title;
    }

    /** Where it stands, in words; may be empty. */
    public ReadOnlyStringProperty message() {
        return message.getReadOnlyProperty();
    }

    /** How far, [0,1], or -1 where unknown. */
    public ReadOnlyDoubleProperty progress() {
        return progress.getReadOnlyProperty();
    }

    /** Whether it ended, one way or another. */
    public ReadOnlyBooleanProperty done() {
        return done.getReadOnlyProperty();
    }

    /** Whether it was cancelled; neither callback is called then. */
    public boolean cancelled() {
        return cancelled;
    }

    /** Ends it: its thread is interrupted, what it still returns is thrown away. */
    public void cancel() {
        if (cancelled || done.get()) {
            return;
        }
        cancelled = true;
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
        onCancel.run();
    }
}
