package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.dataset.BranchedConversation.Branch;
import dev.plimsoll.engine.dataset.BranchedConversation.BranchedTurn;
import dev.plimsoll.engine.dataset.BranchedConversation.Mode;
import dev.plimsoll.engine.dataset.BranchedConversation.Wait;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all conversations that start one another before any of them is sent: whatever cannot run is told, with conversation, turn and
 * branch. The rules, and the order in which they are looked at, are those of AIPerf's load-time gate.
 */
final class BranchGate {
    /**
     * Something that cannot run.
     *
     * @param conversation the conversation's name
     * @param turn its turn from 0, or -1
     * @param branch the branch's name, or null
     * @param what what is wrong
     */
    record Fault(String conversation, int turn, @Nullable String branch, String what) {}

    private final List<BranchedConversation> conversations;
    private final Set<String> names = new HashSet<>();
    private final List<Fault> faults = new ArrayList<>();

    private BranchGate(List<BranchedConversation> conversations) {
        this.conversations = conversations;
        conversations.forEach(conversation -> names.add(conversation.id()));
    }

    /** What cannot run; empty where everything can. */
    static List<Fault> faults(List<BranchedConversation> conversations) {
        BranchGate gate = new BranchGate(conversations);
        gate.circles();
        conversations.forEach(gate::conversation);
        gate.forkedTwice();
        return List.copyOf(gate.faults);
    }

    /** A step from a conversation to one that it starts. */
    private record Step(int turn, String branch) {}

    /** Conversations that start themselves, by whatever detour: a walk in depth, without recursion. */
    private void circles() {
        Map<String, Map<String, Step>> steps = new LinkedHashMap<>();
        for (BranchedConversation conversation : conversations) {
            Map<String, Integer> declared = declaredAt(conversation);
            for (Branch branch : conversation.branches()) {
                Integer turn = declared.get(branch.id());
                if (turn != null) { // one that no turn names never begins
                    Map<String, Step> own = steps.computeIfAbsent(conversation.id(), _ -> new LinkedHashMap<>());
                    branch.children().forEach(child -> own.putIfAbsent(child, new Step(turn, branch.id())));
                }
            }
        }
        Set<String> done = new HashSet<>();
        for (String start : steps.keySet()) {
            if (walk(start, steps, done)) {
                return;
            }
        }
    }

    /** Walks from one conversation; whether a circle was found. */
    private boolean walk(String start, Map<String, Map<String, Step>> steps, Set<String> done) {
        List<String> path = new ArrayList<>();
        Set<String> onPath = new HashSet<>();
        Deque<Iterator<String>> rest = new ArrayDeque<>();
        if (done.contains(start)) {
            return false;
        }
        path.add(start);
        onPath.add(start);
        rest.push(children(start, steps));
        while (!rest.isEmpty()) {
            Iterator<String> children = rest.element();
            if (!children.hasNext()) {
                rest.pop();
                String left = path.removeLast();
                onPath.remove(left);
                done.add(left);
                continue;
            }
            String child = children.next();
            if (onPath.contains(child)) {
                tellCircle(path.subList(path.indexOf(child), path.size()), steps);
                return true;
            }
            if (!done.contains(child)) {
                path.add(child);
                onPath.add(child);
                rest.push(children(child, steps));
            }
        }
        return false;
    }

    private static Iterator<String> children(String of, Map<String, Map<String, Step>> steps) {
        return new TreeSet<>(steps.getOrDefault(of, Map.of()).keySet()).iterator();
    }

    private void tellCircle(List<String> circle, Map<String, Map<String, Step>> steps) {
        String first = circle.getFirst();
        String next = circle.size() > 1 ? circle.get(1) : first;
        Step step = steps.getOrDefault(first, Map.of()).get(next);
        faults.add(new Fault(
                first,
                step == null ? -1 : step.turn(),
                step == null ? null : step.branch(),
                "starts itself: " + String.join(" starts ", circle) + " starts " + first));
    }

