package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.record.RequestRecord;
import java.util.Arrays;

/** The content times of one answer, as the record keeps them; reused. */
final class ContentTimes {
    private final int most;
    private int[] deltasUs = {};
    private int count;
    private int beyond;
    private long lastUs;

    /** Keeps at most {@code most} times an answer. */
    ContentTimes(int most) {
        this.most = most;
    }

    void clear() {
        count = 0;
        beyond = 0;
        lastUs = 0;
    }

    /** Notes a content event, {@code sinceSendNs} after the start of sending. Differences of whole us: rounding never adds up. */
    void add(long sinceSendNs) {
        if (count == most) {
            beyond++;
            return;
        }
        if (count == deltasUs.length) {
            deltasUs = Arrays.copyOf(deltasUs, Math.clamp(count * 2L, Math.min(64, most), most));
        }
        long us = sinceSendNs / 1000;
        deltasUs[count++] = (int) Math.min(Integer.MAX_VALUE, us - lastUs);
        lastUs = us;
    }

    int[] deltasUs() {
        return count == 0 ? RequestRecord.NO_CONTENT_TIMES : Arrays.copyOf(deltasUs, count);
    }

    int beyond() {
        return beyond;
    }
}
