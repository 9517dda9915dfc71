package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestTimings;
import java.util.Arrays;

/** When the events and tokens of one streamed answer came; reused for the next. Clock readings are those of the socket reads. */
final class TokenTimes {
    private static final long ABSENT = RequestTimings.ABSENT;

    /** Told about tokens while they come. */
    interface Listener {
        void firstToken(long atNs);

        void contentGap(long gapNs);
    }

    private final Listener listener;
    private final int mostKept;
    private long sendStartNs;
    private long firstEventNs;
    private long firstTokenNs;
    private long firstOutputNs;
    private long lastTokenNs;
    private int events;
    private int contentEvents;
    private int sharedReadEvents;

    private int[] deltasUs = {};
    private int kept;
    private int beyond;
    private long lastUs;

    /** Keeps at most {@code mostKept} content times an answer. */
    TokenTimes(Listener listener, int mostKept) {
        this.listener = listener;
        this.mostKept = mostKept;
    }

    /** Ready for the answer to a request sent at this time. */
    void begin(long startNs) {
        sendStartNs = startNs;
        firstEventNs = ABSENT;
        firstTokenNs = ABSENT;
        firstOutputNs = ABSENT;
        lastTokenNs = ABSENT;
        events = 0;
        contentEvents = 0;
        sharedReadEvents = 0;
        kept = 0;
        beyond = 0;
        lastUs = 0;
    }

    /** An event of any kind. */
    void event(long atNs) {
        events++;
        if (firstEventNs == ABSENT) {
            firstEventNs = atNs;
        }
    }

    /** The event holds text; {@code output} = some of it is not reasoning. Tells the listener. */
    void token(long atNs, boolean output) {
        contentEvents++;
        keep(atNs);
        if (output && firstOutputNs == ABSENT) {
            firstOutputNs = atNs;
        }
        long before = lastTokenNs;
        lastTokenNs = atNs;
        if (before == ABSENT) {
            firstTokenNs = atNs;
            listener.firstToken(atNs);
        } else {
            if (before == atNs) {
                sharedReadEvents++;
            }
            listener.contentGap(atNs - before);
        }
    }

    /** Differences of whole microseconds since the start of sending: rounding never adds up. */
    private void keep(long atNs) {
        if (kept == mostKept) {
            beyond++;
            return;
        }
        if (kept == deltasUs.length) {
            deltasUs = Arrays.copyOf(deltasUs, Math.clamp(kept * 2L, Math.min(64, mostKept), mostKept));
        }
        long us = (atNs - sendStartNs) / 1000;
        deltasUs[kept++] = (int) Math.min(Integer.MAX_VALUE, us - lastUs);
        lastUs = us;
    }

    long firstEventNs() {
        return firstEventNs;
    }

    long firstTokenNs() {
        return firstTokenNs;
    }

    long firstOutputNs() {
        return firstOutputNs;
    }

    long lastTokenNs() {
        return lastTokenNs;
    }

    int events() {
        return events;
    }

    int contentEvents() {
        return contentEvents;
    }

    int sharedReadEvents() {
        return sharedReadEvents;
    }

    /** A copy of the content times kept, see {@link RequestRecord#contentDeltasUs}. */
    int[] deltasUs() {
        return kept == 0 ? RequestRecord.NO_CONTENT_TIMES : Arrays.copyOf(deltasUs, kept);
    }

    /** Content times not kept. */
    int beyond() {
        return beyond;
    }
}
