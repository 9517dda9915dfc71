package dev.plimsoll.app.shell;

import dev.plimsoll.app.session.Failure;
import dev.plimsoll.app.session.TaskItem;
import dev.plimsoll.app.session.Tasks;
import dev.plimsoll.engine.run.Doctor;
import dev.plimsoll.engine.run.DoctorReport;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** One examination of this machine as a load generator, in the background. JavaFX thread; no scene types. */
final class DoctorModel {
    /** Who examines. */
    interface Examiner {
        /** Examines, on a thread of its own; empty where it was stopped. */
        Optional<DoctorReport> examine(Consumer<String> doing);

        /** Ends it soon; any thread. */
        void stop();

        /** The engine's. */
        static Examiner of(Doctor doctor) {
            return new Examiner() {
                @Override
                public Optional<DoctorReport> examine(Consumer<String> doing) {
                    return doctor.examine(doing);
                }

                @Override
                public void stop() {
                    doctor.stop();
                }
            };
        }
    }

    /** How far it is. */
    sealed interface State {
        /** It goes on. */
        record Examining(String doing) implements State {}

        /** It ended. */
        record Examined(DoctorReport report) implements State {}

        /** The person stopped it. */
        record Stopped() implements State {}

        /** It could not be done. */
        record Failed(Failure failure) implements State {}
    }

    private final Examiner examiner;
    private final ReadOnlyObjectWrapper<State> state =
            new ReadOnlyObjectWrapper<>(new State.Examining("Looking at this machine"));
    private @Nullable TaskItem task;

    DoctorModel(Examiner examiner) {
        this.examiner = examiner;
    }

    ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    /** Begins; once. */
    void start(Tasks tasks) {
        TaskItem begun = tasks.runReporting(
                "Checking this machine",
                report -> examiner.examine(doing -> report.at(-1, doing)),
                found -> state.set(found.<State>map(State.Examined::new).orElseGet(State.Stopped::new)),
                failure -> state.set(new State.Failed(failure)));
        task = begun;
        begun.message().addListener((_, _, doing) -> {
            if (state.get() instanceof State.Examining) {
                state.set(new State.Examining(doing));
            }
        });
        begun.done().addListener((_, _, done) -> {
            if (done && begun.cancelled()) {
                examiner.stop(); // it was cancelled in the list of tasks, or here
                state.set(new State.Stopped());
            }
        });
    }

    /** Ends it early; does nothing once it has ended. */
    void stop() {
        if (task != null) {
            task.cancel();
        }
    }
}
