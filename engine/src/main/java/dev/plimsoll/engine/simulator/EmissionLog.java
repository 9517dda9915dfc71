package dev.plimsoll.engine.simulator;

import dev.plimsoll.engine.file.FileTrouble;
import dev.plimsoll.engine.problem.PlimsollException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The true time of every token: one JSON line per request, written when it has ended.
 *
 * <p>{@link #add} may be called from one thread and never blocks; a thread of its own formats and writes.
 */
final class EmissionLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmissionLog.class);

    /**
     * One request. All times in ns of {@link System#nanoTime}.
     *
     * @param id the id in the answer
     * @param clientId the client's {@code x-request-id}, or null
     * @param status {@code completed}, {@code cancelled} (the client went), {@code cut} (a fault), {@code rejected} or {@code error}
     * @param arrivalNs when it was read from the socket
     * @param startedNs when its prefill began, or 0 where it never did
     * @param tokens how many elements of the arrays count
     * @param scheduledNs when each token was to be out
     * @param writtenNs when each token was handed to the socket
     */
    record Entry(
            String id,
            @Nullable String clientId,
            String status,
            long arrivalNs,
            long startedNs,
            int promptTokens,
            int outputTokens,
            int tokens,
            long[] scheduledNs,
            long[] writtenNs) {
        String json() {
            StringBuilder line = new StringBuilder(128 + tokens * 34);
            line.append("{\"id\":\"")
                    .append(id)
                    .append("\",\"clientId\":")
                    .append(clientId == null ? "null" : Json.quote(clientId));
            line.append(",\"status\":\"")
                    .append(status)
                    .append("\",\"arrivalNs\":")
                    .append(arrivalNs);
            line.append(",\"startedNs\":").append(startedNs == 0 ? "null" : Long.toString(startedNs));
            line.append(",\"promptTokens\":")
                    .append(promptTokens)
                    .append(",\"outputTokens\":")
                    .append(outputTokens);
            array(line.append(",\"scheduledNs\":"), scheduledNs);
            array(line.append(",\"writtenNs\":"), writtenNs);
            return line.append("}\n").toString();
        }

        private void array(StringBuilder line, long[] values) {
            line.append('[');
            for (int i = 0; i < tokens; i++) {
                line.append(i == 0 ? "" : ",").append(values[i]);
            }
            line.append(']');
        }
    }

    private static final Entry END = new Entry("", null, "", 0, 0, 0, 0, 0, new long[0], new long[0]);

    private final Path file;
    private final BufferedWriter out;
    private final BlockingQueue<Entry> entries = new LinkedBlockingQueue<>();
    private final Thread writer;
    private volatile boolean broken;

    /** Opens (and empties) the file. */
    EmissionLog(Path file) {
        this.file = file;
        try {
            this.out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw PlimsollException.usage(
                    "Could not write the simulator's log " + file + ": " + FileTrouble.reason(e), e);
        }
        this.writer =
                Thread.ofPlatform().daemon().name("plimsoll-simulator-log").start(this::writeAll);
    }

    void add(Entry entry) {
        if (!broken) {
            entries.add(entry);
        }
    }

    private void writeAll() {
        try (out) {
            for (Entry entry = entries.take(); entry != END; entry = entries.take()) {
                out.write(entry.json());
                if (entries.isEmpty()) {
                    out.flush();
                }
            }
        } catch (IOException e) {
            broken = true;
            LOG.error("The simulator's log {} ends here: {}", file, FileTrouble.reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes what is left and closes the file. */
    @Override
    public void close() {
        entries.add(END);
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
