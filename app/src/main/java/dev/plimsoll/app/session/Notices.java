package dev.plimsoll.app.session;

import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** What is told without being asked for: toasts, banners under the header, one question at a time. JavaFX thread. */
public final class Notices {
    private static final int MOST_TOASTS = 3;
    private static final int MOST_BANNERS = 2;

    private final ObservableList<Toast> toasts = FXCollections.observableArrayList();
    /** Held: a view made at each call would take its listeners with it into the garbage. */
    private final ObservableList<Toast> shownToasts = FXCollections.unmodifiableObservableList(toasts);

    private final ObservableList<Notice> banners = FXCollections.observableArrayList();
    /** Held: a view made at each call would take its listeners with it into the garbage. */
    private final ObservableList<Notice> shownBanners = FXCollections.unmodifiableObservableList(banners);

    private final ReadOnlyObjectWrapper<@Nullable Question> question = new ReadOnlyObjectWrapper<>();

    /** What a banner is about, which is also its colour. */
    public enum Tone {
        INFO,
        WARN,
        ERROR
    }

    /**
     * Something to press in a notice.
     *
     * @param text on the button
     * @param run what it does; the notice goes away first
     */
    public record Remedy(String text, Runnable run) {}

    /** A short word of success, lower right, gone after some seconds. */
    public record Toast(String text, List<Remedy> remedies) {
        public Toast {
            remedies = List.copyOf(remedies);
        }
    }

    /**
     * A banner under the header; stays until it is closed.
     *
     * @param what what happened, a sentence
     * @param why where and why, or empty
     * @param toDo what to do, or empty
     * @param details the technical part, folded away, or null
     */
    public record Notice(
            Tone tone,
            String what,
            String why,
            String toDo,
            @Nullable String details,
            List<Remedy> remedies) {
        public Notice {
            remedies = List.copyOf(remedies);
        }
    }

    /**
     * A question in front of everything.
     *
     * @param answers the buttons, the one that does it first; closing the question does nothing
     * @param danger whether the first answer destroys something
     */
    public record Question(String title, String text, List<Remedy> answers, boolean danger) {
        public Question {
            answers = List.copyOf(answers);
        }
    }

    /** Tells a success in passing. */
    public void toast(String text) {
        toast(text, List.of());
    }

    /** Tells a success in passing, with something to do about it. */
    public void toast(String text, List<Remedy> remedies) {
        toasts.add(new Toast(text, remedies));
        while (toasts.size() > MOST_TOASTS) {
            toasts.removeFirst();
        }
    }

    /** Takes a toast away. */
    public void dismiss(Toast toast) {
        toasts.remove(toast);
    }

    /** Tells what went wrong. */
    public void problem(String what, String why, String toDo, @Nullable String details) {
        banner(new Notice(Tone.ERROR, what, why, toDo, details, List.of()));
    }

    /** Tells that work failed. */
    public void failure(String what, Failure failure) {
        problem(what, failure.message(), "", failure.details());
    }

    /** Shows a banner, once: the same words again replace it. */
    public void banner(Notice notice) {
        banners.removeIf(b -> b.what().equals(notice.what()) && b.why().equals(notice.why()));
        banners.addFirst(notice);
        while (banners.size() > MOST_BANNERS) {
            banners.removeLast();
        }
    }

    /** Takes a banner away. */
    public void dismiss(Notice notice) {
        banners.remove(notice);
    }

    /** Takes every banner away. */
    public void clear() {
        banners.clear();
    }

    /** Asks; the window shows it in front of everything. */
    public void ask(Question asked) {
        question.set(asked);
    }

    /** Takes the question away; its answer, if any, was run by whoever showed it. */
    public void answered() {
        question.set(null);
    }

    /** Toasts shown, the oldest first. */
    public ObservableList<Toast> toasts() {
        return shownToasts;
    }

    /** Banners shown, the latest first. */
    public ObservableList<Notice> banners() {
        return shownBanners;
    }

    /** The question that waits, or null. */
    public ReadOnlyObjectProperty<@Nullable Question> question() {
        return question.getReadOnlyProperty();
    }
}
