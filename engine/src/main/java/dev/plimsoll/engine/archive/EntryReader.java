package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.file.FileTrouble;
import dev.plimsoll.engine.problem.PlimsollException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads the head of one run for {@link RunCatalog}; whatever is wrong ends up in the entry. */
final class EntryReader {
    private static final JsonMapper JSON = JsonMapper.shared();
    /** A journal larger than this is not read through just to count its lines. */
    private static final long COUNTED_BYTES = 64L << 20;

    private EntryReader() {}

    /** Changes whenever a file of the run does. */
    record Stamp(int files, long bytes, long lastModifiedMs) {}

    /** Size and age of everything in a folder. */
    static Stamp stamp(Path folder) {
        int files = 0;
        long bytes = 0;
        long last = 0;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                if (attributes.isRegularFile()) {
                    files++;
                    bytes += attributes.size();
                    last = Math.max(last, attributes.lastModifiedTime().toMillis());
                }
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            return new Stamp(files, bytes, last); // a file went away meanwhile, or may not be looked at: as far as seen
        }
        return new Stamp(files, bytes, last);
    }

    static RunEntry read(Path folder, Stamp stamp) {
        Trouble trouble = new Trouble();
        RunNotes notes = RunNotes.NONE;
        try {
            notes = RunNotes.read(folder);
        } catch (PlimsollException e) {
            trouble.add(String.valueOf(e.getMessage()));
        }
        boolean hasHead = Files.isRegularFile(folder.resolve(RunFolder.RUN));
        JsonNode head = hasHead ? head(folder, trouble) : JsonNodeFactory.instance.objectNode();
        RunSummary summary = summary(folder, trouble);
        RunEntry.State state = RunEntry.State.INTERRUPTED;
        if (!hasHead) {
            state = RunEntry.State.BROKEN;
            trouble.add(folder.getFileName() + " is not a run folder: it has no " + RunFolder.RUN + ".");
        } else if (summary != null) {
            state = summary.run().state().equals("aborted") ? RunEntry.State.ABORTED : RunEntry.State.SEALED;
        } else if (Files.exists(folder.resolve(RunFolder.SUMMARY))) {
            state = RunEntry.State.BROKEN;
        } else if (RunMarker.writer(folder).isPresent()) {
            state = RunEntry.State.RUNNING;
        }
        Instant start = instant(summary != null ? summary.run().startedAt() : text(head, "startedAt"));
        String own = summary != null ? summary.run().name() : text(head, "name");
        String notesName = notes.name();
        return new RunEntry(
                folder,
                state,
                notesName != null ? notesName : own == null ? String.valueOf(folder.getFileName()) : own,
                orEmpty(text(head, "benchmark")),
                start,
                duration(folder, summary, start),
                summary != null ? requests(summary) : lines(folder.resolve(RunFolder.RECORDS)),
                summary != null ? summary.run().target() : orEmpty(text(head, "target")),
                summary != null ? summary.run().model() : text(head, "model"),
                summary,
                stamp.bytes(),
                notes,
                trouble.told);
    }

    private static JsonNode head(Path folder, Trouble trouble) {
        try {
            return JSON.readTree(Files.readString(folder.resolve(RunFolder.RUN)));
        } catch (IOException e) {
            trouble.add(RunFolder.RUN + " cannot be read: " + FileTrouble.reason(e) + ".");
        } catch (JacksonException e) {
            trouble.add(RunFolder.RUN + " is not JSON; the run opens without its settings.");
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private static @Nullable RunSummary summary(Path folder, Trouble trouble) {
        Path file = folder.resolve(RunFolder.SUMMARY);
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try {
            return SummaryJson.read(Files.readString(file));
        } catch (IOException e) {
            trouble.add(RunFolder.SUMMARY + " cannot be read: " + FileTrouble.reason(e) + ".");
        } catch (JacksonException e) {
            trouble.add(RunFolder.SUMMARY + " is not a summary of this program. Move it away to open the run from its"
                    + " records.");
        }
        return null;
    }

    private static long requests(RunSummary summary) {
        return summary.stages().stream()
                .mapToLong(s -> s.figures().requests().created())
                .sum();
    }

    private static double duration(Path folder, @Nullable RunSummary summary, @Nullable Instant start) {
        if (start == null) {
            return -1;
        }
        String endedAt = summary == null ? null : summary.run().endedAt();
        Instant end = instant(endedAt);
        if (end == null) {
            end = lastLine(folder);
        }
        return end == null || end.isBefore(start)
                ? -1
                : Duration.between(start, end).toMillis() / 1e3;
    }

    private static @Nullable Instant lastLine(Path folder) {
        Instant last = null;
        for (String name : List.of(RunFolder.RECORDS, RunFolder.EVENTS, RunFolder.SERIES)) {
            try {
                Path file = folder.resolve(name);
                if (Files.isRegularFile(file)) {
                    Instant at = Files.getLastModifiedTime(file).toInstant();
                    last = last == null || at.isAfter(last) ? at : last;
                }
            } catch (IOException e) {
                return last;
            }
        }
        return last;
    }

    /** Lines of the journal, which are requests; -1 where there is none or it is too large to count in passing. */
    private static long lines(Path journal) {
        try {
            if (!Files.isRegularFile(journal) || Files.size(journal) > COUNTED_BYTES) {
                return -1;
            }
            long lines = 0;
            try (InputStream in = Files.newInputStream(journal)) {
                byte[] chunk = new byte[1 << 16];
                for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                    for (int i = 0; i < n; i++) {
                        lines += chunk[i] == '\n' ? 1 : 0;
                    }
                }
            }
            return lines;
        } catch (IOException e) {
            return -1;
        }
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable String text(JsonNode head, String name) {
        JsonNode value = head.path(name);
        return value.isString() ? value.stringValue() : null;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** What is wrong, as one text. */
    private static final class Trouble {
        private @Nullable String told;

        void add(String sentence) {
            told = told == null ? sentence : told + " " + sentence;
        }
    }
}
