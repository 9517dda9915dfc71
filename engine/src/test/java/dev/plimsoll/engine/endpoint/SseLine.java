package dev.plimsoll.engine.endpoint;

import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One line of a stream as GuideLLM's vectors have it, and which of the rules of difference it falls under. */
record SseLine(String text, JsonNode event) {
    private static final JsonMapper JSON = new JsonMapper();

    private static final Set<String> LAST_EVENTS =
            Set.of("response.completed", "response.incomplete", "response.failed", "transcript.text.done");

    /** Events of responses with text from which GuideLLM takes none. */
    private static final Set<String> OVERLOOKED = Set.of(
            "response.function_call_arguments.delta",
            "response.refusal.delta",
            "response.output_text.done",
            "response.reasoning_text.done",
            "response.reasoning_summary_text.done",
            "response.function_call_arguments.done",
            "response.refusal.done");

    static SseLine of(String text) {
        if (text.startsWith("data:")
                && !text.substring("data:".length()).strip().equals("[DONE]")) {
            try {
                return new SseLine(text, JSON.readTree(text.substring("data:".length())));
            } catch (JacksonException e) {
                return new SseLine(text, JSON.missingNode());
            }
        }
        return new SseLine(text, JSON.missingNode());
    }

    boolean isDone() {
        return text.startsWith("data:")
                && text.substring("data:".length()).strip().equals("[DONE]");
    }

    private JsonNode choice() {
        return event.path("choices").path(0);
    }

    private String type() {
        return event.path("type").asString("");
    }

    /** Whether it says that the answer is whole: the end of the stream, or a reason why it was finished. */
    boolean ends() {
        return isDone() || choice().path("finish_reason").isString() || LAST_EVENTS.contains(type());
    }

    boolean isFailedResponse() {
        return type().equals("response.failed");
    }

    boolean isOfFurtherChoice() {
        return choice().path("index").asInt(0) > 0;
    }

    /** The text for the reader in the first choice. */
    String outputOfFirstChoice() {
        return isOfFurtherChoice()
                ? ""
                : choice().path("text").asString("")
                        + choice().path("delta").path("content").asString("")
                        + choice().path("delta").path("refusal").asString("");
    }

    boolean hasReasoning() {
        JsonNode delta = choice().path("delta");
        return !(delta.path("reasoning").asString("")
                        + delta.path("reasoning_content").asString(""))
                .isEmpty();
    }

    boolean isOverlooked() {
        return OVERLOOKED.contains(type())
                || !choice().path("delta").path("refusal").asString("").isEmpty();
    }

    /** A tool call's event that names nothing and has no arguments. */
    boolean isEmptyCall() {
        if (type().equals("response.output_item.added")) {
            return event.path("item").path("name").asString("").isEmpty();
        }
        JsonNode calls = choice().path("delta").path("tool_calls");
        for (JsonNode call : calls) {
            JsonNode function = call.path("function");
            if (!(function.path("name").asString("")
                            + function.path("arguments").asString(""))
                    .isEmpty()) {
                return false;
            }
        }
        return !calls.isEmpty();
    }

    /** The usage it tells, or nothing. */
    JsonNode usage() {
        return LAST_EVENTS.contains(type()) ? event.path("response").path("usage") : event.path("usage");
    }

    /** The usages of a stream that are not empty. */
    static List<JsonNode> usages(List<SseLine> lines) {
        return lines.stream()
                .map(SseLine::usage)
                .filter(usage -> !usage.isEmpty())
                .toList();
    }
}
