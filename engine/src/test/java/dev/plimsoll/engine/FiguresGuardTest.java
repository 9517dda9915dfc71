package dev.plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What keeps NaN out of figures, held over the sources. Each list of exceptions is exact: one that is no longer needed must go, so the
 * lists may only shrink.
 */
class FiguresGuardTest {
    private static final Path ENGINE = Path.of("src/main/java/dev/plimsoll/engine");
    private static final Pattern RECORD = Pattern.compile("\\brecord (\\w+)\\s*(?:<\\w+>)?\\(");
    private static final Pattern NUMBER = Pattern.compile("\\b[dD]ouble\\b(?!>)");

    /** Records of figures with numbers that they do not check. */
    private static final Set<String> UNCHECKED_RECORDS = Set.of(
            "metrics/GuideLlmRequestStats GuideLlmRequestStats",
            "metrics/GuideLlmRequestStats Times",
            "metrics/GuideLlmRequestStats TokenEvent",
            "metrics/LiveCounts LiveCounts",
            "metrics/LiveSelf Incidents",
            "metrics/LiveSelf LiveSelf",
            "metrics/LiveSlo LiveSlo",
            "metrics/LiveSnapshot Point",
            "metrics/LiveSnapshot Stage",
            "metrics/LiveStage Percentiles",
            "metrics/MeasurementWindow Limits",
            "metrics/MetricDefinition MetricDefinition",
            "metrics/QuantileCurve QuantileCurve",
            "metrics/StageDetail Band",
            "metrics/StageDetail Block",
            "metrics/StageDetail ErrorRate",
            "metrics/StageFacts StageFacts",
            "metrics/StageSeries StageSeries",
            "metrics/SteadyCut SteadyCut",
            "metrics/WindowChoice WindowChoice",
            "metrics/WindowSummary Steady");

    /** Writers of JSON that holds no figure: whole numbers and texts only. */
    private static final Set<String> WITHOUT_FIGURES =
            Set.of("archive/RecordCopies", "archive/RecordJournal", "archive/RunNotes", "run/RouterControl");

    /** Means that are computed where they are used. */
    private static final Set<String> OWN_MEANS = Set.of(
            "dataset/TokenLengths",
            "dataset/TracePrefixes",
            "metrics/DetailMaker",
            "metrics/LiveSnapshot",
            "trust/Backlog",
            "trust/CpuChecks");

    private record Source(String name, String text) {}

    @Test
    void aRecordOfFiguresChecksItsNumbers() {
        Set<String> unchecked = new TreeSet<>();
        for (Source source : sources("metrics")) {
            Matcher record = RECORD.matcher(source.text());
            while (record.find()) {
                int close = closing(source.text(), record.end() - 1);
                String components = source.text().substring(record.end(), close);
                if (NUMBER.matcher(components).find() && !checks(source.text(), record.group(1), close)) {
                    unchecked.add(source.name() + " " + record.group(1));
                }
            }
        }
        assertEquals(new TreeSet<>(UNCHECKED_RECORDS), unchecked);
    }

    /** Whether the record's own constructor asks {@code Finite}. */
    private static boolean checks(String text, String name, int from) {
        int constructor = text.indexOf(name + " {\n", from);
        return constructor >= 0
                && text.substring(constructor, Math.min(text.length(), constructor + 600))
                        .split("\n\\s*}\n", 2)[0]
                        .contains("Finite.");
    }

    @Test
    void whateverWritesJsonWithFiguresGoesThroughTheGate() {
        Pattern writes = Pattern.compile("writeValueAs|\\.writeValue\\(|createGenerator|valueToTree");
        Set<String> around = new TreeSet<>();
        for (Source source : sources("metrics", "archive", "report", "interop", "run", "trust")) {
            if (writes.matcher(source.text()).find() && !source.text().contains("FiniteJson")) {
                around.add(source.name());
            }
        }
        assertEquals(new TreeSet<>(WITHOUT_FIGURES), around);
    }

    @Test
    void everyCellOfACsvFileIsWrittenByTheOneWriter() {
        for (Source source : sources("report", "archive", "interop")) {
            boolean makesCsv = source.name().endsWith("Csv");
            assertTrue(!makesCsv || source.text().contains("CsvText"), source.name());
        }
    }

    @Test
    void aMeanIsTakenOfADistribution() {
        Pattern mean = Pattern.compile("\\.average\\(\\)|averagingDouble|averagingLong|averagingInt"
                + "|\\b(?:\\w*[sS]ums?|total)(?:\\[\\w+])? / (?:[\\w.]+\\.)?(?:n|count|counts|size|sizes|length)\\b");
        Set<String> own = new TreeSet<>();
        for (Source source : all()) {
            if (!source.name().startsWith("stats/")
                    && mean.matcher(source.text()).find()) {
                own.add(source.name());
            }
        }
        assertEquals(new TreeSet<>(OWN_MEANS), own);
    }

    private static int closing(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("an open parenthesis");
    }

    private static List<Source> sources(String... rooms) {
        return all().stream()
                .filter(s -> Arrays.stream(rooms).anyMatch(room -> s.name().startsWith(room + "/")))
                .toList();
    }

    private static List<Source> all() {
        try (Stream<Path> files = Files.walk(ENGINE)) {
            return files.filter(f -> f.toString().endsWith(".java"))
                    .sorted()
                    .map(FiguresGuardTest::source)
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Source source(Path file) {
        try {
            String name = ENGINE.relativize(file).toString().replace('\\', '/').replace(".java", "");
            return new Source(name, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