    private void conversation(BranchedConversation conversation) {
        String id = conversation.id();
        for (int turn = 0; turn < conversation.turns().size(); turn++) {
            Set<String> seen = new HashSet<>();
            for (String branch : conversation.turns().get(turn).branches()) {
                if (!seen.add(branch)) {
                    faults.add(new Fault(id, turn, null, "names the branch '" + branch + "' twice"));
                }
            }
        }
        Map<String, Branch> branches = new HashMap<>();
        for (Branch branch : conversation.branches()) {
            if (branches.put(branch.id(), branch) != null) {
                faults.add(new Fault(id, -1, null, "has two branches '" + branch.id() + "'"));
            }
        }
        for (int turn = 0; turn < conversation.turns().size(); turn++) {
            for (String branch : conversation.turns().get(turn).branches()) {
                if (!branches.containsKey(branch)) {
                    faults.add(new Fault(id, turn, null, "names the branch '" + branch + "', but there is none"));
                }
            }
        }
        Map<String, Integer> declared = declaredAt(conversation);
        conversation.branches().forEach(branch -> branch(conversation, branch, declared.get(branch.id())));
        for (int turn = 0; turn < conversation.turns().size(); turn++) {
            waits(id, turn, conversation.turns().get(turn), branches, declared);
        }
    }

    /** The first turn that names each branch. */
    private static Map<String, Integer> declaredAt(BranchedConversation conversation) {
        Map<String, Integer> declared = new HashMap<>();
        for (int turn = 0; turn < conversation.turns().size(); turn++) {
            for (String branch : conversation.turns().get(turn).branches()) {
                declared.putIfAbsent(branch, turn);
            }
        }
        return declared;
    }

    private void branch(BranchedConversation conversation, Branch branch, @Nullable Integer declared) {
        String id = conversation.id();
        for (String child : branch.children()) {
            if (!names.contains(child)) {
                faults.add(new Fault(id, -1, branch.id(), "starts '" + child + "', but there is no such conversation"));
            }
        }
        if (!branch.isBefore()) {
            return;
        }
        if (branch.mode() == Mode.FORK) {
            faults.add(new Fault(
                    id, -1, branch.id(), "begins with its conversation, so there is nothing yet to fork from"));
        } else if (!conversation.isRoot() || conversation.depth() > 0) {
            faults.add(new Fault(
                    id, -1, branch.id(), "begins with its conversation, which only one can have that no other starts"));
        } else if (declared == null) {
            faults.add(new Fault(id, -1, branch.id(), "begins with its conversation, but no turn names it"));
        } else if (declared != 0) {
            faults.add(new Fault(
                    id,
                    -1,
                    branch.id(),
                    "begins with its conversation, so its first turn must name it, not turn " + declared));
        }
    }

    private void waits(
            String id, int turn, BranchedTurn waiting, Map<String, Branch> branches, Map<String, Integer> declared) {
        Set<String> seen = new HashSet<>();
        for (Wait wait : waiting.waits()) {
            String name = wait.branch();
            if (name != null && !seen.add(name)) {
                faults.add(new Fault(id, turn, null, "waits for the branch '" + name + "' twice"));
                continue;
            }
            if (!wait.kind().equals(Wait.JOIN)) {
                faults.add(new Fault(id, turn, null, "waits for '" + wait.kind() + "', which is not known"));
                continue;
            }
            if (!wait.unknown().isEmpty()) {
                faults.add(new Fault(
                        id,
                        turn,
                        null,
                        "waits with " + String.join(", ", new TreeSet<>(wait.unknown())) + ", which is not known"));
                continue;
            }
            Branch branch = name == null ? null : branches.get(name);
            Integer at = name == null ? null : declared.get(name);
            if (branch == null) {
                faults.add(new Fault(
                        id, turn, null, "waits for the branch '" + name + "', but this conversation has none"));
            } else if (at == null) {
                faults.add(new Fault(id, turn, null, "waits for the branch '" + name + "', but no turn names it"));
            } else if (at >= turn) {
                faults.add(new Fault(
                        id, turn, null, "waits for the branch '" + name + "', which begins only after turn " + at));
            } else if (branch.isBefore()) {
                faults.add(new Fault(
                        id,
                        turn,
                        null,
                        "waits for the branch '" + name
                                + "', which begins with its conversation and is not waited for"));
            }
        }
    }

    /** Conversations that would know of two others: a fork has one past. */
    private void forkedTwice() {
        Map<String, List<String>> claims = new LinkedHashMap<>();
        for (BranchedConversation conversation : conversations) {
            for (Branch branch : conversation.branches()) {
                if (branch.mode() == Mode.FORK) {
                    for (String child : branch.children()) {
                        claims.computeIfAbsent(child, _ -> new ArrayList<>())
                                .add("'" + conversation.id() + "' by '" + branch.id() + "'");
                    }
                }
            }
        }
        claims.forEach((child, by) -> {
            if (by.size() > 1) {
                faults.add(new Fault(
                        child, -1, null, "is forked by several: " + String.join(", ", by) + "; a fork has one past"));
            }
        });
    }
}
