package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.TokenSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a reader of a stage's figures must know to read them right. */
final class Honesty {
    private long byEvents;
    private long byTokenizer;
    private long contentEvents;
    private long sharedReadEvents;
    private long reads;
    private long cutTimes;
    private long injected;
    private long brokenOff;

    void add(RequestRecord record) {
        if (record.status() == RequestStatus.COMPLETED) {
            byEvents += record.tokens().outputSource() == TokenSource.EVENTS ? 1 : 0;
            byTokenizer += record.tokens().outputSource() == TokenSource.TOKENIZER ? 1 : 0;
        }
        injected += RequestRecord.INJECTED.equals(record.cancelReason()) ? 1 : 0;
        brokenOff += RequestRecord.PARENT_FAILED.equals(record.cancelReason()) ? 1 : 0;
        contentEvents += record.wire().contentEvents();
        reads += record.wire().contentEvents() > 0 ? record.wire().reads() : 0;
        sharedReadEvents += record.wire().sharedReadEvents();
        cutTimes += record.contentTimesBeyond() > 0 ? 1 : 0;
    }

    /** Content events of all answers. */
    long contentEvents() {
        return contentEvents;
    }

    /** Those of them that shared a read with an earlier one. */
    long sharedReadEvents() {
        return sharedReadEvents;
    }

    /** Socket reads of the answers that had content events. */
    long reads() {
        return reads;
    }

    /** The notes of the run, then ours. */
    List<String> notes(StageFacts facts, StageHonesty honesty) {
        List<String> notes = new ArrayList<>(facts.notes());
        if (injected > 0) {
            notes.add(text("%,d of the cancelled requests were cancelled on purpose (cancelRate).", injected));
        }
        if (brokenOff > 0) {
            notes.add(text(
                    "%,d of the cancelled requests were later turns of conversations of which a turn did not complete.",
                    brokenOff));
        }
        if (byEvents > 0) {
            notes.add(text(
                    "The server did not report the output tokens of %,d requests: a content event counts as one.",
                    byEvents));
        }
        if (byTokenizer > 0) {
            notes.add(text(
                    "The server did not report the output tokens of %,d requests: our tokenizer counted them.",
                    byTokenizer));
        }
        if (sharedReadEvents > 0) {
            notes.add(text(
                    "%.2g %% of the content events shared a read with another; the gap between them reads 0.",
                    100.0 * sharedReadEvents / Math.max(1, contentEvents)));
        }
        mismatch(notes, "output", honesty.outputCount());
        mismatch(notes, "prompt", honesty.promptCount());
        if (cutTimes > 0) {
            notes.add(text(
                    "%,d answers had more content events than times are kept for; their later gaps are not in ICL.",
                    cutTimes));
        }
        return notes;
    }

    /** Events are no tokens to many a server: what is held against them is no fault of a count. */
    private static void mismatch(List<String> notes, String what, StageHonesty.@Nullable Mismatch mismatch) {
        if (mismatch != null && mismatch.mismatched() > 0 && !mismatch.by().equals("events")) {
            notes.add(String.format(
                    Locale.ROOT,
                    "Of %,d requests with two counts of their %s tokens, the server's and ours, %,d differ by more"
                            + " than %.0f %%.",
                    mismatch.compared(),
                    what,
                    mismatch.mismatched(),
                    100 * StageHonesty.COUNT_TOLERANCE));
        }
    }

    private static String text(String format, Object value) {
        return String.format(Locale.ROOT, format, value);
    }
}
