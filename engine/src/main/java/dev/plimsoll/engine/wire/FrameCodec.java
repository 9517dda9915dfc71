package dev.plimsoll.engine.wire;

import dev.plimsoll.engine.dataset.Conversation;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestUpdate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Messages to frames and back. A frame is its length (4 bytes, big-endian, of what follows), one byte of type, and the message:
 * plan and control as JSON, everything frequent in a binary layout of variable-length integers.
 *
 * <p>An instance keeps one buffer for encoding and belongs to one thread; decoding keeps nothing.
 */
public final class FrameCodec {
    /** Longest frame, bytes after the length. */
    public static final int MAX_FRAME_BYTES = 64 << 20;

    /** Bytes before the message: length and type. */
    static final int HEADER_BYTES = 5;

    private static final int KEPT_CAPACITY = 4 << 20;
    private static final JsonMapper JSON = new JsonMapper();

    private final FrameBuffer out = new FrameBuffer(16 << 10);

    /** The frame of a message, length and type included. */
    public byte[] encode(ToWorker message) throws BrokenFrameException {
        FrameBuffer frame = frame(message);
        return Arrays.copyOf(frame.array(), frame.size());
    }

    /** The frame of a message, length and type included. */
    public byte[] encode(FromWorker message) throws BrokenFrameException {
        FrameBuffer frame = frame(message);
        return Arrays.copyOf(frame.array(), frame.size());
    }

    /** The same without a copy: valid until the next call. */
    FrameBuffer frame(ToWorker message) throws BrokenFrameException {
        switch (message) {
            case ToWorker.Plan m -> json(FrameType.PLAN, m);
            case ToWorker.StageStart m -> json(FrameType.STAGE_START, m);
            case ToWorker.Conversations m -> {
                begin(FrameType.CONVERSATIONS);
                out.put(m.stage());
                out.put(m.conversations().size());
                for (Conversation conversation : m.conversations()) {
                    ConversationLayout.put(out, conversation);
                }
            }
            case ToWorker.Slots m -> putSlots(m);
            case ToWorker.Exhausted m -> json(FrameType.EXHAUSTED, m);
            case ToWorker.WarmUpOver m -> json(FrameType.WARM_UP_OVER, m);
            case ToWorker.WithdrawSlots m -> json(FrameType.WITHDRAW_SLOTS, m);
            case ToWorker.StopCreating m -> json(FrameType.STOP_CREATING, m);
            case ToWorker.StopProcessing m -> json(FrameType.STOP_PROCESSING, m);
            case ToWorker.Withdraw m -> json(FrameType.WITHDRAW, m);
            case ToWorker.Ping m -> {
                begin(FrameType.PING);
                out.put(m.coordinatorNs());
            }
            case ToWorker.Shutdown m -> json(FrameType.SHUTDOWN, m);
        }
        return end();
    }

    /** The same without a copy: valid until the next call. */
    FrameBuffer frame(FromWorker message) throws BrokenFrameException {
        switch (message) {
            case FromWorker.Hello m -> json(FrameType.HELLO, m);
            case FromWorker.Ready m -> json(FrameType.READY, m);
            case FromWorker.Pong m -> {
                begin(FrameType.PONG);
                out.put(m.coordinatorNs());
                out.put(m.workerNs());
            }
            case FromWorker.Updates m -> putUpdates(m);
            case FromWorker.Records m -> putRecords(m);
            case FromWorker.Interval m -> {
                begin(FrameType.INTERVAL);
                SampleLayout.put(out, m.sample());
            }
            case FromWorker.Self m -> {
                begin(FrameType.SELF);
                SampleLayout.put(out, m.sample());
            }
            case FromWorker.Withdrawn m -> {
                begin(FrameType.WITHDRAWN);
                out.put(m.stage());
                out.put(m.conversationIds().size());
                for (long id : m.conversationIds()) {
                    out.put(id);
                }
            }
            case FromWorker.WithdrawnSlots m -> json(FrameType.WITHDRAWN_SLOTS, m);
            case FromWorker.StageDone m -> json(FrameType.STAGE_DONE, m);
            case FromWorker.Fault m -> json(FrameType.FAULT, m);
        }
        return end();
    }

    /**
     * The message in a frame, without the length and the type.
     *
     * @throws BrokenFrameException if the type is unknown or belongs to the other direction, or the bytes are not its layout
     */
    static ToWorker toWorker(byte code, byte[] bytes, int from, int length) throws BrokenFrameException {
        FrameType type = FrameType.of(code);
        if (type.json != null) {
            return cast(ToWorker.class, type, readJson(type.json, bytes, from, length));
        }
        FrameCursor in = new FrameCursor(bytes, from, length);
        ToWorker message = switch (type) {
            case CONVERSATIONS -> nextConversations(in);
            case SLOTS -> nextSlots(in);
            case PING -> new ToWorker.Ping(in.next());
            default -> cast(ToWorker.class, type, null);
        };
        in.expectEnd();
        return message;
    }

