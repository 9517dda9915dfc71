package dev.plimsoll.engine.dataset;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One of several conversations that start one another: which branches begin after which of its turns, and which of its turns wait for them.
 * What is said is not in it.
 *
 * @param id its name
 * @param turns in order
 * @param branches what starts other conversations
 * @param isRoot whether no other conversation starts it
 * @param depth how many forks lie before it
 */
record BranchedConversation(String id, List<BranchedTurn> turns, List<Branch> branches, boolean isRoot, int depth) {
    BranchedConversation {
        turns = List.copyOf(turns);
        branches = List.copyOf(branches);
    }

    /** What a conversation knows of the one that starts it. */
    enum Mode {
        /** Everything up to the turn at which it begins. */
        FORK,
        /** Nothing. */
        SPAWN
    }

    /**
     * Conversations that begin together.
     *
     * @param id its name
     * @param children the conversations
     * @param mode what they know of this one
     * @param isBefore whether they begin with this conversation, rather than after one of its turns
     */
    record Branch(String id, List<String> children, Mode mode, boolean isBefore) {
        Branch {
            children = List.copyOf(children);
        }
    }

    /**
     * A turn.
     *
     * @param branches names of the branches that begin after it
     * @param waits what it waits for besides the turn before
     */
    record BranchedTurn(List<String> branches, List<Wait> waits) {
        BranchedTurn {
            branches = List.copyOf(branches);
            waits = List.copyOf(waits);
        }
    }

    /**
     * What a turn waits for.
     *
     * @param kind {@link #JOIN}: until all conversations of a branch have ended; other kinds are not known
     * @param branch the branch's name, or null
     * @param unknown further conditions that were written and are not known
     */
    record Wait(String kind, @Nullable String branch, Set<String> unknown) {
        static final String JOIN = "spawn_join";

        Wait {
            unknown = Set.copyOf(unknown);
        }
    }
}
