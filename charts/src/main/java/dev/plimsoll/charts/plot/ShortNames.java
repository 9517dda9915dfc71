package dev.plimsoll.charts.plot;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Names that fit a width: of those that do not, first what all of them begin and end with goes, then the middle of what is left. So long
 * names of one family still differ where they differ.
 */
final class ShortNames {
    /** Fewer letters are not worth an ellipsis. */
    private static final int WORTH = 4;

    private final ToDoubleFunction<String> width;
    private final double most;
    private final int head;
    private final int tail;

    ShortNames(List<String> all, ToDoubleFunction<String> width, double most) {
        this.width = width;
        this.most = most;
        List<String> names =
                all.stream().filter(n -> width.applyAsDouble(n) > most).toList();
        int least = names.stream().mapToInt(String::length).min().orElse(0);
        int same = names.size() < 2 ? 0 : least;
        String first = names.isEmpty() ? "" : names.getFirst();
        int begin = 0;
        while (begin < same && all(names, begin, first.charAt(begin), true)) {
            begin++;
        }
        int end = 0;
        while (end < same - begin && all(names, end, first.charAt(first.length() - 1 - end), false)) {
            end++;
        }
        head = begin < WORTH ? 0 : begin;
        tail = end < WORTH ? 0 : end;
    }

    private static boolean all(List<String> names, int place, char letter, boolean fromStart) {
        return names.stream().allMatch(n -> n.charAt(fromStart ? place : n.length() - 1 - place) == letter);
    }

    /** A name of the list in at most the width. */
    String fitting(String name) {
        if (width.applyAsDouble(name) <= most) {
            return name;
        }
        String own = (head > 0 ? "…" : "") + name.substring(head, name.length() - tail) + (tail > 0 ? "…" : "");
        if (own.length() > name.length() || own.length() < 2) {
            own = name;
        }
        if (width.applyAsDouble(own) <= most) {
            return own;
        }
        int kept = own.length() - 1;
        while (kept > 1 && width.applyAsDouble(ends(own, kept)) > most) {
            kept--;
        }
        return ends(own, kept);
    }

    private static String ends(String text, int kept) {
        int first = (kept + 1) / 2;
        return text.substring(0, first) + "…" + text.substring(text.length() - (kept - first));
    }
}
