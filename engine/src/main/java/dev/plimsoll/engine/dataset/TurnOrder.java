package dev.plimsoll.engine.dataset;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Brings named turns into an order in which parents come first: Kahn's (1962), turns and edges in the order in which they were written.
 * One thread.
 */
final class TurnOrder {
    private record Edge(int from, int to, HistoryContext context) {}

    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final List<Edge> edges = new ArrayList<>();
    private final BiConsumer<Integer, String> faults;

    /** An order of no turns yet; {@code faults} is told what is wrong: the turn's place in the order of writing, and what. */
    TurnOrder(BiConsumer<Integer, String> faults) {
        this.faults = faults;
    }

    /** The next turn. All turns come before the first edge. */
    void turn(String name) {
        if (places.putIfAbsent(name, names.size()) != null) {
            faults.accept(names.size(), "there already is a turn '" + name + "' in this conversation");
        }
        names.add(name);
    }

    /** The turn at place {@code to} waits for another. */
    void edge(String from, int to, HistoryContext context) {
        Integer place = places.get(from);
        if (place == null) {
            faults.accept(to, "waits for '" + from + "', but there is no such turn in this conversation");
        } else {
            edges.add(new Edge(place, to, context));
        }
    }

    /**
     * The turns in order, by their places; empty where there is a circle (told). A turn with several parents in full is told too.
     */
    int[] order() {
        int count = names.size();
        int[] missing = new int[count];
        int[] full = new int[count];
        List<List<Integer>> children = new ArrayList<>();
        names.forEach(name -> children.add(new ArrayList<>()));
        for (Edge edge : edges) {
            missing[edge.to]++;
            children.get(edge.from).add(edge.to);
            if (edge.context == HistoryContext.FULL && ++full[edge.to] == 2) {
                faults.accept(
                        edge.to, "is told of several turns in full; at most one parent may have the context 'full'");
            }
        }
        ArrayDeque<Integer> ready = new ArrayDeque<>();
        for (int i = 0; i < count; i++) {
            if (missing[i] == 0) {
                ready.add(i);
            }
        }
        int[] order = new int[count];
        int placed = 0;
        for (Integer next = ready.poll(); next != null; next = ready.poll()) {
            order[placed++] = next;
            for (int child : children.get(next)) {
                if (--missing[child] == 0) {
                    ready.add(child);
                }
            }
        }
        if (placed < count) {
            tellCircle(missing);
            return new int[0];
        }
        return order;
    }

    /** The parents of each turn, in the order of {@link #order}, as indexes in that order; those told by their last pair by name. */
    List<List<Turn.Parent>> parents(int[] order) {
        int[] index = new int[order.length];
        List<List<Edge>> incoming = new ArrayList<>();
        for (int i = 0; i < order.length; i++) {
            index[order[i]] = i;
            incoming.add(new ArrayList<>());
        }
        edges.forEach(edge -> incoming.get(index[edge.to]).add(edge));
        List<List<Turn.Parent>> parents = new ArrayList<>();
        for (List<Edge> own : incoming) {
            own.sort(Comparator.comparing(edge -> names.get(edge.from)));
            parents.add(own.stream()
                    .map(edge -> new Turn.Parent(index[edge.from], edge.context))
                    .toList());
        }
        return parents;
    }

    /** Walks from a turn that was never ready along parents that were not, until one comes twice. */
    private void tellCircle(int[] missing) {
        int at = 0;
        while (missing[at] == 0) {
            at++;
        }
        List<Integer> path = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        while (seen.add(at)) {
            path.add(at);
            int here = at;
            at = edges.stream()
                    .filter(edge -> edge.to == here && missing[edge.from] > 0)
                    .findFirst()
                    .orElseThrow()
                    .from;
        }
        List<Integer> circle = new ArrayList<>(path.subList(path.indexOf(at), path.size()));
        Collections.rotate(circle, -circle.indexOf(Collections.min(circle)));
        List<String> told = new ArrayList<>(circle.stream().map(names::get).toList());
        told.add(told.getFirst());
        faults.accept(circle.getFirst(), "waits for itself: " + String.join(" waits for ", told));
    }
}
