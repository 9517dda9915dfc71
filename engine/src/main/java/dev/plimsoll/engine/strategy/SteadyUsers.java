package dev.plimsoll.engine.strategy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Virtual users in a steady state from the start on; AIPerf's rule for its user-centric rate.
 *
 * <p>Of N users each sends a turn every {@code N / rate} seconds, one user {@code 1 / rate} after another: so slot i lies at
 * {@code i / rate} and belongs to the user in lane {@code i mod N}, whatever the answers. When a user's conversation is over, a new user
 * takes the lane over with the next slot.
 *
 * <p>At the start the users are at different points of their conversations, as if they had been there for long: the i-th of N users
 * (from 0) has i/N of the way from its first turn to its last before it, and sends the turns that are left. The oldest is done; its lane
 * is a new user's, who starts at 0. The lanes follow the fraction of a turn gap that each has left; where some of these are equal (N and
 * the number of gaps have a common factor), the users are spread by the smallest step that meets every lane.
 *
 * @param users N, at least 1
 * @param turns turns of a usual conversation, at least 1
 */
record SteadyUsers(int users, int turns) {
    /**
     * A user at the start.
     *
     * @param id users are counted from 1 by age; the one that takes over from the first has N + 1
     * @param lane its lane: its first slot
     * @param turnsToSend turns of its conversation that it sends, the first ones; at most as many as there are
     */
    record InitialUser(int id, int lane, int turnsToSend) {}

    /** Between the first turn and the last; at least one. */
    private int gaps() {
        return Math.max(1, turns - 1);
    }

    /** Whether the fractions of a gap are different for all users. */
    boolean fractionsDiffer() {
        return gcd(users, gaps()) == 1;
    }

    /** The step by which the users are spread over the lanes where their fractions are not all different. */
    int step() {
        for (int step = 2; step < users; step++) {
            if (gcd(users, step) == 1) {
                return step;
            }
        }
        return 1;
    }

    /** The users at the start, by lane: one for each. */
    List<InitialUser> initial() {
        List<InitialUser> all = new ArrayList<>();
        all.add(new InitialUser(users + 1, 0, turns));
        boolean differ = fractionsDiffer();
        int step = differ ? 0 : step();
        for (int i = 1; i < users; i++) {
            long age = (long) (users - i) * gaps();
            long place = differ ? age % users : (long) i * step % users;
            all.add(new InitialUser(i + 1, (int) (users - place), (int) (gaps() - age / users)));
        }
        all.sort(Comparator.comparingInt(InitialUser::lane));
        return all;
    }

    private static int gcd(int a, int b) {
        return BigInteger.valueOf(a).gcd(BigInteger.valueOf(b)).intValue();
    }
}
