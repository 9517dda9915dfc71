package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.dataset.ConversationRow.After;
import dev.plimsoll.engine.dataset.ConversationRow.RowFaults;
import dev.plimsoll.engine.dataset.ConversationRow.WrittenTurn;
import dev.plimsoll.engine.plan.DatasetPlan.History;
import dev.plimsoll.engine.record.RequestSettings;
import dev.plimsoll.engine.record.RequestTimings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes a conversation of a line that describes one. Belongs to one thread. */
final class ConversationMapper {
    /** The number of a request has twelve bits for its turn. */
    private static final int MOST_TURNS = 4096;

    private static final double LONGEST_DELAY_SECONDS = 1_000_000;
    private static final double NS_PER_SECOND = 1e9;
    private static final double NS_PER_MILLISECOND = 1e6;

    private final History history;
    private final Tokenizer tokenizer;
    private final @Nullable LengthSampler outputLengths;
    private final boolean ignoreEos;

    /**
     * A mapper.
     *
     * @param history what later turns are sent of earlier ones
     * @param tokenizer counts turns that name no count
     * @param outputLengths output length of turns that name none, or null
     */
    ConversationMapper(History history, Tokenizer tokenizer, @Nullable LengthSampler outputLengths, boolean ignoreEos) {
        this.history = history;
        this.tokenizer = tokenizer;
        this.outputLengths = outputLengths;
        this.ignoreEos = ignoreEos;
    }

    /** The conversation of a row; null where anything is wrong with it, all of which is told to the faults. */
    @Nullable
    Conversation map(Row row, long id, RowFaults faults) {
        ConversationRow written = ConversationRow.read(row, faults);
        if (written == null) {
            return null;
        }
        if (written.turns().size() > MOST_TURNS) {
            faults.add("has " + written.turns().size() + " turns; at most " + MOST_TURNS + " are possible");
            return null;
        }
        TurnOrder sketch = new TurnOrder(faults::add);
        written.turns().forEach(turn -> sketch.turn(turn.name()));
        for (int i = 0; i < written.turns().size(); i++) {
            for (After after : written.turns().get(i).after()) {
                sketch.edge(after.turn(), i, history == History.NONE ? HistoryContext.NEW : after.context());
            }
        }
        int[] order = sketch.order();
        boolean aiperf = ConversationRow.isAiperf(row.fields());
        for (int i = 0; i < written.turns().size(); i++) {
            check(written.turns().get(i).fields(), i, aiperf, faults);
        }
        if (!faults.isEmpty()) {
            return null;
        }
        List<List<Turn.Parent>> parents = sketch.parents(order);
        List<Turn> turns = new ArrayList<>();
        for (int place : order) {
            turns.add(turn(written.turns().get(place), turns.size(), parents.get(turns.size()), aiperf));
        }
        if (written.system() != null) {
            turns = withSystem(turns, written.system());
        }
        return new Conversation(id, written.label(), turns, history == History.DATASET);
    }

    private static void check(ObjectNode fields, int place, boolean aiperf, RowFaults faults) {
        faults.text(place, fields, "system");
        faults.text(place, fields, "answer");
        faults.text(place, fields, "model");
        String text = faults.text(place, fields, "text");
        JsonNode messages = fields.path("messages");
        if (fields.hasNonNull("text") == fields.hasNonNull("messages")) {
            faults.add(place, "needs text or messages, one of them");
        } else if (text != null && text.isEmpty()) {
            faults.add(place, "text is empty");
        } else if (fields.hasNonNull("messages") && !areMessages(messages)) {
            faults.add(place, "messages must be a list of at least one object with role and content");
        }
        JsonNode delay = fields.path("delay");
        double seconds = delay.asDouble(0) / (aiperf ? NS_PER_SECOND / NS_PER_MILLISECOND : 1);
        if (fields.hasNonNull("delay") && !(delay.isNumber() && seconds >= 0 && seconds <= LONGEST_DELAY_SECONDS)) {
            faults.add(
                    place,
                    "delay must be a number of " + (aiperf ? "milliseconds" : "seconds") + ", 0 or more, but is "
                            + delay);
        }
        whole(fields, "promptTokens", 0, place, faults);
        for (String key : outputKeys(aiperf)) {
            whole(fields, key, 1, place, faults);
        }
        if (fields.hasNonNull("extra") && !fields.path("extra").isObject()) {
            faults.add(place, "extra must be an object { ... }, but is " + JsonRow.kind(fields.path("extra")));
        }
        String role = fields.path("role").asString("user");
        if (!role.equals("user")) {
            faults.add(place, "role must be user (or system, of the first turn), but is " + fields.path("role"));
        }
    }

