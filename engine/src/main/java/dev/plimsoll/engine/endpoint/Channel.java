package dev.plimsoll.engine.endpoint;

/** What a piece of text in an answer is. */
enum Channel {
    /** Text for the reader. */
    OUTPUT,
    /** The model thinking aloud. */
    REASONING,
    /** Name and arguments of a tool call. */
    TOOL
}
