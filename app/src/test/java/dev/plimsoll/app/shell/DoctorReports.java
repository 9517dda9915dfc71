package dev.plimsoll.app.shell;

import dev.plimsoll.engine.run.DoctorReport;
import dev.plimsoll.engine.trust.CeilingFigures;
import dev.plimsoll.engine.trust.DispatchFigures;
import dev.plimsoll.engine.trust.PreflightReport.Outcome;
import dev.plimsoll.engine.trust.PreflightReport.Row;
import dev.plimsoll.engine.trust.Verdict;
import java.util.List;

/** Reports of the doctor for tests. */
final class DoctorReports {
    private DoctorReports() {}

    /** A machine with something of every kind. */
    static DoctorReport suspect() {
        return new DoctorReport(
                Verdict.SUSPECT,
                new DoctorReport.Subject("Sweep chat-short", 512, 44, 5600),
                3,
                List.of(
                        new Row("file-descriptors", "File descriptors", Outcome.OK, "1,048,576", "1,024", ""),
                        new Row("ports", "Ephemeral ports", Outcome.OK, "28,232", "512", ""),
                        new Row(
                                "cpu-governor",
                                "CPU governor",
                                Outcome.SUSPECT,
                                "powersave on 32 of 32 CPUs",
                                "performance",
                                "Set the governor to performance: cpupower frequency-set -g performance."),
                        new Row(
                                "timer-slack",
                                "Timer slack",
                                Outcome.NOTE,
                                "50 µs",
                                "",
                                "Nothing, unless stages are late."),
                        new Row("turbo", "Turbo", Outcome.UNKNOWN, "this system does not tell", "", ""),
                        new Row(
                                "dispatcher",
                                "Dispatcher self-test",
                                Outcome.OK,
                                "p99 19 µs late at 44.0 req/s",
                                "1 ms",
                                "")),
                dispatch(),
                new CeilingFigures(18_200, 1_140_000));
    }

    private static DispatchFigures dispatch() {
        return new DispatchFigures(44, 44, 880, 12_000, 19_000, 31_000, 8_000, 0.04, 90_000, 0);
    }
}
