package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.record.RequestRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * {@code records.parquet} as it grows beside the journal, so that little is left to do when the run ends. It never harms a run: where it
 * cannot be written it is given up, and the run is sealed from its journal. One thread at a time.
 */
final class GrowingTable {
    private final Path sealed;
    private final Path growing;
    private @Nullable ParquetFile file;

    private GrowingTable(Path folder) {
        this.sealed = folder.resolve(RunFolder.RECORDS_SEALED);
        this.growing = folder.resolve("." + RunFolder.RECORDS_SEALED + ".writing");
    }

    /** Begins one in a run folder. */
    static GrowingTable in(Path folder) {
        GrowingTable table = new GrowingTable(folder);
        try {
            table.file = ParquetFile.open(table.growing, RecordField.ALL);
        } catch (IOException e) {
            table.giveUp();
        }
        return table;
    }

    /** Adds a record. */
    void add(RequestRecord record) {
        ParquetFile open = file;
        if (open == null) {
            return;
        }
        try {
            RecordJson.write(open, record);
            open.endRow();
        } catch (IOException | RuntimeException e) {
            giveUp(); // the journal has everything
        }
    }

    /** Ends it. Returns whether {@code records.parquet} is there now, forced to the disk, with every record added. */
    boolean finish() {
        ParquetFile open = file;
        if (open == null) {
            return false;
        }
        try {
            open.finish();
            open.close();
            Files.move(growing, sealed, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            file = null;
            return true;
        } catch (IOException e) {
            giveUp();
            return false;
        }
    }

    /** Leaves nothing of it; does nothing once it has ended. */
    void giveUp() {
        ParquetFile open = file;
        file = null;
        try {
            if (open != null) {
                open.close();
                Files.deleteIfExists(growing);
            }
        } catch (IOException e) {
            return; // sealing writes over it
        }
    }
}
