package dev.plimsoll.app.shell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds items by what was typed: a word that begins with it is better than one that holds it, which is better than its letters in order.
 * Groups keep their order; the group of the best match comes first.
 */
final class PaletteModel {
    private static final int AT_START = 0;
    private static final int AT_WORD = 1;
    private static final int INSIDE = 2;
    private static final int SCATTERED = 3;
    private static final int NO_MATCH = 9;
    /** Two letters in order are in nearly every title. */
    private static final int FEWEST_SCATTERED = 3;

    private final List<PaletteItem> all;

    PaletteModel(List<PaletteItem> all) {
        this.all = List.copyOf(all);
    }

    /**
     * An item that matches.
     *
     * @param marked which characters of its title were typed
     */
    record Hit(PaletteItem item, int rank, List<Integer> marked) {}

    int size() {
        return all.size();
    }

    /** Items that match, group by group. */
    Map<String, List<Hit>> find(String typed) {
        String wanted = typed.strip().toLowerCase(Locale.ROOT);
        Map<String, List<Hit>> groups = new LinkedHashMap<>();
        for (PaletteItem item : all) {
            Hit hit = match(item, wanted);
            if (hit.rank() < NO_MATCH) {
                groups.computeIfAbsent(item.group(), _ -> new ArrayList<>()).add(hit);
            }
        }
        if (wanted.isEmpty()) {
            return groups;
        }
        groups.values().forEach(g -> g.sort(Comparator.comparingInt(Hit::rank)));
        Map<String, List<Hit>> sorted = new LinkedHashMap<>();
        groups.entrySet().stream()
                .sorted(Comparator.comparingInt(e -> e.getValue().getFirst().rank()))
                .forEach(e -> sorted.put(e.getKey(), e.getValue()));
        return sorted;
    }

    private static Hit match(PaletteItem item, String wanted) {
        if (wanted.isEmpty()) {
            return new Hit(item, AT_START, List.of());
        }
        String title = item.title().toLowerCase(Locale.ROOT);
        int at = title.indexOf(wanted);
        while (at > 0 && Character.isLetterOrDigit(title.charAt(at - 1)) && title.indexOf(wanted, at + 1) > 0) {
            at = title.indexOf(wanted, at + 1);
        }
        if (at >= 0) {
            int rank = at == 0 ? AT_START : Character.isLetterOrDigit(title.charAt(at - 1)) ? INSIDE : AT_WORD;
            return new Hit(item, rank, run(at, wanted.length()));
        }
        if (wanted.length() < FEWEST_SCATTERED) {
            return new Hit(item, NO_MATCH, List.of());
        }
        List<Integer> marked = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < wanted.length(); i++) {
            int found = title.indexOf(wanted.charAt(i), from);
            if (found < 0) {
                return new Hit(item, NO_MATCH, List.of());
            }
            marked.add(found);
            from = found + 1;
        }
        // letters all over a long title are no match that a person meant
        boolean near = marked.getLast() - marked.getFirst() < 3 * wanted.length();
        return new Hit(item, near ? SCATTERED : NO_MATCH, marked);
    }

    private static List<Integer> run(int from, int length) {
        List<Integer> marked = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            marked.add(from + i);
        }
        return marked;
    }
}
