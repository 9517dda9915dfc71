package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A line of a file of conversations as it is written: its turns in that order, each with the names of those it waits for. Two spellings are
 * known: Plimsoll's ({@code id}, delays in seconds) and AIPerf's ({@code session_id}, delays in milliseconds). Keys of neither are faults.
 * Dialogues of public data sets ({@link Dialogue}) have neither.
 *
 * @param name the conversation's own name
 * @param system system prompt of the whole conversation, or null
 * @param label class of the row, or null
 * @param turns in the order of writing
 */
record ConversationRow(
        String name, @Nullable String system, @Nullable String label, List<WrittenTurn> turns) {
    /**
     * A turn as written.
     *
     * @param name its own, or its place counted from 0
     * @param after what it waits for
     * @param fields everything else
     */
    record WrittenTurn(String name, List<After> after, ObjectNode fields) {}

    /** One turn that another waits for, and what it is told of it. */
    record After(String turn, HistoryContext context) {}

    private static final String[] KEYS = {"id", "label", "system", "turns"};
    private static final String[] AIPERF_KEYS = {"session_id", "type", "turns"};
    private static final String[] TURN_KEYS = {
        "id",
        "after",
        "context",
        "system",
        "text",
        "images",
        "audio",
        "messages",
        "tools",
        "answer",
        "delay",
        "promptTokens",
        "outputTokens",
        "model",
        "extra"
    };
    private static final String[] AIPERF_TURN_KEYS = {
        "type",
        "role",
        "text",
        "texts",
        "image",
        "images",
        "image_uuids",
        "audio",
        "audios",
        "video",
        "videos",
        "messages",
        "tools",
        "timestamp",
        "delay",
        "session_id",
        "output_length",
        "max_tokens",
        "model",
        "extra"
    };
    private static final List<String> CONTEXTS = List.of("full", "last", "new");

    /** Reads a row; null where it is no conversation at all. What is wrong is told to the faults, all of it. */
    static @Nullable ConversationRow read(Row row, RowFaults faults) {
        ObjectNode fields = row.fields();
        if (Dialogue.isOne(fields)) {
            return Dialogue.read(row, faults);
        }
        boolean aiperf = isAiperf(fields);
        String name = fields.path(aiperf ? "session_id" : "id").asString("");
        if (name.isEmpty()) {
            faults.add("has no id");
            name = "line " + row.place().line();
        }
        faults.conversation(name);
        faults.unknown(-1, fields, aiperf ? AIPERF_KEYS : KEYS);
        String system = faults.text(-1, fields, "system");
        String label = faults.text(-1, fields, "label");
        if (!(fields.path("turns") instanceof ArrayNode list) || list.isEmpty()) {
            faults.add("turns must be a list of at least one turn");
            return null;
        }
        List<WrittenTurn> turns = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (!(list.get(i) instanceof ObjectNode turn)) {
                faults.add(i, "must be an object { ... }, but is " + JsonRow.kind(list.get(i)));
                continue;
            }
            faults.unknown(i, turn, aiperf ? AIPERF_TURN_KEYS : TURN_KEYS);
            if (aiperf
                    && i == 0
                    && list.size() > 1
                    && turn.path("role").asString("").equals("system")) {
                system = faults.text(i, turn, "text"); // AIPerf's way to write the system prompt
                continue;
            }
            String previous = turns.isEmpty() ? null : turns.getLast().name();
            turns.add(new WrittenTurn(name(turn, i, faults), after(turn, i, previous, faults), turn));
        }
        return new ConversationRow(name, system, label, turns);
    }

    /** Whether a row is spelled in AIPerf's way. */
    static boolean isAiperf(ObjectNode fields) {
        return fields.has("session_id");
    }

    private static String name(ObjectNode turn, int place, RowFaults faults) {
        String own = faults.text(place, turn, "id");
        return own == null || own.isEmpty() ? Integer.toString(place) : own;
    }

    private static List<After> after(ObjectNode turn, int place, @Nullable String previous, RowFaults faults) {
        HistoryContext context = context(turn.path("context"), HistoryContext.FULL, place, faults);
        if (!turn.has("after")) {
            return previous == null ? List.of() : List.of(new After(previous, context));
        }
        List<JsonNode> names = new ArrayList<>();
        JsonNode written = turn.get("after");
        if (written.isArray()) {
            written.forEach(names::add);
        } else {
            names.add(written);
        }
        List<After> after = new ArrayList<>();
        for (JsonNode one : names) {
            String name = one.isObject() ? one.path("turn").asString("") : one.asString("");
            if (name.isEmpty() || !(one.isString() || one.isObject())) {
                faults.add(place, "after must name turns, such as \"a\" or {\"turn\": \"a\", \"context\": \"last\"}");
                continue;
            }
            if (after.stream().anyMatch(a -> a.turn().equals(name))) {
                faults.add(place, "waits for '" + name + "' twice");
                continue;
            }
            if (one instanceof ObjectNode object) {
                faults.unknown(place, object, "turn", "context");
            }
            after.add(new After(name, context(one.path("context"), context, place, faults)));
        }
        return after;
    }

    private static HistoryContext context(JsonNode written, HistoryContext ifAbsent, int place, RowFaults faults) {
        if (written.isMissingNode()) {
            return ifAbsent;
        }
        int known = CONTEXTS.indexOf(written.asString(""));
        if (known < 0) {
            faults.add(place, "context must be full, last or new, but is " + written);
            return ifAbsent;
        }
        return known == 0 ? HistoryContext.FULL : known == 1 ? HistoryContext.LAST : HistoryContext.NEW;
    }

    /** What is wrong with one row, told by conversation and turn. */
    static final class RowFaults {
        private final Row.Place place;
        private final List<Problem> problems = new ArrayList<>();
        private String conversation = "";

        RowFaults(Row.Place place) {
            this.place = place;
        }

        List<Problem> problems() {
            return problems;
        }

        Row.Place place() {
            return place;
        }

        boolean isEmpty() {
            return problems.isEmpty();
        }

        void conversation(String name) {
            conversation = name;
        }

        /** Something wrong with the whole conversation. */
        void add(String what) {
            add(-1, what);
        }

        /** Something wrong with a turn, by its place as written, from 0; -1 = the whole conversation. */
        void add(int turn, String what, String... allowed) {
            String where = "conversation"
                    + (conversation.isEmpty() ? "" : " '" + conversation + "'")
                    + (turn < 0 ? "" : " turn " + turn);
            int line = (int) Math.min(place.line(), Integer.MAX_VALUE);
            problems.add(new Problem(place.file().toString(), line, where, what, List.of(allowed)));
        }

        void unknown(int turn, ObjectNode object, String... known) {
            Set<String> names = Set.of(known);
            for (String name : object.propertyNames()) {
                if (!names.contains(name)) {
                    add(turn, "unknown key '" + name + "'", known);
                }
            }
        }

        /** A text; null where it is missing, or no text (which is told). */
        @Nullable
        String text(int turn, ObjectNode object, String name) {
            JsonNode value = object.path(name);
            if (value.isMissingNode() || value.isNull()) {
                return null;
            }
            if (!value.isString()) {
                add(turn, name + " must be text, but is " + JsonRow.kind(value));
                return null;
            }
            return value.stringValue();
        }
    }
}
