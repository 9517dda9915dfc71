package dev.plimsoll.app.session;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Work in the background, one virtual thread each; callbacks come back on the JavaFX thread. JavaFX thread. */
public final class Tasks {
    private final Executor fx;
    private final ThreadFactory threads;
    private final ObservableList<TaskItem> items = FXCollections.observableArrayList();
    /** Held: a view made at each call would take its listeners with it into the garbage. */
    private final ObservableList<TaskItem> shownItems = FXCollections.unmodifiableObservableList(items);

    /** Tasks on virtual threads. */
    public Tasks(Executor fx) {
        this(fx, Thread.ofVirtual().name("task-", 0).factory());
    }

    /**
     * Tasks on other threads.
     *
     * @param fx runs something on the JavaFX thread, soon
     */
    public Tasks(Executor fx, ThreadFactory threads) {
        this.fx = fx;
        this.threads = threads;
    }

    /** Work that says how far it is. Called on its own thread. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does it. */
        T call(Report report) throws Exception;
    }

    /** Where work says how far it is; any thread. */
    @FunctionalInterface
    public interface Report {
        /**
         * Says it.
         *
         * @param fraction [0,1], or -1 for unknown
         */
        void at(double fraction, String message);
    }

    /**
     * Starts work.
     *
     * @param title what is done: {@code Reading 1,000,000 records}
     * @param work runs on a thread of its own; interrupted when it is cancelled
     */
    public <T> TaskItem run(String title, Callable<T> work, Consumer<T> onSuccess, Consumer<Failure> onFailure) {
        return runReporting(title, _ -> work.call(), onSuccess, onFailure);
    }

    /** Starts work that says how far it is. */
    public <T> TaskItem runReporting(String title, Work<T> work, Consumer<T> onSuccess, Consumer<Failure> onFailure) {
        TaskItem[] self = new TaskItem[1];
        TaskItem item = new TaskItem(title, () -> finish(self[0]));
        self[0] = item;
        items.add(item);
        Report report = (fraction, message) -> fx.execute(() -> {
            item.progress.set(fraction);
            item.message.set(message);
        });
        Thread thread = threads.newThread(() -> {
            try {
                T value = work.call(report);
                fx.execute(() -> end(item, () -> onSuccess.accept(value)));
            } catch (Throwable e) {
                fx.execute(() -> end(item, () -> onFailure.accept(Failure.of(e))));
            }
        });
        item.thread = thread;
        thread.start();
        return item;
    }

    /** Starts a small piece of work that is not worth a line in the list of tasks. */
    public <T> void runQuietly(Callable<T> work, Consumer<T> onSuccess, Consumer<Failure> onFailure) {
        threads.newThread(() -> {
                    try {
                        T value = work.call();
                        fx.execute(() -> onSuccess.accept(value));
                    } catch (Throwable e) {
                        fx.execute(() -> onFailure.accept(Failure.of(e)));
                    }
                })
                .start();
    }

    /** What runs now, the oldest first. */
    public ObservableList<TaskItem> items() {
        return shownItems;
    }

    private void end(TaskItem item, Runnable callback) {
        if (!item.cancelled()) {
            finish(item);
            callback.run();
        }
    }

    private void finish(TaskItem item) {
        items.remove(item);
        item.done.set(true);
    }
}
