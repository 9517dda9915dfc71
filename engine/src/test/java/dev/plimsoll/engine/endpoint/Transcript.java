package dev.plimsoll.engine.endpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a real server sent, and when each socket read came. */
record Transcript(String name, byte[] response, List<long[]> reads) {
    private static final Path FOLDER = Path.of("src/test/resources/transcripts");

    static List<Transcript> all() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(f -> f.toString().endsWith(".response"))
                    .sorted()
                    .map(Transcript::load)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Transcript load(Path response) {
        try {
            String name = FOLDER.relativize(response).toString().replace(".response", "");
            List<long[]> reads = new ArrayList<>();
            for (String line : Files.readAllLines(FOLDER.resolve(name + ".reads.tsv"))) {
                String[] columns = line.split("\t");
                if (columns.length == 2 && Character.isDigit(columns[0].charAt(0))) {
                    reads.add(new long[] {Long.parseLong(columns[0]), Long.parseLong(columns[1])});
                }
            }
            return new Transcript(name, Files.readAllBytes(response), reads);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replayed as it was read. */
    CallResult asRecorded() {
        AnswerReplay replay = new AnswerReplay(0);
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

    /** Replayed in pieces of this many bytes. */
    CallResult inPieces(int bytes) {
        AnswerReplay replay = new AnswerReplay(0);
        long ns = 0;
        for (int at = 0; at < response.length; at += bytes) {
            ns += 1000;
            // A copy of just these bytes: reading beyond them must fail.
            byte[] piece = java.util.Arrays.copyOfRange(response, at, Math.min(response.length, at + bytes));
            replay.read(piece, 0, piece.length, ns);
        }
        return replay.end(ns);
    }

    @Override
    public String toString() {
        return name;
    }
}
