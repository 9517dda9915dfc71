package dev.plimsoll.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Notices when the JavaFX thread does not answer for a tenth of a second, and writes where it was to {@code target/fx-watchdog.txt}. What a
 * test itself builds on that thread (scenes, the first stylesheet) is in there too; what the program does at a click must not be.
 */
final class FxWatchdog {
    private static final long PERIOD_MS = 20;
    private static final long LIMIT_MS = 100;
    private static final int FRAMES = 12;
    private static final Path REPORT = Path.of("target", "fx-watchdog.txt");

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(body -> {
        Thread thread = new Thread(body, "fx-watchdog");
        thread.setDaemon(true);
        return thread;
    });
    private volatile @Nullable Thread fxThread;
    private volatile long answeredNs = System.nanoTime();
    private long askedNs;
    private String place = "";

    void start() {
        ask();
        var unused = clock.scheduleAtFixedRate(this::look, PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    private void ask() {
        askedNs = System.nanoTime();
        Platform.runLater(() -> {
            fxThread = Thread.currentThread();
            answeredNs = System.nanoTime();
        });
    }

    private void look() {
        long answered = answeredNs;
        Thread watched = fxThread;
        if (answered - askedNs >= 0) {
            long tookMs = (answered - askedNs) / 1_000_000;
            if (tookMs > LIMIT_MS && !place.isEmpty()) {
                write(tookMs + " ms" + place + System.lineSeparator());
            }
            place = "";
            ask();
        } else if (watched != null && place.isEmpty() && System.nanoTime() - askedNs > LIMIT_MS * 1_000_000) {
            place = Arrays.stream(watched.getStackTrace())
                    .limit(FRAMES)
                    .map(frame -> System.lineSeparator() + "    " + frame)
                    .collect(Collectors.joining());
        }
    }

    private static void write(String text) {
        try {
            Files.createDirectories(REPORT.getParent());
            Files.writeString(REPORT, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
