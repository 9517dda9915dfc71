package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.file.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** The records of a run as files of their own, of a sealed run or an interrupted one. Any thread. */
public final class RecordCopies {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build();

    private RecordCopies() {}

    /**
     * One JSON object a line, in order of stage and request.
     *
     * @throws dev.plimsoll.engine.problem.PlimsollException where the file cannot be written
     */
    public static void jsonl(ArchivedRun run, Path file) {
        AtomicFile.write(file, out -> lines(run, out));
    }

    private static void lines(ArchivedRun run, OutputStream out) throws IOException {
        try {
            run.forEachRecord(record -> {
                try (JsonGenerator json = JSON.createGenerator(out)) {
                    RecordJson.write(json, record);
                }
                try {
                    out.write('\n');
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * The columns of the run folder's own file.
     *
     * @throws dev.plimsoll.engine.problem.PlimsollException where the file cannot be written
     */
    public static void parquet(ArchivedRun run, Path file) {
        if (RecordFiles.isSealed(run.folder())) {
            AtomicFile.write(file, out -> Files.copy(run.folder().resolve(RunFolder.RECORDS_SEALED), out));
        } else {
            try (Duck duck = Duck.open(file.resolveSibling(".spill"))) {
                Path journal = run.folder().resolve(RunFolder.RECORDS);
                Sealer.toParquet(duck, journal, Sealer.records(journal), file, "id");
            }
        }
    }
}
