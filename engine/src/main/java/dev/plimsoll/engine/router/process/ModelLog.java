package dev.plimsoll.engine.router.process;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a model's server wrote lately, by lines: the last {@value #CAPACITY_BYTES} bytes of it. Output is what it is: bytes that are no UTF-8
 * become replacement characters, and a line without an end is cut into pieces of {@value #LINE_BYTES} bytes.
 *
 * <p>Whoever follows the log is told that there is news and then takes it at his own pace; one who is too slow misses lines, and is told
 * how many. So nobody who reads can hold up the process that writes, and nobody is kept in memory.
 *
 * <p>Threading: any thread.
 */
public final class ModelLog {
    static final int CAPACITY_BYTES = 100 * 1024;
    static final int LINE_BYTES = 8 * 1024;
    static final int MOST_LINES = 8 * 1024; // or empty lines would take some MB

    private final Deque<Line> lines = new ArrayDeque<>(); // guarded by this
    private final List<Follower> followers = new CopyOnWriteArrayList<>();
    private long nextNumber; // guarded by this
    private int bytes; // guarded by this

    /** Where a line comes from. */
    public enum Source {
        /** The process's standard output. */
        STDOUT,
        /** Its standard error. */
        STDERR,
        /** The router itself, about the process. */
        ROUTER
    }

    /**
     * A line.
     *
     * @param number counts the lines of this log from 0
     * @param source who wrote it
     * @param text without its end
     * @param bytes how much it counts
     */
    public record Line(long number, Source source, String text, int bytes) {}

    /**
     * What is new to a follower.
     *
     * @param lines in order
     * @param missed how many lines before them were gone already
     */
    public record News(List<Line> lines, long missed) {}

    /** All lines that are kept. */
    public synchronized List<Line> lines() {
        return List.copyOf(lines);
    }

    /**
     * Follows the log.
     *
     * @param history whether it begins with the lines that are kept
     * @param news called when there is something to {@link Follower#take}, by whichever thread wrote it; must not block
     */
    public Follower follow(boolean history, Runnable news) {
        Follower follower;
        synchronized (this) {
            follower = new Follower(history ? nextNumber - lines.size() : nextNumber, news);
            followers.add(follower);
        }
        if (history) {
            follower.tell();
        }
        return follower;
    }

    /** For whoever reads one stream of one process. */
    Writer writer(Source source) {
        return new Writer(source);
    }

    /** A line of the router's own. */
    public void note(String text) {
        add(Source.ROUTER, text, text.length());
        followers.forEach(Follower::tell);
    }

    private synchronized void add(Source source, String text, int length) {
        Line line = new Line(nextNumber++, source, text, length + 1);
        lines.addLast(line);
        bytes += line.bytes();
        while (bytes > CAPACITY_BYTES || lines.size() > MOST_LINES) {
            bytes -= lines.removeFirst().bytes();
        }
    }

    private synchronized News after(long number) {
        long first = nextNumber - lines.size();
        List<Line> found = new ArrayList<>();
        Iterator<Line> newest = lines.descendingIterator();
        for (long i = Math.max(first, number); i < nextNumber; i++) {
            found.add(newest.next());
        }
        Collections.reverse(found);
        return new News(List.copyOf(found), Math.max(0, first - number));
    }

    /** Somebody who follows the log. Threading: {@link #take} by one thread at a time. */
    public final class Follower implements AutoCloseable {
        private final Runnable news;
        private final AtomicBoolean told = new AtomicBoolean();
        private long next;

        private Follower(long next, Runnable news) {
            this.next = next;
            this.news = news;
        }

        /** What has come since the last time. */
        public News take() {
            told.set(false); // before it looks, so that what comes meanwhile is told again
            News found = after(next);
            next += found.missed() + found.lines().size();
            return found;
        }

        /** Is not told any more. */
        @Override
        public void close() {
            followers.remove(this);
        }

        private void tell() {
            if (told.compareAndSet(false, true)) {
                news.run();
            }
        }
    }

    /** Makes lines of one stream. Threading: confined to the thread that reads the stream. */
    final class Writer {
        private final Source source;
        private final byte[] line = new byte[LINE_BYTES];
        private int length;

        private Writer(Source source) {
            this.source = source;
        }

        /** What the stream brought. */
        void write(byte[] chunk, int count) {
            for (int i = 0; i < count; i++) {
                if (chunk[i] == '\n') {
                    cut(length > 0 && line[length - 1] == '\r' ? length - 1 : length);
                    length = 0;
                } else {
                    if (length == LINE_BYTES) {
                        full();
                    }
                    line[length++] = chunk[i];
                }
            }
            followers.forEach(Follower::tell);
        }

        /** The stream has ended; a last line without an end is a line too. */
        void end() {
            if (length > 0) {
                cut(length);
                length = 0;
            }
            followers.forEach(Follower::tell);
        }

        /** Cuts before a character that the end of the buffer would divide. */
        private void full() {
            int at = LINE_BYTES;
            for (int back = 1; back <= 3; back++) {
                int b = line[LINE_BYTES - back] & 0xFF;
                if (b >= 0xC0) {
                    int needed = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
                    at = needed > back ? LINE_BYTES - back : LINE_BYTES;
                    break;
                } else if (b < 0x80) {
                    break;
                }
            }
            cut(at);
            length = LINE_BYTES - at;
            System.arraycopy(line, at, line, 0, length);
        }

        private void cut(int end) {
            add(source, new String(line, 0, end, StandardCharsets.UTF_8), end);
        }
    }
}
