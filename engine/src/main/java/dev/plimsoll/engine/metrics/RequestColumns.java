package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.record.Modalities;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.stats.IntList;
import dev.plimsoll.engine.stats.LongList;
import java.util.ArrayList;
import java.util.List;

/**
 * The finished requests of one stage as primitive columns, about 150 bytes each, read through a cursor. One thread.
 */
final class RequestColumns implements RequestFacts {
    private static final RequestStatus[] STATUSES = RequestStatus.values();
    private static final int STATUS = 15;
    private static final int OUTPUT_IS_SERVERS = 16;
    private static final int PROMPT_IS_SERVERS = 32;

    private final LongList intended = new LongList();
    private final LongList sendStart = new LongList();
    private final LongList sendEnd = new LongList();
    private final LongList firstByte = new LongList();
    private final LongList firstEvent = new LongList();
    private final LongList firstToken = new LongList();
    private final LongList firstOutputToken = new LongList();
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
    private final IntList clientPrompt = new IntList();
    private final IntList clientOutput = new IntList();
    private final IntList events = new IntList();
    private final IntList contentEvents = new IntList();
    private final IntList longestGap = new IntList();
    /** Status, and whose the two token counts are. */
    private final IntList flags = new IntList();

    /** Empty up to the first request that has more than text. */
    private final List<Modalities> modalities = new ArrayList<>();

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
        firstOutputToken.add(facts.firstOutputToken());
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
        clientPrompt.add(facts.clientPrompt());
        clientOutput.add(facts.clientOutput());
        events.add(facts.events());
        contentEvents.add(facts.contentEvents());
        longestGap.add(facts.longestGapUs());
        if (!record.modalities().equals(Modalities.NONE)) {
            while (modalities.size() < size() - 1) {
                modalities.add(Modalities.NONE);
            }
            modalities.add(record.modalities());
        }
        flags.add(record.status().ordinal()
                | (facts.outputIsServers() ? OUTPUT_IS_SERVERS : 0)
                | (facts.promptIsServers() ? PROMPT_IS_SERVERS : 0));
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

    @Override
    public RequestStatus status() {
        return STATUSES[flags.get(row) & STATUS];
    }

    boolean successful() {
        return (flags.get(row) & STATUS) == RequestStatus.COMPLETED.ordinal();
    }

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
    public long firstOutputToken() {
        return firstOutputToken.get(row);
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
    public boolean outputIsServers() {
        return (flags.get(row) & OUTPUT_IS_SERVERS) != 0;
    }

    @Override
    public boolean promptIsServers() {
        return (flags.get(row) & PROMPT_IS_SERVERS) != 0;
    }

    @Override
    public int clientPrompt() {
        return clientPrompt.get(row);
    }

    @Override
    public int clientOutput() {
        return clientOutput.get(row);
    }

    @Override
    public int events() {
        return events.get(row);
    }

    @Override
    public Modalities modalities() {
        return row < modalities.size() ? modalities.get(row) : Modalities.NONE;
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
