package dev.plimsoll.app.session;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps two windows from one workspace: a file {@code .<name>.lock} beside it that names the holder. A crash leaves the file behind; it is
 * then stale and taken over: on this machine because its process is gone, from another one because nobody has touched it for two minutes.
 * Where the folder cannot be written there is no lock, and nothing is kept from opening. Any thread, one at a time.
 */
final class WorkspaceLock implements AutoCloseable {
    /** A holder touches its file more often than this, see {@link #touch}. */
    static final Duration STALE = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(WorkspaceLock.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path file;

    private WorkspaceLock(Path file) {
        this.file = file;
    }

    /** How an attempt ended: a lock, a holder, or neither where the folder cannot be written. */
    record Attempt(Optional<WorkspaceLock> lock, Optional<LockHolder> heldBy) {}

    /** Tries to take the lock of a workspace. */
    static Attempt take(Path workspace) {
        Path file = workspace.resolveSibling("." + workspace.getFileName() + ".lock");
        for (int attempt = 0; attempt < 2; attempt++) {
            try {
                byte[] me = JSON.writeValueAsString(self(Instant.now())).getBytes(StandardCharsets.UTF_8);
                Files.write(file, me, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                return new Attempt(Optional.of(new WorkspaceLock(file)), Optional.empty());
            } catch (FileAlreadyExistsException e) {
                Optional<LockHolder> holder = holder(file);
                if (holder.isPresent()) {
                    return new Attempt(Optional.empty(), holder);
                }
                delete(file);
            } catch (IOException e) {
                LOG.info("No lock for {}: {}", workspace, e.toString());
                return new Attempt(Optional.empty(), Optional.empty());
            }
        }
        return new Attempt(Optional.empty(), Optional.empty());
    }

    /** Takes the lock whoever holds it. */
    static Attempt seize(Path workspace) {
        delete(workspace.resolveSibling("." + workspace.getFileName() + ".lock"));
        return take(workspace);
    }

    /** Shows others that the holder lives; several times within {@link #STALE}. */
    void touch() {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException e) {
            LOG.info("The lock {} could not be touched: {}", file, e.toString());
        }
    }

    @Override
    public void close() {
        delete(file);
    }

    /** Who holds a lock file, empty where it is stale or not one. */
    private static Optional<LockHolder> holder(Path file) {
        try {
            LockHolder holder = JSON.readValue(Files.readString(file), LockHolder.class);
            LockHolder self = self(Instant.now());
            if (holder.host().equals(self.host())) {
                boolean alive = ProcessHandle.of(holder.pid())
                        .filter(ProcessHandle::isAlive)
                        .filter(p -> start(p).equals(holder.processStart()))
                        .isPresent();
                return alive ? Optional.of(holder) : Optional.empty();
            }
            Instant touched = Files.getLastModifiedTime(file).toInstant();
            boolean stale = touched.isBefore(Instant.now().minus(STALE));
            return stale ? Optional.empty() : Optional.of(holder);
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    private static LockHolder self(Instant now) {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "localhost";
        }
        ProcessHandle process = ProcessHandle.current();
        return new LockHolder(
                System.getProperty("user.name", "unknown"), host, process.pid(), start(process), now.toString());
    }

    private static String start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("");
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.info("The lock {} could not be removed: {}", file, e.toString());
        }
    }
}
