package dev.plimsoll.engine.endpoint;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The protocol in which an endpoint answers, streamed or whole. */
public enum AnswerShape {
    /** OpenAI's chat and text completions, which most servers copy: {@code choices}. */
    CHOICES("text, no reasoning and no tool call", Ending.SAID, "finish_reason and without [DONE]"),
    /** OpenAI's responses: typed events, {@code output}. */
    RESPONSES("text, no reasoning and no tool call", Ending.SAID, "response.completed"),
    /** Anthropic's messages: typed events, {@code content}. */
    MESSAGES("text, no reasoning and no tool call", Ending.SAID, "message_stop"),
    /** Vectors. */
    EMBEDDINGS("vector", Ending.OPEN, ""),
    /** Documents in the order of their relevance, as Cohere, TEI, NIM, Jina or vLLM say it. */
    RERANK("ranking", Ending.OPEN, ""),
    /** Hugging Face's text generation inference: {@code token}, {@code generated_text}. */
    TGI("text", Ending.SAID, "generated_text"),
    /** Speech to text, as JSON, as plain text or as a stream. */
    TRANSCRIPTION("text", Ending.SAID, "transcript.text.done and without [DONE]"),
    /** Pictures, whole or partial. */
    IMAGES("image", Ending.SAID, "image_generation.completed"),
    /** Whatever is there: found by a JMESPath expression, else by what usual answers look like. */
    DETECTED("text, vector or ranking that can be found", Ending.OPEN, "");

    private enum Ending {
        /** A stream says when it is complete. */
        SAID,
        /** The end of the body is all there is. */
        OPEN
    }

    private final String content;
    private final Ending ending;
    private final String endMark;

    AnswerShape(String content, Ending ending, String endMark) {
        this.content = content;
        this.ending = ending;
        this.endMark = endMark;
    }

    /** What an answer must hold to be one, behind the word "no". */
    String content() {
        return content;
    }

    /** Whether a stream that just ends was cut. */
    boolean saysItsEnd() {
        return ending == Ending.SAID;
    }

    /** What a stream that was cut ends without. */
    String endMark() {
        return endMark;
    }

    /** Whether text that is no JSON is an answer. */
    boolean takesPlainText() {
        return this == TRANSCRIPTION || this == DETECTED;
    }

    /**
     * Makes readers of this protocol; each serves one answer at a time.
     *
     * @param responseField JMESPath expression for {@link #DETECTED}, or null; one that does not compile is as none
     */
    Supplier<AnswerReader> readers(@Nullable String responseField) {
        return switch (this) {
            case CHOICES -> probing(ChoicesWalk::new, new ChoicesTree());
            case RESPONSES -> probing(ResponsesWalk::new, new ResponsesTree());
            case MESSAGES -> probing(MessagesWalk::new, new MessagesTree());
            case TGI -> probing(TgiWalk::new, new TgiTree());
            case EMBEDDINGS -> probing(EmbeddingsWalk::new, new EmbeddingsTree());
            case RERANK -> parsing(new RerankTree());
            case TRANSCRIPTION -> parsing(new TranscriptionTree());
            case IMAGES -> parsing(new ImagesTree());
            case DETECTED -> parsing(new DetectedTree(responseField));
        };
    }

    private static Supplier<AnswerReader> probing(Function<AnswerFacts, AnswerWalk> walk, AnswerTree tree) {
        return () -> {
            AnswerFacts facts = new AnswerFacts();
            return new ContentProbe(walk.apply(facts), tree, facts);
        };
    }

    private Supplier<AnswerReader> parsing(AnswerTree tree) {
        return () -> new TreeReader(tree, new AnswerFacts(), takesPlainText());
    }
}
