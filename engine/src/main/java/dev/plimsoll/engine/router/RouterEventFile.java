package dev.plimsoll.engine.router;

import dev.plimsoll.engine.file.FileTrouble;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.router.observe.RouterEvent;
import dev.plimsoll.engine.router.observe.RouterEventJson;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A router's events in a file, a JSON object a line; each line goes to the system at once, so that a router that is killed loses at most the
 * last one. A disk that is full ends the file and nothing else.
 *
 * <p>Threading: one thread.
 */
public final class RouterEventFile implements Consumer<RouterEvent>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RouterEventFile.class);

    private final Path file;
    private final Writer out;
    private boolean broken;

    private RouterEventFile(Path file, Writer out) {
        this.file = file;
        this.out = out;
    }

    /**
     * Writes behind what is there.
     *
     * @throws PlimsollException (usage) if the file cannot be written
     */
    public static RouterEventFile append(Path file) {
        try {
            return new RouterEventFile(
                    file,
                    Files.newBufferedWriter(
                            file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw PlimsollException.usage("Cannot write " + file + ": " + FileTrouble.reason(e) + ".", e);
        }
    }

    @Override
    public void accept(RouterEvent event) {
        if (broken) {
            return;
        }
        try {
            out.write(RouterEventJson.write(event));
            out.write('\n');
            out.flush();
        } catch (IOException e) {
            broken = true;
            LOG.error("Events are written no longer: {}: {}", file, FileTrouble.reason(e));
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            LOG.error("{} was not written to its end: {}", file, FileTrouble.reason(e));
        }
    }
}
