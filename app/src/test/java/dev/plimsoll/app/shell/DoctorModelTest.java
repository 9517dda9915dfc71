package dev.plimsoll.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.app.OwnThread;
import dev.plimsoll.app.session.Tasks;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.run.DoctorReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** An examination on the test's own thread. */
class DoctorModelTest {
    private final Tasks tasks = new Tasks(Runnable::run, OwnThread::new);
    private final List<String> seen = new ArrayList<>();
    private boolean stopped;

    private DoctorModel examined(Function<Consumer<String>, Optional<DoctorReport>> what) {
        DoctorModel model = new DoctorModel(new DoctorModel.Examiner() {
            @Override
            public Optional<DoctorReport> examine(Consumer<String> doing) {
                return what.apply(doing);
            }

            @Override
            public void stop() {
                stopped = true;
            }
        });
        model.state().subscribe(s -> {
            if (s instanceof DoctorModel.State.Examining now) {
                seen.add(now.doing());
            }
        });
        model.start(tasks);
        return model;
    }

    @Test
    void whatIsDoneIsSaidUntilTheReportIsThere() {
        DoctorModel model = examined(doing -> {
            doing.accept("Warming up 3 workers");
            return Optional.of(DoctorReports.suspect());
        });
        assertTrue(seen.contains("Looking at this machine"), seen.toString());
        DoctorModel.State.Examined done =
                assertInstanceOf(DoctorModel.State.Examined.class, model.state().get());
        assertEquals(DoctorReports.suspect(), done.report());
        assertEquals(
                "For Sweep chat-short · 3 workers · up to 512 connections · 44.0 req/s · 3 of 6 checks passed",
                DoctorBox.subject(done.report()));
    }

    @Test
    void aMachineThatCannotBeCheckedIsSaidWithItsReason() {
        DoctorModel model = examined(_ -> {
            throw PlimsollException.failed("A worker did not start.", null);
        });
        DoctorModel.State.Failed failed =
                assertInstanceOf(DoctorModel.State.Failed.class, model.state().get());
        assertEquals("A worker did not start.", failed.failure().message());
    }

    @Test
    void cancellingStopsTheExaminerItself() {
        List<Runnable> later = new ArrayList<>();
        Tasks waiting = new Tasks(Runnable::run, work -> new Thread() {
            @Override
            public void start() {
                later.add(work);
            }
        });
        DoctorModel model = new DoctorModel(new DoctorModel.Examiner() {
            @Override
            public Optional<DoctorReport> examine(Consumer<String> doing) {
                return Optional.of(DoctorReports.suspect());
            }

            @Override
            public void stop() {
                stopped = true;
            }
        });
        model.start(waiting);
        model.stop();
        later.forEach(Runnable::run);
        assertTrue(stopped);
        assertInstanceOf(DoctorModel.State.Stopped.class, model.state().get());
    }
}
