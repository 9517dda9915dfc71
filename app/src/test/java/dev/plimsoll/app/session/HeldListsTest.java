package dev.plimsoll.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.plimsoll.app.Bench;
import dev.plimsoll.app.services.AppPreferences;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who listens to a list is told, whatever the garbage collector does meanwhile. */
@Timeout(60)
class HeldListsTest {
    @TempDir
    Path folder;

    static Stream<Function<Workbench, ObservableList<?>>> lists() {
        return Stream.of(
                at -> at.notices().banners(),
                at -> at.notices().toasts(),
                at -> at.tasks().items(),
                at -> at.actions().all(),
                at -> at.workspace().problems(),
                at -> at.services().preferences().recent());
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aListIsTheSameAtEachCall(Function<Workbench, ObservableList<?>> list) {
        Workbench at = new Bench(folder, Runnable::run).workbench();
        WeakReference<Object> first = new WeakReference<>(list.apply(at));
        assertEquals(System.identityHashCode(first.get()), System.identityHashCode(list.apply(at)));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aListenerOutlivesTheGarbageCollector(Function<Workbench, ObservableList<?>> list) {
        Bench bench = new Bench(folder, Runnable::run);
        Workbench at = bench.workbench();
        List<Object> heard = new ArrayList<>();
        listen(list.apply(at), heard);
        WeakReference<Object> garbage = new WeakReference<>(new Object());
        while (garbage.get() != null) {
            System.gc();
        }
        assertNull(garbage.get());
        change(at);
        assertEquals(1, Math.min(1, heard.size()), "told of the change");
    }

    private static <T> void listen(ObservableList<T> list, List<Object> heard) {
        list.addListener((ListChangeListener<T>) heard::add);
    }

    /** Changes every list. */
    private void change(Workbench at) {
        at.notices().toast("told");
        at.notices().problem("what", "why", "to do", null);
        at.tasks().run("work", () -> 1, _ -> {}, _ -> {});
        at.actions()
                .add(new Action(
                        "x", "X", null, null, "View", new javafx.beans.property.SimpleBooleanProperty(true), () -> {}));
        at.workspace().create("broken");
        at.workspace()
                .edit("break", "", file -> file.with("benchmarks", tools.jackson.databind.node.IntNode.valueOf(1)));
        AppPreferences preferences = at.services().preferences();
        preferences.opened(folder.resolve("w.plimsoll.json"), Instant.EPOCH);
    }
}
