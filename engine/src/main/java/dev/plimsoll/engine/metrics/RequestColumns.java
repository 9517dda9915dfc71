package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.stats.IntList;
import dev.plimsoll.engine.stats.LongList;

/**
 * The finished requests of one stage as primitive columns, about 130 bytes each, read through a cursor. One thread.
 */
final class RequestColumns implements RequestFacts {
    private final LongList intended = new LongList();
    private final LongList sendStart = new LongList();
    private final LongList sendEnd = new LongList();
    private final LongList firstByte = new LongList();
    private final LongList firstEvent = new LongList();
    private final LongList firstToken = new LongList();
    private final LongList lastToken = new LongList();
    private final LongList end = new LongList();
    private final LongList blocked = new LongList();
    private final LongList connect = new LongList();
    private final LongList tls = new LongList();
    private final IntList prompt = new IntList();
    private final IntList output = new IntList();
    private final IntList cached = new IntList();
    private final IntList reasoning = new IntList();
    private final IntList requested = new IntList();
    private final IntList inFirstChunk = new IntList();
    private final IntList contentEvents = new IntList();
    private final IntList longestGap = new IntList();
    private final IntList status = new IntList();
    private int row;

    /** Appends one request. */
    void add(RequestRecord record) {
        RequestFacts facts = RequestFacts.of(record);
        intended.add(facts.intended());
        sendStart.add(facts.sendStart());
        sendEnd.add(facts.sendEnd());
        firstByte.add(facts.firstByte());
        firstEvent.add(facts.firstEvent());
        firstToken.add(facts.firstToken());
        lastToken.add(facts.lastToken());
        end.add(facts.end());
        blocked.add(facts.blockedNs());
        connect.add(facts.connectNs());
        tls.add(facts.tlsNs());
        prompt.add(facts.prompt());
        output.add(facts.output());
        cached.add(facts.cached());
        reasoning.add(facts.reasoning());
        requested.add(facts.requestedOutput());
        inFirstChunk.add(facts.inFirstChunk());
        contentEvents.add(facts.contentEvents());
        longestGap.add(facts.longestGapUs());
        status.add(record.status().ordinal());
    }

    /** Number of requests. */
    int size() {
        return end.size();
    }

    /** Moves the cursor to a request and returns it. */
    RequestColumns at(int index) {
        row = index;
        return this;
    }

    /** How the request under the cursor ended. */
    RequestStatus status() {
        return STATUSES[status.get(row)];
    }

    boolean successful() {
        return status.get(row) == RequestStatus.COMPLETED.ordinal();
    }

    private static final RequestStatus[] STATUSES = RequestStatus.values();

    @Override
    public long intended() {
        return intended.get(row);
    }

    @Override
    public long sendStart() {
        return sendStart.get(row);
    }

    @Override
    public long sendEnd() {
        return sendEnd.get(row);
    }

    @Override
    public long firstByte() {
        return firstByte.get(row);
    }

    @Override
    public long firstEvent() {
        return firstEvent.get(row);
    }

    @Override
    public long firstToken() {
        return firstToken.get(row);
    }

    @Override
    public long lastToken() {
        return lastToken.get(row);
    }

    @Override
    public long end() {
        return end.get(row);
    }

    @Override
    public long blockedNs() {
        return blocked.get(row);
    }

    @Override
    public long connectNs() {
        return connect.get(row);
    }

    @Override
    public long tlsNs() {
        return tls.get(row);
    }

    @Override
    public int prompt() {
        return prompt.get(row);
    }

    @Override
    public int output() {
        return output.get(row);
    }

    @Override
    public int cached() {
        return cached.get(row);
    }

    @Override
    public int reasoning() {
        return reasoning.get(row);
    }

    @Override
    public int requestedOutput() {
        return requested.get(row);
    }

    @Override
    public int inFirstChunk() {
        return inFirstChunk.get(row);
    }

    @Override
    public int contentEvents() {
        return contentEvents.get(row);
    }

    @Override
    public int longestGapUs() {
        return longestGap.get(row);
    }
}
