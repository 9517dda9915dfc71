package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.file.Columns;
import dev.plimsoll.engine.file.IntColumn;
import dev.plimsoll.engine.file.LongColumn;
import dev.plimsoll.engine.file.ScratchFile;
import dev.plimsoll.engine.record.Modalities;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RouterFacts;
import dev.plimsoll.engine.record.TokenSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The finished requests of one stage as primitive columns, about 160 bytes each, in memory or in a scratch file, read through a cursor.
 * One thread.
 */
final class RequestColumns extends Columns implements RequestFacts {
    private static final RequestStatus[] STATUSES = RequestStatus.values();
    private static final TokenSource[] SOURCES = TokenSource.values();
    private static final int STATUS = 15;
    private static final int SOURCE = 3;
    private static final int OUTPUT_SOURCE_AT = 4;
    private static final int PROMPT_SOURCE_AT = 6;

    private final LongColumn intended = longs();
    private final LongColumn queued = longs();
    private final LongColumn sendStart = longs();
    private final LongColumn sendEnd = longs();
    private final LongColumn firstByte = longs();
    private final LongColumn firstEvent = longs();
    private final LongColumn firstToken = longs();
    private final LongColumn firstOutputToken = longs();
    private final LongColumn lastToken = longs();
    private final LongColumn end = longs();
    private final LongColumn blocked = longs();
    private final LongColumn connect = longs();
    private final LongColumn tls = longs();
    private final IntColumn prompt = ints();
    private final IntColumn output = ints();
    private final IntColumn cached = ints();
    private final IntColumn reasoning = ints();
    private final IntColumn requested = ints();
    private final IntColumn inFirstChunk = ints();
    private final IntColumn clientPrompt = ints();
    private final IntColumn clientOutput = ints();
    private final IntColumn events = ints();
    private final IntColumn contentEvents = ints();
    private final IntColumn longestGap = ints();
    /** Status, and whose the two token counts are. */
    private final IntColumn flags = ints();

    private final ModalityColumns modalities;

    private final RouterColumns routed;
    private final NameColumn labels;
    private final NameColumn models;

    private int row;

    RequestColumns(@Nullable ScratchFile scratch) {
        super(scratch);
        modalities = new ModalityColumns(scratch);
        routed = new RouterColumns(scratch);
        labels = new NameColumn(scratch);
        models = new NameColumn(scratch);
    }

    /** Appends one request. */
    void add(RequestRecord record) {
        RequestFacts facts = RequestFacts.of(record);
        intended.add(facts.intended());
        queued.add(facts.queued());
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
        int added = size() - 1;
        modalities.put(added, record.modalities());
        routed.put(added, record.routed());
        labels.put(added, record.info().label());
        models.put(added, record.model());
        flags.add(record.status().ordinal()
                | facts.outputSource().ordinal() << OUTPUT_SOURCE_AT
                | facts.promptSource().ordinal() << PROMPT_SOURCE_AT);
    }

    /** Every class of requests by its number; that of number 0 has no label. */
    List<String> labels() {
        return labels.names();
    }

    /** The number of the class of the request under the cursor. */
    int label() {
        return labels.get(row);
    }

    /** Every model by its number; number 0 is of requests that asked for none and were told none. */
    List<String> models() {
        return models.names();
    }

    /** The number of the model of the request under the cursor. */
    int model() {
        return models.get(row);
    }

    /** Whether a router spoke of any of them. */
    boolean anyRouted() {
        return routed.any();
    }

    /** Number of requests. */
    int size() {
        return Math.toIntExact(end.size());
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
    public long queued() {
        return queued.get(row);
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
    public TokenSource outputSource() {
        return SOURCES[flags.get(row) >> OUTPUT_SOURCE_AT & SOURCE];
    }

    @Override
    public TokenSource promptSource() {
        return SOURCES[flags.get(row) >> PROMPT_SOURCE_AT & SOURCE];
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
        return modalities.get(row);
    }

    @Override
    public @Nullable RouterFacts routed() {
        return routed.get(row);
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
