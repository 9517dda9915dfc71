package dev.plimsoll.engine.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScratchFileTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            ints = {0, 1, 16, LongColumn.BLOCK - 1, LongColumn.BLOCK, LongColumn.BLOCK + 1, 5 * LongColumn.BLOCK + 7})
    void columnsGiveBackEveryValueWhereverTheyAreKept(int size) {
        try (ScratchFile scratch = ScratchFile.in(folder)) {
            for (ScratchFile where : new ScratchFile[] {scratch, null}) {
                LongColumn longs = new LongColumn(where);
                IntColumn ints = new IntColumn(where);
                Random written = new Random(size);
                for (int i = 0; i < size; i++) {
                    longs.add(written.nextLong());
                    ints.add(written.nextInt());
                    if (i % 5000 == 0) {
                        assertEquals(new Random(size).nextLong(), longs.get(0), "may be read while it grows");
                    }
                }
                assertEquals(size, longs.size());
                assertEquals(size, ints.size());
                Random expected = new Random(size);
                for (int i = 0; i < size; i++) {
                    assertEquals(expected.nextLong(), longs.get(i));
                    assertEquals(expected.nextInt(), ints.get(i));
                }
                assertThrows(IndexOutOfBoundsException.class, () -> longs.get(size));
                assertThrows(IndexOutOfBoundsException.class, () -> ints.get(-1));
            }
        }
    }

    @Test
    void aScratchFileThatCannotBeWrittenLeavesTheValuesInMemory() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "a device that is always full");
        try (ScratchFile none = ScratchFile.in(folder.resolve("missing"));
                ScratchFile onFullDisk = ScratchFile.of(FileChannel.open(full, StandardOpenOption.WRITE))) {
            for (ScratchFile scratch : List.of(none, onFullDisk)) {
                LongColumn column = new LongColumn(scratch);
                for (int i = 0; i < 3 * LongColumn.BLOCK; i++) {
                    column.add(i);
                }
                for (int i = 0; i < 3 * LongColumn.BLOCK; i++) {
                    assertEquals(i, column.get(i));
                }
            }
        }
    }

    @Test
    void nothingIsLeftOfItNorSeenByOthers() throws IOException {
        try (ScratchFile scratch = ScratchFile.in(folder)) {
            LongColumn column = new LongColumn(scratch);
            for (int i = 0; i <= LongColumn.BLOCK; i++) {
                column.add(i);
            }
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                assertEquals(List.of(), names(), "a crash would leave nothing behind");
            }
        }
        assertEquals(List.of(), names());
    }

    private List<Path> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
