package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.file.Columns;
import dev.plimsoll.engine.file.IntColumn;
import dev.plimsoll.engine.file.LongColumn;
import dev.plimsoll.engine.file.ScratchFile;
import dev.plimsoll.engine.record.Modalities;
import org.jspecify.annotations.Nullable;

/** What requests held beside text, as columns: empty up to the first request that held any. One thread. */
final class ModalityColumns extends Columns {
    private final IntColumn images = ints();
    private final LongColumn imagePixels = longs();
    private final LongColumn imageBytes = longs();
    private final IntColumn audios = ints();
    private final LongColumn audioNs = longs();
    private final LongColumn audioBytes = longs();
    private final IntColumn toolCalls = ints();

    ModalityColumns(@Nullable ScratchFile scratch) {
        super(scratch);
    }

    /** Those of request {@code row}, which is later than any before. */
    void put(int row, Modalities modalities) {
        if (images.size() == 0 && modalities.equals(Modalities.NONE)) {
            return;
        }
        while (images.size() < row) {
            add(Modalities.NONE);
        }
        add(modalities);
    }

    private void add(Modalities of) {
        images.add(of.images());
        imagePixels.add(of.imagePixels());
        imageBytes.add(of.imageBytes());
        audios.add(of.audios());
        audioNs.add(of.audioNs());
        audioBytes.add(of.audioBytes());
        toolCalls.add(of.toolCalls());
    }

    Modalities get(int row) {
        return row >= images.size()
                ? Modalities.NONE
                : new Modalities(
                        images.get(row),
                        imagePixels.get(row),
                        imageBytes.get(row),
                        audios.get(row),
                        audioNs.get(row),
                        audioBytes.get(row),
                        toolCalls.get(row));
    }
}
