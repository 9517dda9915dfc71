package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.dataset.ConversationRow.After;
import dev.plimsoll.engine.dataset.ConversationRow.RowFaults;
import dev.plimsoll.engine.plan.DatasetPlan.History;
import dev.plimsoll.engine.record.RequestSettings;
import dev.plimsoll.engine.record.RequestTimings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes a conversation of a line that describes one. Belongs to one thread. */
final class ConversationMapper implements ConversationReader {
    /** The number of a request has twelve bits for its turn. */
    static final int MOST_TURNS = 4096;

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

    @Override
    public @Nullable Conversation map(Row row, long id, RowFaults faults) {
        ConversationRow written = ConversationRow.read(row, faults);
        return written == null ? null : map(written, ConversationRow.isAiperf(row.fields()), id, faults);
    }

    /** The conversation that was written; null where anything is wrong with it, all of which is told to the faults. */
    @Nullable
    Conversation map(ConversationRow written, boolean aiperf, long id, RowFaults faults) {
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
        List<@Nullable Content> contents = new ArrayList<>();
        for (int i = 0; i < written.turns().size(); i++) {
            ObjectNode fields = written.turns().get(i).fields();
            contents.add(TurnContent.of(fields, i, aiperf, faults));
            check(fields, i, aiperf, faults);
        }
        if (!faults.isEmpty()) {
            return null;
        }
        List<List<Turn.Parent>> parents = sketch.parents(order);
        List<Turn> turns = new ArrayList<>();
        for (int place : order) {
            ObjectNode fields = written.turns().get(place).fields();
            Content content = Objects.requireNonNull(contents.get(place));
            turns.add(turn(fields, content, turns.size(), parents.get(turns.size()), aiperf));
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
        JsonNode delay = fields.path("delay");
        double seconds = number(delay) / (aiperf ? NS_PER_SECOND / NS_PER_MILLISECOND : 1);
        if (fields.hasNonNull("delay")
                && !(isNumber(delay, aiperf) && seconds >= 0 && seconds <= LONGEST_DELAY_SECONDS)) {
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

    private static void whole(ObjectNode fields, String name, int atLeast, int place, RowFaults faults) {
        JsonNode value = fields.path(name);
        if (fields.hasNonNull(name)
                && !(RowShape.isWhole(value) && !value.isBoolean() && RowShape.whole(value, -1) >= atLeast)) {
            faults.add(place, name + " must be a whole number of at least " + atLeast + ", but is " + value);
        }
    }

    /** AIPerf takes numbers in text too. */
    private static boolean isNumber(JsonNode value, boolean aiperf) {
        return aiperf ? RowShape.number(value) != null : value.isNumber();
    }

    private static double number(JsonNode value) {
        BigDecimal number = RowShape.number(value);
        return number == null ? 0 : number.doubleValue();
    }

    private static List<String> outputKeys(boolean aiperf) {
        return aiperf ? List.of("output_length", "max_tokens") : List.of("outputTokens");
    }

    private Turn turn(ObjectNode fields, Content content, int index, List<Turn.Parent> parents, boolean aiperf) {
        String answer = fields.path("answer").stringValue(null);
        int promptTokens = fields.path("promptTokens").asInt(-1);
        if (promptTokens < 0) {
            String messages = content.messagesJson();
            promptTokens = RowTexts.tokens(content, tokenizer)
                    + (messages == null ? 0 : tokenizer.count(ChatRow.text(fields.path("messages"))));
        }
        int outputTokens = outputTokens(fields, aiperf);
        if (outputTokens < 0 && outputLengths != null) {
            outputTokens = outputLengths.next();
        }
        if (outputTokens < 0 && answer != null) {
            outputTokens = Math.max(1, tokenizer.count(answer));
        }
        double delayNs = number(fields.path("delay")) * (aiperf ? NS_PER_MILLISECOND : NS_PER_SECOND);
        JsonNode extra = fields.path("extra");
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
                return RowShape.whole(fields.path(key), -1);
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
