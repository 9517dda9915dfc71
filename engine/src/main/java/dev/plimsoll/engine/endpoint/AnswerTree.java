package dev.plimsoll.engine.endpoint;

import tools.jackson.databind.JsonNode;

/** How one protocol's answers and events are understood once they are parsed: the complete rules, which a walk follows for what is usual. */
interface AnswerTree {
    /** Adds what {@code root} says to facts that were begun; false where it is not what the protocol promises. */
    boolean understand(JsonNode root, AnswerFacts facts);
}