    /** As {@link #toWorker}, for the other direction. */
    static FromWorker fromWorker(byte code, byte[] bytes, int from, int length) throws BrokenFrameException {
        FrameType type = FrameType.of(code);
        if (type.json != null) {
            return cast(FromWorker.class, type, readJson(type.json, bytes, from, length));
        }
        FrameCursor in = new FrameCursor(bytes, from, length);
        FromWorker message = switch (type) {
            case PONG -> new FromWorker.Pong(in.next(), in.next());
            case UPDATES -> nextUpdates(in);
            case RECORDS -> nextRecords(in);
            case INTERVAL -> new FromWorker.Interval(SampleLayout.nextInterval(in));
            case SELF -> new FromWorker.Self(SampleLayout.nextSelf(in));
            case WITHDRAWN -> nextWithdrawn(in);
            default -> cast(FromWorker.class, type, null);
        };
        in.expectEnd();
        return message;
    }

    private void begin(FrameType type) {
        out.clear(KEPT_CAPACITY);
        out.skip(4);
        out.putByte(type.code);
    }

    private FrameBuffer end() throws BrokenFrameException {
        int length = out.size() - 4;
        if (length > MAX_FRAME_BYTES) {
            throw new BrokenFrameException(
                    "a message of " + length + " bytes is longer than the limit of " + MAX_FRAME_BYTES);
        }
        out.setInt(0, length);
        return out;
    }

    private void json(FrameType type, Object message) {
        begin(type);
        out.putBytes(JSON.writeValueAsBytes(message));
    }

    private static Object readJson(Class<?> type, byte[] bytes, int from, int length) throws BrokenFrameException {
        try {
            return JSON.readValue(bytes, from, length, type);
        } catch (JacksonException e) {
            // Neither the text nor the cause: a plan holds the target's key.
            throw new BrokenFrameException("a " + type.getSimpleName() + " frame that is not its JSON");
        }
    }

    private static <M> M cast(Class<M> direction, FrameType type, @Nullable Object message)
            throws BrokenFrameException {
        if (!direction.isInstance(message)) {
            throw new BrokenFrameException("a frame of type " + type + " in the wrong direction");
        }
        return direction.cast(message);
    }

    private void putSlots(ToWorker.Slots m) {
        begin(FrameType.SLOTS);
        out.put(m.stage());
        out.put(m.slots().length);
        long slot = 0;
        long time = 0;
        for (int i = 0; i < m.slots().length; i++) {
            out.put(m.slots()[i] - slot);
            out.put(m.intendedNs()[i] - time);
            slot = m.slots()[i];
            time = m.intendedNs()[i];
        }
    }

    private static ToWorker nextSlots(FrameCursor in) throws BrokenFrameException {
        int stage = in.nextInt();
        int count = in.nextCount();
        long[] slots = new long[count];
        long[] times = new long[count];
        long slot = 0;
        long time = 0;
        for (int i = 0; i < count; i++) {
            slot += in.next();
            time += in.next();
            slots[i] = slot;
            times[i] = time;
        }
        return new ToWorker.Slots(stage, slots, times);
    }

    private static ToWorker nextConversations(FrameCursor in) throws BrokenFrameException {
        int stage = in.nextInt();
        int count = in.nextCount();
        List<Conversation> conversations = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            conversations.add(ConversationLayout.next(in));
        }
        return new ToWorker.Conversations(stage, conversations);
    }

    private void putUpdates(FromWorker.Updates m) {
        begin(FrameType.UPDATES);
        out.put(m.stage());
        out.put(m.watermarkNs());
        out.put(m.idleStreams());
        out.put(m.conversationsLeft());
        out.put(m.slotsLeft());
        out.put(m.updates().size());
        long reference = m.watermarkNs();
        for (RequestUpdate update : m.updates()) {
            RecordLayout.putUpdate(out, update, reference);
            reference = update.atNs();
        }
    }

    private static FromWorker nextUpdates(FrameCursor in) throws BrokenFrameException {
        int stage = in.nextInt();
        long watermark = in.next();
        int idle = in.nextInt();
        int conversations = in.nextInt();
        int slots = in.nextInt();
        int count = in.nextCount();
        List<RequestUpdate> updates = new ArrayList<>(count);
        long reference = watermark;
        for (int i = 0; i < count; i++) {
            RequestUpdate update = RecordLayout.nextUpdate(in, reference);
            updates.add(update);
            reference = update.atNs();
        }
        return new FromWorker.Updates(stage, watermark, idle, conversations, slots, updates);
    }

    private void putRecords(FromWorker.Records m) {
        begin(FrameType.RECORDS);
        out.put(m.stage());
        out.put(m.records().size());
        for (int i = 0; i < m.records().size(); i++) {
            RecordLayout.putRecord(out, m.records().get(i));
            out.putText(m.texts().get(i));
        }
    }

    private static FromWorker nextRecords(FrameCursor in) throws BrokenFrameException {
        int stage = in.nextInt();
        int count = in.nextCount();
        List<RequestRecord> records = new ArrayList<>(count);
        List<@Nullable String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            records.add(RecordLayout.nextRecord(in));
            texts.add(in.nextText());
        }
        return new FromWorker.Records(stage, records, texts);
    }

    private static FromWorker nextWithdrawn(FrameCursor in) throws BrokenFrameException {
        int stage = in.nextInt();
        int count = in.nextCount();
        List<Long> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ids.add(in.next());
        }
        return new FromWorker.Withdrawn(stage, ids);
    }
}
