package dev.plimsoll.engine.dataset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The formats of AIPerf's data files, row by row: which rows it takes, which it refuses. Unknown keys are ignored, except in conversations
 * with branches. What Plimsoll can do with a row is the matter of those who use it.
 */
final class AiperfSchema {
    static final String SINGLE_TURN = "single_turn";
    static final String MULTI_TURN = "multi_turn";
    static final String RANDOM_POOL = "random_pool";
    static final String MOONCAKE_TRACE = "mooncake_trace";
    static final String BAILIAN_TRACE = "bailian_trace";
    static final String BURST_GPT_TRACE = "burst_gpt_trace";

    /** A row that holds a whole body in its member {@code payload}. */
    static final String RAW_PAYLOAD = "raw_payload";

    /** An element of {@code {"data": [...]}}, which AIPerf writes as {@code inputs.json}. */
    static final String INPUTS_JSON = "inputs_json";

    static final String DAG_TURN = "dag_turn";
    static final String DAG_CONVERSATION = "dag_conversation";

    private static final List<String> MEDIA = List.of("text", "image", "audio", "video");
    private static final Predicate<JsonNode> TEXT = JsonNode::isString;
    private static final Map<String, Consumer<RowShape>> FORMATS = Map.of(
            SINGLE_TURN,
            AiperfSchema::singleTurn,
            MULTI_TURN,
            AiperfSchema::multiTurn,
            RANDOM_POOL,
            AiperfSchema::randomPool,
            MOONCAKE_TRACE,
            AiperfSchema::mooncake,
            BAILIAN_TRACE,
            AiperfSchema::bailian,
            BURST_GPT_TRACE,
            AiperfSchema::burstGpt,
            RAW_PAYLOAD,
            AiperfSchema::rawPayload,
            INPUTS_JSON,
            AiperfSchema::inputsJson,
            DAG_TURN,
            AiperfBranches::turn,
            DAG_CONVERSATION,
            AiperfBranches::conversation);

    private AiperfSchema() {}

    /**
     * What is wrong with a row, by the path of its member; empty where the format takes it.
     *
     * @param format one of the names above
     */
    static Map<String, String> faults(String format, ObjectNode row) {
        Consumer<RowShape> rules = FORMATS.get(format);
        if (rules == null) {
            throw new IllegalArgumentException("no such format: " + format);
        }
        Map<String, String> faults = new LinkedHashMap<>();
        rules.accept(new RowShape(row, "", faults::putIfAbsent));
        return faults;
    }

    private static void singleTurn(RowShape row) {
        media(row, SINGLE_TURN);
        row.number("timestamp");
        row.number("delay");
        row.text("role");
        row.text("session_id");
        row.whole("output_length", 1);
        row.object("extra");
        if (row.says("timestamp") && row.says("delay")) {
            row.wrong("timestamp", "and delay exclude each other");
        }
        boolean namesImages = imageUuids(row);
        if (!namesImages && !hasMedia(row)) {
            row.wrong("text", "is missing, and there is no image, audio or video either");
        }
    }

    private static void randomPool(RowShape row) {
        media(row, RANDOM_POOL);
        if (!hasMedia(row)) {
            row.wrong("text", "is missing, and there is no image, audio or video either");
        }
    }

    /** Text, images, recordings and films, one or several of each. */
    private static void media(RowShape row, String type) {
        type(row, type);
        for (String one : MEDIA) {
            String several = one + "s";
            row.text(one);
            if (row.has(several)
                    && !RowShape.isListOf(row.get(several), TEXT)
                    && !RowShape.isListOf(row.get(several), AiperfSchema::isNamedList)) {
                row.wrong(several, "must be a list of texts, or of objects with name and contents");
            }
            if (row.says(one) && row.says(several)) {
                row.wrong(one, "and " + several + " exclude each other");
            }
        }
    }

    private static boolean hasMedia(RowShape row) {
        return MEDIA.stream().anyMatch(one -> row.says(one) || row.says(one + "s"));
    }

    private static boolean isNamedList(JsonNode value) {
        return value.isObject()
                && (!value.has("name") || value.path("name").isString())
                && (!value.has("contents") || RowShape.isListOf(value.path("contents"), TEXT));
    }

    /** Checks names of images that the server keeps; whether there are any. */
    private static boolean imageUuids(RowShape row) {
        row.list("image_uuids", TEXT, "texts");
        JsonNode uuids = row.get("image_uuids");
        if (!RowShape.isListOf(uuids, TEXT)) {
            return false;
        }
        if (row.has("image")) {
            row.wrong("image_uuids", "goes with images, not with image");
        }
        JsonNode images = row.get("images");
        if (row.says("images")) {
            if (!RowShape.isListOf(images, TEXT)) {
                row.wrong("image_uuids", "goes with images that are texts");
            } else if (images.size() != uuids.size()) {
                row.wrong("image_uuids", "must be as many as there are images: " + images.size());
            }
        }
        if (uuids.valueStream().anyMatch(uuid -> uuid.stringValue().isEmpty())) {
            row.wrong("image_uuids", "must not hold an empty text");
        }
        return !uuids.isEmpty();
    }

