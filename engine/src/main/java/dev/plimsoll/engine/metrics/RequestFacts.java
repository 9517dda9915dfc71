package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.record.Modalities;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.RouterFacts;
import dev.plimsoll.engine.record.TokenSource;
import org.jspecify.annotations.Nullable;

/**
 * What metric formulas read of one finished request: run times in ns ({@link RequestTimings#ABSENT} where there is none) and counts
 * (-1 where unknown). Seen over one record, or over one row of the columns of a stage.
 */
public interface RequestFacts {
    /** How it ended. */
    RequestStatus status();

    /** When it should have started. */
    long intended();

    /** When it was created: its slot fell due, or its turn became ready. */
    long queued();

    /** When its first byte was handed to the socket. */
    long sendStart();

    /** When its last byte was flushed. */
    long sendEnd();

    /** First byte of the answer. */
    long firstByte();

    /** First stream event. */
    long firstEvent();

    /** First non-empty text. */
    long firstToken();

    /** First non-empty text that is not reasoning. */
    long firstOutputToken();

    /** Last non-empty text. */
    long lastToken();

    /** End of the answer. */
    long end();

    /** Wait for a connection, ns. */
    long blockedNs();

    /** TCP connect, ns; absent on a reused connection. */
    long connectNs();

    /** TLS handshake, ns; absent without one. */
    long tlsNs();

    /** Input tokens. */
    int prompt();

    /** Output tokens, reasoning included. */
    int output();

    /** Input tokens from the server's cache. */
    int cached();

    /** Output tokens spent on reasoning. */
    int reasoning();

    /** Output tokens asked for. */
    int requestedOutput();

    /** Output tokens in the first content event. */
    int inFirstChunk();

    /** Whose count {@link #output} is. */
    TokenSource outputSource();

    /** Whose count {@link #prompt} is. */
    TokenSource promptSource();

    /** Input tokens by the dataset's own count. */
    int clientPrompt();

    /** Output tokens by our tokenizer. */
    int clientOutput();

    /** Stream events of any kind. */
    int events();

    /** Content events. */
    int contentEvents();

    /** Images and recordings sent, tool calls received. */
    Modalities modalities();

    /** Longest gap between two content events, us; -1 for fewer than two. */
    int longestGapUs();

    /** What a model router said of it, or null. */
    @Nullable
    RouterFacts routed();

    /** The facts of one record. */
    static RequestFacts of(RequestRecord record) {
        return new RecordFacts(record);
    }
}
