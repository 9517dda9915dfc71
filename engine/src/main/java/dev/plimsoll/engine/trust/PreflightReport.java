package dev.plimsoll.engine.trust;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What is known of the machine, and of the generator on it, before the first request.
 *
 * @param rows every check, in a fixed order
 */
public record PreflightReport(List<Row> rows) {
    /** Nothing was looked at. */
    public static final PreflightReport NONE = new PreflightReport(List.of());

    public PreflightReport {
        rows = List.copyOf(rows);
    }

    /** What a check came to. */
    public enum Outcome {
        OK,
        /** Good to know. */
        NOTE,
        SUSPECT,
        INVALID,
        /** This system does not tell; not counted as passed. */
        UNKNOWN;

        /** Lower case, as in files. */
        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Outcome of(Severity severity) {
            return switch (severity) {
                case NOTE -> NOTE;
                case SUSPECT -> SUSPECT;
                case INVALID -> INVALID;
            };
        }
    }

    /**
     * One check.
     *
     * @param code stable name, as in {@link Finding}
     * @param name for a person: {@code File descriptors}
     * @param outcome what it came to
     * @param measured what was measured, with unit
     * @param threshold the limit with unit, or empty
     * @param advice what to change, an imperative sentence; empty where all is well
     */
    public record Row(String code, String name, Outcome outcome, String measured, String threshold, String advice) {
        static Row ok(String code, String name, String measured, String threshold) {
            return new Row(code, name, Outcome.OK, measured, threshold, "");
        }

        static Row unknown(String code, String name) {
            return new Row(code, name, Outcome.UNKNOWN, "this system does not tell", "", "");
        }

        static Row found(
                String code, String name, Severity severity, String measured, String threshold, String advice) {
            return new Row(code, name, Outcome.of(severity), measured, threshold, advice);
        }
    }

    /** With further checks behind these. */
    public PreflightReport with(List<Row> further) {
        return new PreflightReport(
                Stream.concat(rows.stream(), further.stream()).toList());
    }

    /** Checks that found nothing. */
    public int passed() {
        return (int) rows.stream().filter(r -> r.outcome() == Outcome.OK).count();
    }

    /** The verdict on the machine as it is. */
    public Verdict verdict() {
        return TrustReport.of(found(0), passed()).value();
    }

    /**
     * What these checks add to the verdict of a run. They only say how it will probably go, and the run then measures how it went: each
     * counts one step less, so that a forecast alone never makes a run INVALID.
     */
    public List<Finding> findingsOfRun() {
        return found(1);
    }

    private List<Finding> found(int lowered) {
        return rows.stream()
                .filter(r -> r.outcome() != Outcome.OK && r.outcome() != Outcome.UNKNOWN)
                .map(r -> new Finding(
                        r.code(),
                        Checks.lower(Severity.valueOf(r.outcome().name()), lowered),
                        null,
                        r.measured(),
                        r.threshold(),
                        r.advice()))
                .toList();
    }
}
