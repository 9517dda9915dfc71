package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.file.FileTrouble;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Appends lines to the files of a running run, on its own thread.
 *
 * <p>Assumptions: one thread appends (the coordinator); the files are nobody else's while it runs. Guarantees: {@link #append} never
 * blocks; what was accepted is on disk within {@link #FORCE_NS} as long as the disk keeps up; lines are whole and in order; a line that
 * found the queue full is counted in {@link #overflows}; after a write error nothing more is written, what was written stays, and
 * {@link #failure} says why. Progress: {@link #close} returns when everything accepted is written and forced.
 */
final class RecordJournal implements AutoCloseable {
    /** Longest time between two forces while lines come; half of the second that a crash may cost. */
    static final long FORCE_NS = TimeUnit.MILLISECONDS.toNanos(500);

    /** Lines waiting at most: several seconds of the fastest run measured. */
    static final int QUEUE_LINES = 1 << 18;

    private static final int FLUSH_BYTES = 1 << 18;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<Track> tracks;
    private final BlockingQueue<Entry> queue;
    private final AtomicLong overflows = new AtomicLong();
    private final AtomicInteger deepest = new AtomicInteger();
    private final Thread thread;
    private volatile @Nullable String failure;
    private volatile boolean closing;

    /** Writes one JSON object. */
    @FunctionalInterface
    interface Line {
        void writeTo(JsonGenerator out);
    }

    private record Entry(int track, Line line) {}

    /** One file with the bytes not yet written to it. */
    private static final class Track {
        private final FileChannel channel;
        private final ByteArrayOutputStream pending = new ByteArrayOutputStream(FLUSH_BYTES * 2);
        private boolean dirty;

        Track(FileChannel channel) {
            this.channel = channel;
        }

        void flush() throws IOException {
            ByteBuffer bytes = ByteBuffer.wrap(pending.toByteArray());
            pending.reset();
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            dirty = true;
        }

        void force() throws IOException {
            if (dirty) {
                channel.force(false);
                dirty = false;
            }
        }
    }

    private RecordJournal(List<Track> tracks, int capacity) {
        this.tracks = tracks;
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.thread = new Thread(this::write, "journal");
        thread.setDaemon(true);
    }

    /** Opens new files; line {@code track} i goes to {@code files[i]}. Fails where one exists. */
    static RecordJournal open(int capacity, Path... files) throws IOException {
        return open(capacity, List.of(files), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Opens files in a given way. */
    static RecordJournal open(int capacity, List<Path> files, StandardOpenOption... how) throws IOException {
        List<Track> tracks = new ArrayList<>();
        for (Path file : files) {
            tracks.add(new Track(FileChannel.open(file, how)));
        }
        RecordJournal journal = new RecordJournal(List.copyOf(tracks), capacity);
        journal.thread.start();
        return journal;
    }

    /** Hands one line over; never blocks. */
    void append(int track, Line line) {
        if (failure != null || !queue.offer(new Entry(track, line))) {
            overflows.incrementAndGet();
        }
    }

    /** Lines that were lost because the queue was full or the disk had failed. */
    long overflows() {
        return overflows.get();
    }

    /** Lines waiting. */
    int queueDepth() {
        return queue.size();
    }

    /** How full the queue was at most since the last reading, [0,1]. Only the writer empties it, so it is fullest when the writer looks. */
    double readFullest() {
        int now = queue.size();
        double capacity = (double) now + queue.remainingCapacity();
        return Math.min(1, Math.max(deepest.getAndSet(0), now) / capacity);
    }

    /** Why nothing more can be written, or null. */
    @Nullable
    String failure() {
        return failure;
    }

    @Override
    public void close() {
        closing = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true; // what was accepted must reach the disk all the same
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        List<Entry> batch = new ArrayList<>();
        try {
            long forcedNs = System.nanoTime();
            while (true) {
                boolean last = closing;
                Entry first = queue.poll(last ? 0 : FORCE_NS / 4, TimeUnit.NANOSECONDS);
                if (first != null) {
                    deepest.accumulateAndGet(queue.size() + 1, Math::max);
                    batch.add(first);
                    queue.drainTo(batch, 4096);
                    for (Entry entry : batch) {
                        Track track = tracks.get(entry.track());
                        try (JsonGenerator out = JSON.createGenerator(track.pending)) {
                            entry.line().writeTo(out);
                        }
                        track.pending.write('\n');
                        if (track.pending.size() >= FLUSH_BYTES) {
                            track.flush();
                        }
                    }
                    batch.clear();
                }
                if (System.nanoTime() - forcedNs >= FORCE_NS || (last && first == null)) {
                    for (Track track : tracks) {
                        track.flush();
                        track.force();
                    }
                    forcedNs = System.nanoTime();
                }
                if (last && first == null) {
                    break;
                }
            }
        } catch (IOException e) {
            failure = FileTrouble.reason(e);
        } catch (InterruptedException e) {
            failure = "the journal's thread was interrupted";
        } catch (RuntimeException e) {
            failure = "a record could not be written: " + e.getMessage();
        } finally {
            closeFiles();
        }
    }

    private void closeFiles() {
        for (Track track : tracks) {
            try {
                track.channel.close();
            } catch (IOException e) {
                if (failure == null) {
                    failure = FileTrouble.reason(e);
                }
            }
        }
    }
}