    private static boolean areMessages(JsonNode messages) {
        if (!(messages instanceof ArrayNode list) || list.isEmpty()) {
            return false;
        }
        for (JsonNode message : list) {
            if (!message.isObject() || message.path("role").asString("").isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static void whole(ObjectNode fields, String name, int atLeast, int place, RowFaults faults) {
        JsonNode value = fields.path(name);
        if (fields.hasNonNull(name)
                && !(value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= atLeast)) {
            faults.add(place, name + " must be a whole number of at least " + atLeast + ", but is " + value);
        }
    }

    private static List<String> outputKeys(boolean aiperf) {
        return aiperf ? List.of("output_length", "max_tokens") : List.of("outputTokens");
    }

    private Turn turn(WrittenTurn written, int index, List<Turn.Parent> parents, boolean aiperf) {
        ObjectNode fields = written.fields();
        String prompt = fields.path("text").stringValue(null);
        JsonNode messages = fields.path("messages");
        String system = fields.path("system").stringValue(null);
        String answer = fields.path("answer").stringValue(null);
        int promptTokens = fields.path("promptTokens").asInt(-1);
        if (promptTokens < 0) {
            promptTokens = tokenizer.count(prompt != null ? prompt : ChatRow.text(messages))
                    + (system == null ? 0 : tokenizer.count(system));
        }
        int outputTokens = outputTokens(fields, aiperf);
        if (outputTokens < 0 && outputLengths != null) {
            outputTokens = outputLengths.next();
        }
        if (outputTokens < 0 && answer != null) {
            outputTokens = Math.max(1, tokenizer.count(answer));
        }
        double delayNs = fields.path("delay").asDouble(0) * (aiperf ? NS_PER_MILLISECOND : NS_PER_SECOND);
        JsonNode extra = fields.path("extra");
        Content content =
                prompt != null ? Content.ofText(system, prompt) : Content.ofMessages(system, messages.toString());
        return new Turn(
                index,
                parents,
                content,
                promptTokens,
                outputTokens,
                ignoreEos && outputTokens > 0,
                fields.path("model").stringValue(null),
                extra.isObject() ? extra.toString() : null,
                delayNs == 0 ? RequestSettings.NONE : new RequestSettings(RequestTimings.ABSENT, Math.round(delayNs)),
                answer);
    }

    private static int outputTokens(ObjectNode fields, boolean aiperf) {
        for (String key : outputKeys(aiperf)) {
            if (fields.hasNonNull(key)) {
                return fields.path(key).intValue();
            }
        }
        return -1;
    }

    /** Puts the conversation's system prompt before every turn to which its history does not bring it. */
    private List<Turn> withSystem(List<Turn> turns, String system) {
        ConversationGraph graph = ConversationGraph.of(turns);
        List<Turn> complete = new ArrayList<>();
        for (Turn turn : turns) {
            boolean brought = turn.content().system() != null;
            for (int earlier : graph.history(turn.index())) {
                brought |= Objects.equals(complete.get(earlier).content().system(), system);
            }
            complete.add(brought ? turn : turn.withSystem(system, tokenizer.count(system)));
        }
        return complete;
    }
}
