package dev.plimsoll.engine.run;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a child process says, kept in a file up to a limit, with secrets taken out. Its streams are read to their end whatever becomes of
 * the file, or the child would wait for us. Any thread.
 */
final class ChildLog implements AutoCloseable {
    /** Most that is kept, characters. */
    private static final long MOST_CHARACTERS = 16 << 20;

    private static final int LAST_LINES = 5;
    private static final int LONGEST_LINE = 8192;

    private final long most;
    private final UnaryOperator<String> redact;
    private final ArrayDeque<String> last = new ArrayDeque<>();
    private @Nullable BufferedWriter out;
    private long kept;

    private ChildLog(@Nullable BufferedWriter out, long most, UnaryOperator<String> redact) {
        this.out = out;
        this.most = most;
        this.redact = redact;
    }

    /** A log in a new file. */
    static ChildLog in(Path file, UnaryOperator<String> redact) throws IOException {
        return in(file, MOST_CHARACTERS, redact);
    }

    /** One of at most so many characters. */
    static ChildLog in(Path file, long most, UnaryOperator<String> redact) throws IOException {
        return new ChildLog(Files.newBufferedWriter(file), most, redact);
    }

    /** One that keeps nothing but the last words. */
    static ChildLog ofLastWords(UnaryOperator<String> redact) {
        return new ChildLog(null, 0, redact);
    }

    /** Reads a stream to its end, on a thread of its own. */
    void follow(InputStream stream) {
        follow(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    /** Reads on where another began. */
    void follow(Reader reader) {
        Thread.ofPlatform().daemon().name("child-log").start(() -> read(reader));
    }

    /** The last few lines, with line ends between them; empty where nothing was said. */
    synchronized String lastWords() {
        return String.join("\n", last);
    }

    private void read(Reader reader) {
        StringBuilder line = new StringBuilder();
        try (reader) {
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                if (c != '\n' && c != '\r') {
                    line.append((char) c);
                }
                if (c == '\n' || line.length() == LONGEST_LINE) {
                    add(line.toString());
                    line.setLength(0);
                }
            }
            if (!line.isEmpty()) {
                add(line.toString());
            }
        } catch (IOException e) {
            add("(what follows could not be read: " + e.getMessage() + ")");
        }
    }

    private synchronized void add(String said) {
        String line = redact.apply(said);
        last.addLast(line);
        if (last.size() > LAST_LINES) {
            last.removeFirst();
        }
        BufferedWriter file = out;
        if (file == null) {
            return;
        }
        try {
            kept += line.length() + 1;
            boolean full = kept > most;
            file.write(full ? "(the rest is not kept)" : line);
            file.newLine();
            file.flush();
            if (full) {
                close();
            }
        } catch (IOException e) {
            close(); // the disk failed, which the run's journal tells
        }
    }

    @Override
    public synchronized void close() {
        BufferedWriter file = out;
        out = null;
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                last.addLast("(the log could not be written: " + e.getMessage() + ")");
            }
        }
    }
}
