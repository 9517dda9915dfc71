package dev.plimsoll.engine.dataset;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * AIPerf's conversations with branches ({@code dag_jsonl}), line by line: which it takes, which it refuses. Unknown keys are refused here.
 * What only the whole file shows (who is whose child) is the matter of {@link BranchGate}.
 */
final class AiperfBranches {
    private static final Predicate<JsonNode> TEXT = JsonNode::isString;
    private static final Set<String> CONTEXT_MODES = Set.of(
            "deltas_without_responses",
            "deltas_with_responses",
            "message_array_with_responses",
            "message_array_without_responses");

    private AiperfBranches() {}

    /** One turn of a conversation. */
    static void turn(RowShape turn) {
        turn.only("messages", "model", "max_tokens", "tools", "extra", "forks", "spawns", "delay");
        if (turn.required("messages")) {
            AiperfSchema.messages(turn);
        }
        turn.text("model");
        if (turn.get("max_tokens").isBoolean()) {
            turn.wrong("max_tokens", "must be a whole number, but is " + turn.get("max_tokens"));
        }
        turn.whole("max_tokens", 1);
        turn.list("tools", JsonNode::isObject, "objects");
        turn.object("extra");
        if (turn.get("delay").isNull()) {
            turn.wrong("delay", "must be a number, but is null");
        }
        turn.notNegative("delay");
        entries(turn, "forks", fork -> {
            fork.only("child", "background");
            fork.requiredText("child");
            if (fork.get("child").stringValue("-").isEmpty()) {
                fork.wrong("child", "must not be empty");
            }
            fork.flag("background");
        });
        entries(turn, "spawns", spawn -> {
            spawn.only("children", "join_at");
            spawn.requiredList("children", TEXT, "names");
            spawn.whole("join_at");
        });
    }

    /** A list of names, some of which may be objects. */
    private static void entries(RowShape turn, String name, Consumer<RowShape> object) {
        turn.listIfThere(name, entry -> entry.isString() || entry.isObject(), "names, or objects");
        JsonNode list = turn.get(name);
        for (int i = 0; i < list.size() && list.isArray(); i++) {
            if (list.get(i) instanceof ObjectNode entry) {
                object.accept(turn.inner(name + "[" + i + "]", entry));
            }
        }
    }

    /** A line: a conversation, or an orchestrator, which only starts others. */
    static void conversation(RowShape row) {
        row.only(
                "session_id",
                "turns",
                "orchestrator",
                "spawns",
                "rounds",
                "think_time_ms",
                "think_time_sigma",
                "think_time_min_ms",
                "think_time_max_ms",
                "context_mode",
                "pre_session_spawns");
        row.requiredText("session_id");
        if (row.get("session_id").stringValue("-").isEmpty()) {
            row.wrong("session_id", "must not be empty");
        }
        if (!row.get("turns").isMissingNode()) {
            row.objects("turns").forEach(AiperfBranches::turn);
        }
        row.flag("orchestrator");
        row.listIfThere("spawns", TEXT, "names");
        row.listIfThere("pre_session_spawns", TEXT, "names");
        for (String time : List.of("think_time_ms", "think_time_min_ms", "think_time_max_ms")) {
            row.notNegative(time);
        }
        sigma(row);
        contextMode(row);
        rounds(row);
        if (RowShape.isTrue(row.get("orchestrator"))) {
            orchestrator(row);
            thinkTime(row);
        } else {
            dialogue(row);
        }
    }

    private static void sigma(RowShape row) {
        row.number("think_time_sigma");
        BigDecimal sigma = RowShape.number(row.get("think_time_sigma"));
        if (sigma != null && (sigma.signum() <= 0 || sigma.compareTo(BigDecimal.TEN) > 0)) {
            row.wrong("think_time_sigma", "must be greater than 0 and at most 10, but is " + sigma);
        }
    }

    private static void contextMode(RowShape row) {
        JsonNode mode = row.get("context_mode");
        if (row.has("context_mode")
                && !CONTEXT_MODES.contains(mode.stringValue("").toLowerCase(Locale.ROOT))) {
            row.wrong("context_mode", "must be one of " + String.join(", ", CONTEXT_MODES) + ", but is " + mode);
        }
    }

    private static void rounds(RowShape row) {
        JsonNode rounds = row.get("rounds");
        if (rounds.isArray()) {
            row.objects("rounds").forEach(round -> {
                round.only("spawns", "think_time_ms");
                round.requiredList("spawns", TEXT, "names");
                round.notNegative("think_time_ms");
            });
        } else {
            row.whole("rounds");
        }
    }

    /** A line without requests of its own. */
    private static void orchestrator(RowShape row) {
        if (row.says("turns")) {
            row.wrong("turns", "must be empty in an orchestrator, which sends nothing itself");
        }
        if (row.says("pre_session_spawns")) {
            row.wrong("pre_session_spawns", "must be empty in an orchestrator; use spawns");
        }
        JsonNode rounds = row.get("rounds");
        if (rounds.isArray()) {
            if (rounds.isEmpty()) {
                row.wrong("rounds", "must hold at least one round");
            }
            if (row.says("spawns")) {
                row.wrong("spawns", "must be left out where rounds are written one by one");
            }
            return;
        }
        if (row.has("rounds")) {
            row.whole("rounds", 1);
        }
        if (!row.says("spawns")) {
            row.wrong("spawns", "must name at least one conversation");
        }
    }

    private static void thinkTime(RowShape row) {
        if (row.has("think_time_ms") && !row.has("rounds")) {
            row.wrong("think_time_ms", "goes with rounds");
        }
        if (row.has("think_time_sigma") && !row.has("think_time_ms")) {
            row.wrong("think_time_sigma", "goes with think_time_ms, its median");
        }
        BigDecimal least = RowShape.number(row.get("think_time_min_ms"));
        BigDecimal most = RowShape.number(row.get("think_time_max_ms"));
        if ((least != null || most != null) && !row.has("think_time_sigma")) {
            row.wrong(least != null ? "think_time_min_ms" : "think_time_max_ms", "goes with think_time_sigma");
        }
        if (least != null && most != null && least.compareTo(most) > 0) {
            row.wrong("think_time_min_ms", "must not be greater than think_time_max_ms");
        }
    }

    private static void dialogue(RowShape row) {
        if (row.has("rounds")) {
            row.wrong("rounds", "goes with \"orchestrator\": true");
        }
        if (!row.says("turns")) {
            row.wrong("turns", "must hold at least one turn");
        }
        for (String name : List.of("think_time_ms", "think_time_sigma", "think_time_min_ms", "think_time_max_ms")) {
            if (row.has(name)) {
                row.wrong(name, "goes with \"orchestrator\": true and rounds");
            }
        }
    }
}