    private static void type(RowShape row, String type) {
        JsonNode written = row.get("type");
        if (!written.isMissingNode()
                && !(written.isString() && written.stringValue().equals(type))) {
            row.wrong("type", "must be \"" + type + "\", but is " + written);
        }
    }

    private static void multiTurn(RowShape row) {
        type(row, MULTI_TURN);
        row.text("session_id");
        if (!row.required("turns")) {
            return;
        }
        List<RowShape> turns = row.objects("turns");
        if (row.get("turns").isArray() && row.get("turns").isEmpty()) {
            row.wrong("turns", "must hold at least one turn");
        }
        turns.forEach(AiperfSchema::singleTurn);
    }

    private static void mooncake(RowShape row) {
        type(row, MOONCAKE_TRACE);
        row.whole("input_length");
        row.text("text_input");
        row.list("messages", JsonNode::isObject, "messages");
        row.list("tools", JsonNode::isObject, "tools");
        row.object("payload");
        row.whole("output_length");
        row.list("hash_ids", RowShape::isWhole, "whole numbers");
        row.number("timestamp");
        row.number("delay");
        row.text("session_id");
        row.object("extra");
        List<String> inputs = new ArrayList<>();
        for (String input : List.of("input_length", "text_input", "messages", "payload")) {
            if (row.has(input)) {
                inputs.add(input);
            }
        }
        if (inputs.size() != 1) {
            row.wrong(
                    "input_length",
                    inputs.isEmpty()
                            ? "or text_input, messages or payload is missing"
                            : "or text_input, messages or payload: one of them, but there are "
                                    + String.join(" and ", inputs));
        }
        if (row.has("hash_ids") && !row.has("input_length")) {
            row.wrong("hash_ids", "goes with input_length");
        }
        if (row.has("payload") && row.get("payload").isEmpty()) {
            row.wrong("payload", "must not be empty");
        }
        if (row.has("tools") && (!row.has("messages") || row.get("tools").isEmpty())) {
            row.wrong("tools", row.has("messages") ? "must not be empty" : "goes with messages");
        }
        if (row.has("messages")) {
            messages(row);
        }
        messageMode(row);
    }

    private static void messageMode(RowShape row) {
        JsonNode mode = row.get("message_mode");
        String written = mode.stringValue("");
        if (!mode.isMissingNode() && !written.equals("history") && !written.equals("delta")) {
            row.wrong("message_mode", "must be \"history\" or \"delta\", but is " + mode);
        } else if (written.equals("delta")) {
            if (!row.has("messages")) {
                row.wrong("message_mode", "\"delta\" goes with messages");
            }
            if (row.get("extra").has("messages")) {
                row.wrong("extra", "must not hold messages where message_mode is \"delta\"");
            }
        }
    }

    /** Messages: a list of at least one object with a role. */
    static void messages(RowShape row) {
        JsonNode messages = row.get("messages");
        if (!RowShape.isListOf(messages, message -> message.isObject() && message.has("role")) || messages.isEmpty()) {
            row.wrong("messages", "must be a list of at least one message with a role");
        }
    }

    private static void bailian(RowShape row) {
        row.requiredWhole("chat_id");
        row.requiredNumber("timestamp");
        row.requiredWhole("input_length");
        row.requiredWhole("output_length");
        for (String name : List.of("parent_chat_id", "turn")) {
            if (row.get(name).isNull()) {
                row.wrong(name, "must be a whole number, but is null");
            }
            row.whole(name);
        }
        for (String name : List.of("type", "request_type")) {
            if (!row.get(name).isMissingNode()) {
                row.requiredText(name);
            }
        }
        row.listIfThere("hash_ids", RowShape::isWhole, "whole numbers");
    }

    private static void burstGpt(RowShape row) {
        row.requiredNumber("timestamp");
        row.requiredWhole("input_length");
        row.requiredWhole("output_length");
    }

    private static void rawPayload(RowShape row) {
        if (row.required("payload") && !row.get("payload").isObject()) {
            row.wrong("payload", "must be an object { ... }, but is " + JsonRow.kind(row.get("payload")));
        }
    }

    private static void inputsJson(RowShape row) {
        row.requiredText("session_id");
        row.requiredList("payloads", JsonNode::isObject, "objects");
    }
}
