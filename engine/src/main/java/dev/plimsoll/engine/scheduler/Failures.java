package dev.plimsoll.engine.scheduler;

import dev.plimsoll.engine.problem.PlimsollException;
import java.util.List;
import java.util.stream.Collectors;

/** Several failures told as one. */
final class Failures {
    private Failures() {}

    /** The failure itself where there is one; else one that tells all of them and has all of them suppressed in it. */
    static PlimsollException joined(List<? extends RuntimeException> failures) {
        if (failures.size() == 1 && failures.getFirst() instanceof PlimsollException only) {
            return only;
        }
        String told = failures.stream().map(Failures::message).distinct().collect(Collectors.joining(" Also: "));
        PlimsollException all = PlimsollException.failed(told, failures.getFirst());
        failures.forEach(all::addSuppressed);
        return all;
    }

    /** A failure as the exception for the user. */
    static PlimsollException told(RuntimeException failure) {
        return failure instanceof PlimsollException known
                ? known
                : PlimsollException.failed("The stage failed: " + failure, failure);
    }

    private static String message(RuntimeException failure) {
        return failure instanceof PlimsollException ? String.valueOf(failure.getMessage()) : failure.toString();
    }
}
