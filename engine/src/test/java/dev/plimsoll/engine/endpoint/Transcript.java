package dev.plimsoll.engine.endpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a real server sent, and when each socket read came: {@code NAME.response} and {@code NAME.reads.tsv}, and, where somebody kept
 * it, what was asked: {@code NAME.request}. From the folder named by {@code -Dplimsoll.transcripts}, else the project's own.
 *
 * @param shape the protocol that was asked for, by the request's path, or by the name where the request was not kept
 */
record Transcript(String name, AnswerShape shape, byte[] response, List<long[]> reads) {
    private static final Path OWN = Path.of("src/test/resources/transcripts");
    private static final Path FOLDER = folder();

    /** Paths of requests by their ends, the first that fits; whatever else a server answers is no answer with choices. */
    private static final Map<String, AnswerShape> PATHS = paths();

    private static Path folder() {
        String given = System.getProperty("plimsoll.transcripts", "");
        return given.isBlank() ? OWN : Path.of(given);
    }

    private static Map<String, AnswerShape> paths() {
        Map<String, AnswerShape> paths = new LinkedHashMap<>();
        paths.put("/completions", AnswerShape.CHOICES);
        paths.put("/embeddings", AnswerShape.EMBEDDINGS);
        paths.put("/messages", AnswerShape.MESSAGES);
        paths.put("/responses", AnswerShape.RESPONSES);
        paths.put("/rerank", AnswerShape.RERANK);
        paths.put("/completion", AnswerShape.DETECTED);
        return paths;
    }

    /** Whether these are the project's own, of which every result is known. */
    static boolean areOwn() {
        return FOLDER.equals(OWN);
    }

    /** The table of results beside the transcripts; there may be none. */
    static Path table() {
        return FOLDER.resolve("outcomes.tsv");
    }

    static List<Transcript> all() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            List<Transcript> all = files.filter(f -> f.toString().endsWith(".response"))
                    .filter(f -> Files.exists(beside(f, ".reads.tsv")))
                    .sorted()
                    .map(Transcript::load)
                    .toList();
            if (all.isEmpty()) {
                throw new AssertionError("no transcripts in " + FOLDER);
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Transcript load(Path response) {
        try {
            String name = FOLDER.relativize(response).toString().replace(".response", "");
            List<long[]> reads = new ArrayList<>();
            for (String line : Files.readAllLines(beside(response, ".reads.tsv"))) {
                String[] columns = line.split("\t");
                if (columns.length == 2 && Character.isDigit(columns[0].charAt(0))) {
                    reads.add(new long[] {Long.parseLong(columns[0]), Long.parseLong(columns[1])});
                }
            }
            return new Transcript(name, shape(response), Files.readAllBytes(response), reads);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path beside(Path response, String ending) {
        return response.resolveSibling(response.getFileName().toString().replace(".response", ending));
    }

    private static AnswerShape shape(Path response) throws IOException {
        Path request = beside(response, ".request");
        if (Files.exists(request)) {
            String line = Files.readString(request, StandardCharsets.ISO_8859_1)
                    .lines()
                    .findFirst()
                    .orElse("");
            String path = line.split("[ ?]", 3)[line.isEmpty() ? 0 : 1];
            return PATHS.entrySet().stream()
                    .filter(e -> path.endsWith(e.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(AnswerShape.CHOICES);
        }
        String name = response.getFileName().toString();
        return PATHS.entrySet().stream()
                .filter(e -> name.startsWith(e.getKey().substring(1)))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(AnswerShape.CHOICES);
    }

    /** Replayed as it was read. */
    CallResult asRecorded() {
        AnswerReplay replay = new AnswerReplay(shape, null, 0);
        int at = 0;
        long ns = 0;
        for (long[] read : reads) {
            ns = read[0] * 1000;
            replay.read(response, at, at + (int) read[1], ns);
            at += (int) read[1];
        }
        if (at != response.length) {
            throw new AssertionError(name + ": reads cover " + at + " of " + response.length + " bytes");
        }
        return replay.end(ns);
    }

    /** Read the plain way, as it was read. */
    PlainReading plainly() {
        PlainReading reading = new PlainReading();
        int at = 0;
        for (long[] read : reads) {
            reading.read(response, at, at + (int) read[1], read[0] * 1000);
            at += (int) read[1];
        }
        return reading;
    }

    /** Replayed in pieces of this many bytes, each at the time of the recorded read that brought its last byte. */
    CallResult inPiecesAtTheirTimes(int bytes) {
        AnswerReplay replay = new AnswerReplay(shape, null, 0);
        int at = 0;
        long ns = 0;
        for (long[] read : reads) {
            ns = read[0] * 1000;
            int end = at + (int) read[1];
            for (; at < end; at = Math.min(end, at + bytes)) {
                replay.read(response, at, Math.min(end, at + bytes), ns);
            }
        }
        return replay.end(ns);
    }

    /** Replayed in pieces of this many bytes. */
    CallResult inPieces(int bytes) {
        AnswerReplay replay = new AnswerReplay(shape, null, 0);
        long ns = 0;
        for (int at = 0; at < response.length; at += bytes) {
            ns += 1000;
            // A copy of just these bytes: reading beyond them must fail.
            byte[] piece = Arrays.copyOfRange(response, at, Math.min(response.length, at + bytes));
            replay.read(piece, 0, piece.length, ns);
        }
        return replay.end(ns);
    }

    @Override
    public String toString() {
        return name;
    }
}
