package dev.plimsoll.app.live;

import dev.plimsoll.engine.report.Numbers;
import org.jspecify.annotations.Nullable;

/** Numbers of the live page: an estimate carries {@code ~}, an exact figure does not, an absent one is a dash. */
final class Said {
    private final String mark;

    /** For figures that are exact or not. */
    Said(boolean exact) {
        this.mark = exact ? "" : "~";
    }

    String three(@Nullable Double value) {
        return marked(Numbers.three(value));
    }

    String duration(@Nullable Double milliseconds) {
        return marked(Numbers.duration(milliseconds));
    }

    String marked(String number) {
        return number.equals(Numbers.ABSENT) ? number : mark + number;
    }
}
