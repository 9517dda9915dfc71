package dev.plimsoll.engine.router.process;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a model's process group when the router dies without a chance to do so itself, as by {@code kill -9}: a shell that reads from a pipe
 * of ours, which the kernel closes whatever happens to us. It is told the group and, once that is gone, so; if the pipe ends before, it
 * ends the group, after some seconds by force. It is in a session of its own, so that a terminal's Ctrl-C does not reach it.
 *
 * <p>The death signal of Linux ({@code PR_SET_PDEATHSIG}) would need no process, but comes when the <em>thread</em> ends that started the
 * child, and threads of Java come and go.
 */
final class OrphanGuard {
    private static final Logger LOG = LoggerFactory.getLogger(OrphanGuard.class);

    /** The first line is the group; a second one, or the end of input without a first, ends the guard. */
    private static final String SCRIPT =
            "read -r group || exit 0; read -r gone && exit 0; kill -s TERM -- \"-$group\" || exit 0; for i in 1 2 3 4"
                    + " 5; do sleep 1; kill -s 0 -- \"-$group\" || exit 0; done; kill -s KILL -- \"-$group\"";

    private final @Nullable OutputStream pipe;
    private boolean guards;

    private OrphanGuard(@Nullable OutputStream pipe) {
        this.pipe = pipe;
    }

    /** A guard that knows of no group yet; where there is no shell, one that guards nothing. */
    static OrphanGuard start(String setsid) {
        try {
            Process shell = new ProcessBuilder(setsid, "sh", "-c", SCRIPT)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            return new OrphanGuard(shell.getOutputStream());
        } catch (IOException e) {
            LOG.debug("models will outlive this router if it is killed: {}", e.toString());
            return new OrphanGuard(null);
        }
    }

    /** Tells which group it guards. */
    void guard(long group) {
        guards = true;
        write(group + "\n");
    }

    /** The group is gone, or never was: the guard ends. */
    void release() {
        if (guards) {
            write("gone\n");
        }
        if (pipe != null) {
            try {
                pipe.close();
            } catch (IOException e) {
                LOG.debug("a guard has ended before: {}", e.toString());
            }
        }
    }

    private void write(String line) {
        if (pipe != null) {
            try {
                pipe.write(line.getBytes(StandardCharsets.US_ASCII));
                pipe.flush();
            } catch (IOException e) {
                LOG.debug("a guard has ended before: {}", e.toString());
            }
        }
    }
}
