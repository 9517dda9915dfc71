package dev.plimsoll.engine.worker;

import dev.plimsoll.engine.endpoint.BackendSettings;
import dev.plimsoll.engine.http.HttpOptions;
import dev.plimsoll.engine.http.HttpTimeouts;
import dev.plimsoll.engine.wire.FrameReader;
import dev.plimsoll.engine.wire.FrameWriter;
import dev.plimsoll.engine.wire.FromWorker;
import dev.plimsoll.engine.wire.ToWorker;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A real worker process and its coordinator's end of the pipes. */
final class WorkerChild implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final FrameWriter out;
    private final LinkedBlockingQueue<Object> in = new LinkedBlockingQueue<>();
    private final List<String> errors = new ArrayList<>();
    private final Thread errorDrain;

    /** Starts {@code mainClass} with the flags a coordinator uses. */
    WorkerChild(Class<?> mainClass) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-ea",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Xlog:disable",
                        "-Xlog:all=warning:stderr",
                        "-XX:+DisplayVMOutputToStderr",
                        "-cp",
                        System.getProperty("java.class.path"),
                        mainClass.getName())
                .start();
        out = new FrameWriter(process.getOutputStream());
        Thread.ofPlatform().daemon().start(this::readAll);
        errorDrain = Thread.ofPlatform().daemon().start(this::drainErrors);
    }

    private void readAll() {
        try (FrameReader frames = new FrameReader(process.getInputStream())) {
            for (FromWorker next = frames.readFromWorker(); next != null; next = frames.readFromWorker()) {
                in.add(next);
            }
            in.add("end of frames");
        } catch (IOException e) {
            in.add(e);
        }
    }

    private void drainErrors() {
        try (BufferedReader lines = process.errorReader()) {
            lines.lines().forEach(line -> {
                synchronized (errors) {
                    errors.add(line);
                }
            });
        } catch (IOException e) {
            synchronized (errors) {
                errors.add(e.toString());
            }
        }
    }

    long pid() {
        return process.pid();
    }

    void send(ToWorker message) throws IOException {
        out.write(message);
        out.flush();
    }

    /** Closes the worker's standard input. */
    void closeInput() throws IOException {
        out.close();
    }

    /** The next frame. */
    FromWorker next() throws InterruptedException {
        Object next = in.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next instanceof FromWorker message) {
            return message;
        }
        throw new AssertionError("no frame but " + next + "; standard error: " + errors());
    }

    /** Frames up to and including the first of a kind. */
    List<FromWorker> until(Predicate<FromWorker> last) throws InterruptedException {
        List<FromWorker> frames = new ArrayList<>();
        do {
            frames.add(next());
        } while (!last.test(frames.getLast()));
        return frames;
    }

    /** Whether nothing but the end of the pipe follows. */
    boolean isAtEnd() throws InterruptedException {
        return "end of frames".equals(in.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the worker did not end");
        }
        errorDrain.join();
        return process.exitValue();
    }

    /** Its standard error so far. */
    String errors() {
        synchronized (errors) {
            return String.join("\n", errors);
        }
    }

    /** Sends a signal by name. */
    void signal(String name) throws IOException, InterruptedException {
        int result = new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                .start()
                .waitFor();
        if (result != 0) {
            throw new AssertionError("kill -" + name + " failed");
        }
    }

    /** Greets the worker and gives it a plan whose run time starts now. */
    FromWorker.Ready plan(String url, int warmupRequests) throws IOException, InterruptedException {
        return plan(settings(url, 1), warmupRequests);
    }

    FromWorker.Ready plan(BackendSettings target, int warmupRequests) throws IOException, InterruptedException {
        FromWorker.Hello hello = (FromWorker.Hello) next();
        if (hello.protocolVersion() != ToWorker.PROTOCOL_VERSION || hello.pid() != pid()) {
            throw new AssertionError(hello.toString());
        }
        send(new ToWorker.Ping(17));
        FromWorker.Pong pong = (FromWorker.Pong) next();
        send(new ToWorker.Plan(5, pong.workerNs(), target, "off", true, warmupRequests));
        return (FromWorker.Ready) next();
    }

    static BackendSettings settings(String url, int httpVersion) {
        return new BackendSettings(
                url,
                "chat",
                "model",
                true,
                null,
                Map.of(),
                "{}",
                new HttpOptions(httpVersion, false, null, new HttpTimeouts(5_000_000_000L, 60_000_000_000L, 0)),
                64,
                "none",
                false);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
