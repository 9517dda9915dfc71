package dev.plimsoll.engine.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which columns are used for what, found by their names; GuideLLM's rule.
 *
 * <p>A name matches without regard to case, with an optional plural (s, es) and an optional turn number ({@code prompt_0}, {@code prompt-1}).
 * For each target the first matching column, in the order of the columns, settles the base name; all columns of that base name are the
 * target's turns. A column without a number is the turn after those before it.
 */
final class ColumnMapping {
    private static final String PATTERN = "(?<base>(?:%s)(?:es|s)?)(?:[-_](?<turn>\\d{1,9}))?";
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private final Map<ColumnTarget, SortedMap<Integer, List<String>>> turns;

    private ColumnMapping(Map<ColumnTarget, SortedMap<Integer, List<String>>> turns) {
        this.turns = turns;
    }

    /**
     * Maps columns.
     *
     * @param columns the columns in the order of the file
     * @param overrides column name by target, empty for no column; other targets keep their own names
     */
    static ColumnMapping of(List<String> columns, Map<ColumnTarget, String> overrides) {
        Map<ColumnTarget, SortedMap<Integer, List<String>>> turns = new TreeMap<>();
        for (ColumnTarget target : ColumnTarget.values()) {
            String named = overrides.get(target);
            SortedMap<Integer, List<String>> found =
                    find(columns, named == null ? target.columnNames() : named.isEmpty() ? List.of() : List.of(named));
            if (!found.isEmpty()) {
                turns.put(target, found);
            }
        }
        return new ColumnMapping(turns);
    }

    private static SortedMap<Integer, List<String>> find(List<String> columns, List<String> names) {
        SortedMap<Integer, List<String>> found = new TreeMap<>();
        if (names.isEmpty()) {
            return found;
        }
        String alternatives = names.stream().map(Pattern::quote).collect(Collectors.joining("|"));
        String base = baseOfFirst(Pattern.compile(String.format(PATTERN, alternatives), FLAGS), columns);
        if (base == null) {
            return found;
        }
        Pattern ofBase = Pattern.compile(String.format(PATTERN, Pattern.quote(base)), FLAGS);
        int matches = 0;
        for (String column : columns) {
            Matcher matcher = ofBase.matcher(column);
            if (matcher.matches()) {
                String number = matcher.group("turn");
                int turn = number == null ? matches : Integer.parseInt(number);
                found.computeIfAbsent(turn, _ -> new ArrayList<>()).add(column);
                matches++;
            }
        }
        found.values().forEach(list -> list.sort(null));
        return found;
    }

    private static @Nullable String baseOfFirst(Pattern pattern, List<String> columns) {
        for (String column : columns) {
            Matcher matcher = pattern.matcher(column);
            if (matcher.matches()) {
                return matcher.group("base");
            }
        }
        return null;
    }

    /** The columns of a target by turn; empty where there are none. Mostly one a turn; the first counts. */
    SortedMap<Integer, List<String>> turnsOf(ColumnTarget target) {
        return turns.getOrDefault(target, new TreeMap<>());
    }

    /** The column of a target for a turn, or null. */
    @Nullable
    String column(ColumnTarget target, int turn) {
        List<String> columns = turnsOf(target).get(turn);
        return columns == null ? null : columns.getFirst();
    }
}
