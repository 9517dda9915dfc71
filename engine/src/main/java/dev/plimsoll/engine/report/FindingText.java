package dev.plimsoll.engine.report;

import dev.plimsoll.engine.trust.Finding;
import dev.plimsoll.engine.trust.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * A finding in two lines: what, and what to do. What many stages have in common is told once.
 *
 * @param severity how bad
 * @param what what was measured and the limit, a sentence
 * @param where {@code stage 10}, {@code stage 1, alike in stages 2–4}, or empty
 * @param todo what to change, without {@code Do:}; may be empty
 * @param alike the same finding in the other stages, one sentence each
 */
public record FindingText(Severity severity, String what, String where, String todo, List<String> alike) {
    public FindingText {
        alike = List.copyOf(alike);
    }

    private record Kind(Severity severity, String code) {}

    /** Findings of one kind together, in the order in which each kind is first told. */
    public static List<FindingText> of(List<Finding> findings) {
        Map<Kind, List<Finding>> kinds = new LinkedHashMap<>();
        for (Finding finding : findings) {
            kinds.computeIfAbsent(new Kind(finding.severity(), finding.code()), k -> new ArrayList<>())
                    .add(finding);
        }
        return kinds.values().stream().map(FindingText::together).toList();
    }

    private static FindingText together(List<Finding> findings) {
        Finding first = findings.getFirst();
        List<Finding> others = findings.subList(1, findings.size());
        List<String> alike = new ArrayList<>();
        for (Finding other : others) {
            String stage = stage(other);
            String todo = other.advice().equals(first.advice()) ? "" : " Do: " + other.advice();
            alike.add((stage.isEmpty() ? "" : stage + ": ") + what(other) + todo);
        }
        TreeSet<Integer> stages = new TreeSet<>();
        others.stream().map(Finding::stage).filter(Objects::nonNull).forEach(s -> stages.add(s + 1));
        String where = stage(first);
        if (!stages.isEmpty()) {
            where += (where.isEmpty() ? "" : ", ") + "alike in " + (stages.size() == 1 ? "stage " : "stages ")
                    + ranges(stages);
        }
        return new FindingText(first.severity(), what(first), where, first.advice(), alike);
    }

    private static String stage(Finding finding) {
        return finding.stage() == null ? "" : StageNames.numbered(finding.stage());
    }

    private static String what(Finding finding) {
        String limit = finding.threshold().isEmpty() ? "" : "; the limit is " + finding.threshold();
        return sentence(finding.measured() + limit);
    }

    /** {@code 1–3, 5}. */
    private static String ranges(TreeSet<Integer> numbers) {
        List<String> parts = new ArrayList<>();
        int from = numbers.first();
        int to = from;
        for (int number : numbers.tailSet(from, false)) {
            if (number != to + 1) {
                parts.add(range(from, to));
                from = number;
            }
            to = number;
        }
        parts.add(range(from, to));
        return String.join(", ", parts);
    }

    private static String range(int from, int to) {
        return from == to ? String.valueOf(from) : from + (to == from + 1 ? ", " : "–") + to;
    }

    /** With a capital letter, unless it begins with a name such as p99, and a full stop. */
    static String sentence(String text) {
        if (text.isEmpty()) {
            return text;
        }
        boolean name = text.length() > 1 && Character.isDigit(text.charAt(1));
        String begun = name ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
        return begun.endsWith(".") ? begun : begun + ".";
    }
}
