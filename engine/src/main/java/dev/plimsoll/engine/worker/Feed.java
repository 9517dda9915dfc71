package dev.plimsoll.engine.worker;

import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestUpdate;
import dev.plimsoll.engine.wire.FromWorker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers updates and finished records of one stage and sends them in batches.
 *
 * <p>Guarantees: updates leave in event-time order; after a frame with watermark w no update before w follows. Belongs to the loop.
 */
final class Feed {
    /** Longest time between two update frames: half of the 100 ms in which a constraint must see an event. */
    static final long FLUSH_NS = 50_000_000L;

    /** Updates, records and characters of answers that are sent without waiting, so that a frame stays small. */
    private static final int MANY_UPDATES = 4096;

    private static final int MANY_RECORDS = 512;
    private static final long MANY_CHARS = 4L << 20;

    private static final Comparator<RequestUpdate> BY_TIME = Comparator.comparingLong(RequestUpdate::atNs);

    private final int stage;
    private final StageOutput output;
    private final List<RequestUpdate> updates = new ArrayList<>();
    private boolean ordered = true;
    private long lastAtNs = Long.MIN_VALUE;
    private long watermarkNs = Long.MIN_VALUE;
    private List<RequestRecord> records = new ArrayList<>();
    private List<@Nullable String> texts = new ArrayList<>();
    private long textChars;

    Feed(int stage, StageOutput output) {
        this.stage = stage;
        this.output = output;
    }

    void update(TurnRun run, RequestStatus status, long eventNs, int promptTokens, int outputTokens) {
        long atNs = Math.max(eventNs, watermarkNs);
        ordered &= atNs >= lastAtNs;
        lastAtNs = atNs;
        updates.add(new RequestUpdate(
                run.info(),
                status,
                atNs,
                run.intendedNs,
                run.sendStartNs,
                run.firstTokenNs,
                promptTokens,
                outputTokens));
    }

    void finished(RequestRecord request, @Nullable String text) {
        records.add(request);
        texts.add(text);
        textChars += text == null ? 0 : text.length();
    }

    /** Whether so much has gathered that it should be sent before its time. */
    boolean isFull() {
        return updates.size() >= MANY_UPDATES || records.size() >= MANY_RECORDS || textChars >= MANY_CHARS;
    }

    /** Sends everything gathered; the update frame also when empty, for its watermark. */
    @SuppressWarnings("NullAway") // the frame's list may hold nulls; it says so in words
    void flush(long nowNs, int idle, int conversationsLeft, int slotsLeft) {
        if (!ordered) {
            updates.sort(BY_TIME);
        }
        output.send(new FromWorker.Updates(stage, nowNs, idle, conversationsLeft, slotsLeft, updates));
        updates.clear();
        ordered = true;
        lastAtNs = nowNs;
        watermarkNs = nowNs;
        if (!records.isEmpty()) {
            output.send(new FromWorker.Records(stage, records, (List<String>) (List<?>) texts));
            records = new ArrayList<>(records.size());
            texts = new ArrayList<>(texts.size());
            textChars = 0;
        }
    }
}
