package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.record.Modalities;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RouterFacts;
import dev.plimsoll.engine.record.TokenSource;
import org.jspecify.annotations.Nullable;

/** A record seen as facts. */
record RecordFacts(RequestRecord record) implements RequestFacts {
    @Override
    public RequestStatus status() {
        return record.status();
    }

    @Override
    public long intended() {
        return record.timings().intended();
    }

    @Override
    public long queued() {
        return record.timings().queued();
    }

    @Override
    public long sendStart() {
        return record.timings().sendStart();
    }

    @Override
    public long sendEnd() {
        return record.timings().sendEnd();
    }

    @Override
    public long firstByte() {
        return record.timings().firstByte();
    }

    @Override
    public long firstEvent() {
        return record.timings().firstEvent();
    }

    @Override
    public long firstToken() {
        return record.timings().firstToken();
    }

    @Override
    public long firstOutputToken() {
        return record.timings().firstOutputToken();
    }

    @Override
    public long lastToken() {
        return record.timings().lastToken();
    }

    @Override
    public long end() {
        return record.timings().end();
    }

    @Override
    public long blockedNs() {
        return record.timings().blockedNs();
    }

    @Override
    public long connectNs() {
        return record.timings().connectNs();
    }

    @Override
    public long tlsNs() {
        return record.timings().tlsNs();
    }

    @Override
    public int prompt() {
        return record.tokens().prompt();
    }

    @Override
    public int output() {
        return record.tokens().output();
    }

    @Override
    public int cached() {
        return record.tokens().cached();
    }

    @Override
    public int reasoning() {
        return record.tokens().reasoning();
    }

    @Override
    public int requestedOutput() {
        return record.tokens().requestedOutput();
    }

    @Override
    public int inFirstChunk() {
        return record.tokens().inFirstChunk();
    }

    @Override
    public TokenSource outputSource() {
        return record.tokens().outputSource();
    }

    @Override
    public TokenSource promptSource() {
        return record.tokens().promptSource();
    }

    @Override
    public int clientPrompt() {
        return record.tokens().clientPrompt();
    }

    @Override
    public int clientOutput() {
        return record.tokens().clientOutput();
    }

    @Override
    public int events() {
        return record.wire().events();
    }

    @Override
    public Modalities modalities() {
        return record.modalities();
    }

    @Override
    public @Nullable RouterFacts routed() {
        return record.routed();
    }

    @Override
    public int contentEvents() {
        return record.contentDeltasUs().length + record.contentTimesBeyond();
    }

    @Override
    public int longestGapUs() {
        int[] deltas = record.contentDeltasUs();
        int longest = -1;
        for (int i = 1; i < deltas.length; i++) {
            longest = Math.max(longest, deltas[i]);
        }
        return longest;
    }
}
