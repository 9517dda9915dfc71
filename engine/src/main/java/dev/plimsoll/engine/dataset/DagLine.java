package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.dataset.BranchedConversation.Branch;
import dev.plimsoll.engine.dataset.BranchedConversation.BranchedTurn;
import dev.plimsoll.engine.dataset.BranchedConversation.Mode;
import dev.plimsoll.engine.dataset.BranchedConversation.Wait;
import dev.plimsoll.engine.dataset.ConversationRow.RowFaults;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A line of AIPerf's {@code dag_jsonl}: a conversation that starts others, or an orchestrator, which sends nothing itself and only starts
 * others, in rounds or at once.
 *
 * @param id its name
 * @param turns its turns; none of an orchestrator
 * @param before conversations that begin with it
 * @param rounds rounds of an orchestrator, each after all of the one before; conversations that begin at once are one round
 * @param waits whether the rounds are waited for, rather than begun and left alone
 * @param thinkTime how the think time before a round is drawn
 * @param isIsolated whether each turn's messages are whole, so that it is told nothing of those before it
 */
record DagLine(
        String id,
        List<DagTurn> turns,
        List<String> before,
        List<Round> rounds,
        boolean waits,
        ThinkTime thinkTime,
        boolean isIsolated) {
    private static final Pattern TURN = Pattern.compile("turns\\[(\\d+)]\\.?(.*)");

    /**
     * A turn.
     *
     * @param fields what is sent: {@code messages}, {@code model}, {@code max_tokens}, {@code tools}, {@code extra}, {@code delay} in ms
     */
    record DagTurn(ObjectNode fields, List<Fork> forks, List<Spawn> spawns) {}

    /**
     * A conversation that knows everything up to the turn that starts it.
     *
     * @param goesOn whether the conversation that starts it has further turns
     */
    record Fork(String child, boolean goesOn) {}

    /**
     * Conversations that know nothing of the one that starts them.
     *
     * @param joinAt the turn that waits for all of them; the number of turns where none does
     */
    record Spawn(List<String> children, int joinAt) {}

    /** Conversations that an orchestrator starts together, {@code thinkMs} after it could. */
    record Round(List<String> spawns, double thinkMs) {}

    /**
     * How think times are drawn: a lognormal around the round's own, with these bounds.
     *
     * @param sigma standard deviation of its logarithm; 0 = always the round's own
     */
    record ThinkTime(double sigma, double minMs, double maxMs) {
        static final ThinkTime FIXED = new ThinkTime(0, 0, Double.MAX_VALUE);
    }

    /** Whether an object is such a line rather than a conversation without branches. */
    static boolean isOne(ObjectNode fields) {
        if (fields.has("orchestrator") || fields.has("pre_session_spawns")) {
            return true;
        }
        for (JsonNode turn : fields.path("turns")) {
            if (turn.has("forks") || turn.has("spawns")) {
                return true;
            }
        }
        return false;
    }

    /** Reads a line; null where anything is wrong with it, all of which is told. */
    static @Nullable DagLine read(Row row, RowFaults faults) {
        ObjectNode fields = row.fields();
        String id = fields.path("session_id").stringValue("");
        faults.conversation(id.isEmpty() ? "line " + row.place().line() : id);
        AiperfSchema.faults(AiperfSchema.DAG_CONVERSATION, fields).forEach((path, what) -> tell(path, what, faults));
        if (!faults.isEmpty()) {
            return null;
        }
        List<DagTurn> turns = new ArrayList<>();
        for (JsonNode turn : fields.path("turns")) {
            turns.add(turn((ObjectNode) turn, turns.size(), fields.path("turns").size(), faults));
        }
        String mode = fields.path("context_mode").stringValue("deltas_without_responses");
        boolean isolated = mode.equalsIgnoreCase("message_array_with_responses");
        if (!isolated && !mode.equalsIgnoreCase("deltas_without_responses")) {
            faults.add("context_mode '" + mode + "' is not read");
        }
        distinct(-1, "pre_session_spawns", texts(fields.path("pre_session_spawns")), faults);
        distinct(-1, "spawns", texts(fields.path("spawns")), faults);
        for (JsonNode round : fields.path("rounds")) {
            distinct(-1, "spawns", texts(round.path("spawns")), faults);
        }
        DagLine line = new DagLine(
                id,
                turns,
                texts(fields.path("pre_session_spawns")),
                rounds(fields),
                fields.hasNonNull("rounds"),
                thinkTime(fields),
                isolated);
        line.systemMessages(faults);
        return faults.isEmpty() ? line : null;
    }

    private static void tell(String path, String what, RowFaults faults) {
        Matcher turn = TURN.matcher(path);
        if (turn.matches()) {
            faults.add(Integer.parseInt(turn.group(1)), (turn.group(2) + " " + what).strip());
        } else {
            faults.add(path + " " + what);
        }
    }

    private static DagTurn turn(ObjectNode written, int place, int turns, RowFaults faults) {
        ObjectNode fields = JsonRow.MAPPER.createObjectNode();
        fields.set("messages", written.path("messages"));
        for (String name : List.of("model", "tools", "extra")) {
            if (written.hasNonNull(name)) {
                fields.set(name, written.path(name));
            }
        }
        if (written.hasNonNull("max_tokens")) {
            fields.put("max_tokens", RowShape.whole(written.path("max_tokens"), Integer.MAX_VALUE));
        }
        fields.put("delay", number(written.path("delay"), 0));
        List<Fork> forks = new ArrayList<>();
        for (JsonNode fork : written.path("forks")) {
            String child =
                    fork.isString() ? fork.stringValue() : fork.path("child").stringValue("");
            boolean goesOn = RowShape.isTrue(fork.path("background"));
            if (child.isEmpty()) {
                faults.add(place, "forks must not hold an empty name");
            } else if (!goesOn && place < turns - 1) {
                faults.add(
                        place,
                        "forks '" + child + "' and has turns after it: write {\"child\": \"" + child
                                + "\", \"background\": true} to go on, or fork at the last turn");
            }
            forks.add(new Fork(child, goesOn));
        }
        distinct(place, "forks", forks.stream().map(Fork::child).toList(), faults);
        return new DagTurn(fields, forks, spawns(written, place, turns, faults));
    }

    private static List<Spawn> spawns(ObjectNode written, int place, int turns, RowFaults faults) {
        List<Spawn> spawns = new ArrayList<>();
        List<String> all = new ArrayList<>();
        for (JsonNode spawn : written.path("spawns")) {
            List<String> children = spawn.isString() ? List.of(spawn.stringValue()) : texts(spawn.path("children"));
            int joinAt = place + 1;
            if (spawn.hasNonNull("join_at")) {
                joinAt = RowShape.whole(spawn.path("join_at"), Integer.MAX_VALUE);
                if (joinAt <= place || joinAt >= turns) {
                    faults.add(
                            place,
                            "join_at must be a later turn of this conversation, which has " + turns + ", but is "
                                    + spawn.path("join_at"));
                }
            }
            all.addAll(children);
            spawns.add(new Spawn(children, joinAt));
        }
        distinct(place, "spawns", all, faults);
        return spawns;
    }

    private static void distinct(int place, String key, List<String> children, RowFaults faults) {
        children.stream()
                .filter(child -> children.indexOf(child) != children.lastIndexOf(child))
                .distinct()
                .forEach(child -> faults.add(place, key + " holds '" + child + "' more than once"));
    }

    private static List<Round> rounds(ObjectNode fields) {
        double thinkMs = number(fields.path("think_time_ms"), 0);
        JsonNode rounds = fields.path("rounds");
        List<Round> list = new ArrayList<>();
        if (rounds.isArray()) {
            for (JsonNode round : rounds) {
                list.add(new Round(texts(round.path("spawns")), number(round.path("think_time_ms"), thinkMs)));
            }
        } else if (RowShape.isTrue(fields.path("orchestrator"))) {
            Round same = new Round(texts(fields.path("spawns")), thinkMs);
            int count = Math.min(RowShape.whole(rounds, 1), BranchMapper.MOST_SESSIONS);
            for (int i = 0; i < count; i++) {
                list.add(same);
            }
        }
        return list;
    }

    private static ThinkTime thinkTime(ObjectNode fields) {
        return fields.hasNonNull("think_time_sigma")
                ? new ThinkTime(
                        number(fields.path("think_time_sigma"), 0),
                        number(fields.path("think_time_min_ms"), 0),
                        number(fields.path("think_time_max_ms"), Double.MAX_VALUE))
                : ThinkTime.FIXED;
    }

    private static double number(JsonNode value, double ifAbsent) {
        BigDecimal number = RowShape.number(value);
        return number == null ? ifAbsent : number.doubleValue();
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(text -> text.stringValue("")).toList();
    }

    /** A system message anywhere but at the begin of what is sent is passed over by many chat templates. */
    private void systemMessages(RowFaults faults) {
        for (int turn = 0; turn < turns.size(); turn++) {
            JsonNode messages = turns.get(turn).fields().path("messages");
            for (int i = 0; i < messages.size(); i++) {
                boolean allowed = isIsolated ? i == 0 : turn == 0;
                if (!allowed && messages.get(i).path("role").stringValue("").equals("system")) {
                    faults.add(turn, "holds a system message, which only the begin of a conversation may");
                }
            }
        }
    }

    /** Whether its first turn holds a system message. */
    boolean beginsWithSystem() {
        return !turns.isEmpty()
                && turns.getFirst()
                        .fields()
                        .path("messages")
                        .valueStream()
                        .anyMatch(
                                message -> message.path("role").stringValue("").equals("system"));
    }

    /** Who it starts when, and what waits for whom. Branches have the names that AIPerf gives them. */
    BranchedConversation structure(boolean isRoot) {
        List<List<String>> begun = new ArrayList<>();
        Map<Integer, List<Wait>> waiting = new TreeMap<>();
        List<Branch> branches = new ArrayList<>();
        int count = turns.isEmpty() ? rounds.size() + (waits ? 1 : 0) : turns.size();
        for (int i = 0; i < count; i++) {
            begun.add(new ArrayList<>());
        }
        if (!before.isEmpty() && count > 0) {
            branches.add(new Branch(id + ":pre", before, Mode.SPAWN, true));
            begun.getFirst().add(id + ":pre");
        }
        for (int turn = 0; turn < turns.size(); turn++) {
            List<String> forked =
                    turns.get(turn).forks().stream().map(Fork::child).toList();
            if (!forked.isEmpty()) {
                branches.add(new Branch(id + ":" + turn + ":fork", forked, Mode.FORK, false));
                begun.get(turn).add(id + ":" + turn + ":fork");
            }
            int group = 0;
            for (Spawn spawn : turns.get(turn).spawns()) {
                String name = id + ":" + turn + ":spawn" + group++;
                spawn(name, spawn.children(), turn, spawn.joinAt(), begun, waiting, branches);
            }
        }
        for (int round = 0; round < rounds.size(); round++) {
            int joinAt = waits ? round + 1 : count;
            spawn(id + ":" + round, rounds.get(round).spawns(), round, joinAt, begun, waiting, branches);
        }
        List<BranchedTurn> all = new ArrayList<>();
        for (int turn = 0; turn < count; turn++) {
            all.add(new BranchedTurn(begun.get(turn), waiting.getOrDefault(turn, List.of())));
        }
        return new BranchedConversation(id, all, branches, isRoot, 0);
    }

    private static void spawn(
            String name,
            List<String> children,
            int turn,
            int joinAt,
            List<List<String>> begun,
            Map<Integer, List<Wait>> waiting,
            List<Branch> branches) {
        branches.add(new Branch(name, children, Mode.SPAWN, false));
        begun.get(turn).add(name);
        if (joinAt < begun.size()) {
            waiting.computeIfAbsent(joinAt, _ -> new ArrayList<>()).add(new Wait(Wait.JOIN, name, Set.of()));
        }
    }
}
