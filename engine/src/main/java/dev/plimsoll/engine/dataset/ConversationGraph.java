package dev.plimsoll.engine.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which turns of a conversation follow which, and what of it each is told. Turns are named by their index. Immutable; any thread.
 *
 * <p>The history of a turn is GuideLLM's: back through the parents told in full, oldest first; then what the turns of that chain were told
 * by their own last parents, those of the latest turn first, except at the turn where the chain begins; then the turn's own last parents.
 */
public final class ConversationGraph {
    private static final int[] NONE = {};

    private final List<Turn> turns;
    private final int[][] children;

    private ConversationGraph(List<Turn> turns) {
        this.turns = turns;
        int[] counts = new int[turns.size()];
        for (Turn turn : turns) {
            turn.parents().forEach(parent -> counts[parent.turn()]++);
        }
        children = new int[turns.size()][];
        Arrays.setAll(children, i -> counts[i] == 0 ? NONE : new int[counts[i]]);
        for (int i = turns.size() - 1; i >= 0; i--) {
            for (Turn.Parent parent : turns.get(i).parents()) {
                children[parent.turn()][--counts[parent.turn()]] = i;
            }
        }
    }

    /** The graph of turns whose parents come before them. */
    public static ConversationGraph of(List<Turn> turns) {
        return new ConversationGraph(turns);
    }

    /** The turns that wait for this one, ascending; one that names it twice comes twice. */
    public int[] children(int turn) {
        return children[turn];
    }

    /** The earlier turns that are sent with a turn, each with its answer; none where it begins afresh. */
    public int[] history(int turn) {
        List<Integer> chain = new ArrayList<>();
        List<Integer> asides = new ArrayList<>();
        for (int at = fullParent(turn); at >= 0; ) {
            chain.addFirst(at);
            int before = fullParent(at);
            if (before >= 0) {
                addLastParents(at, asides);
            }
            at = before;
        }
        chain.addAll(asides);
        addLastParents(turn, chain);
        return chain.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Of each turn, how many came before it in its own dialogue: one more than the most of those it is told of, 0 where it begins afresh. */
    public int[] turnIndexes() {
        int[] indexes = new int[turns.size()];
        for (int i = 0; i < indexes.length; i++) {
            for (Turn.Parent parent : turns.get(i).parents()) {
                if (parent.context() != HistoryContext.NEW) {
                    indexes[i] = Math.max(indexes[i], indexes[parent.turn()] + 1);
                }
            }
        }
        return indexes;
    }

    private int fullParent(int turn) {
        for (Turn.Parent parent : turns.get(turn).parents()) {
            if (parent.context() == HistoryContext.FULL) {
                return parent.turn();
            }
        }
        return -1;
    }

    private void addLastParents(int turn, List<Integer> to) {
        for (Turn.Parent parent : turns.get(turn).parents()) {
            if (parent.context() == HistoryContext.LAST) {
                to.add(parent.turn());
            }
        }
    }
}
