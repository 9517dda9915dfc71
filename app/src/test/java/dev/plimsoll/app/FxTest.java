package dev.plimsoll.app;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/**
 * Base of tests that need the toolkit: starts it once, on JavaFX's headless platform unless the profile {@code display} is on, and runs
 * bodies on its thread. Give every such test a JUnit {@code @Timeout}.
 */
public abstract class FxTest {
    private static final long MOST_SECONDS = 30;

    static {
        CountDownLatch started = new CountDownLatch(1);
        try {
            Platform.startup(started::countDown);
        } catch (IllegalStateException alreadyStarted) {
            started.countDown();
        }
        Platform.setImplicitExit(false);
        try {
            if (!started.await(MOST_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("JavaFX did not start");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        new FxWatchdog().start();
    }

    /** Runs a body on the JavaFX thread and returns what it gives; what it throws is thrown here. */
    protected static <T> T fx(Callable<T> body) {
        if (Platform.isFxApplicationThread()) {
            try {
                return body.call();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
        FutureTask<T> task = new FutureTask<>(body);
        Platform.runLater(task);
        try {
            return task.get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("the JavaFX thread did not answer", e);
        }
    }

    /** Runs a body on the JavaFX thread. */
    protected static void onFx(Runnable body) {
        fx(() -> {
            body.run();
            return true;
        });
    }

    /** Waits, pulse by pulse, until something holds on the JavaFX thread. */
    protected static void until(String what, BooleanSupplier holds) {
        CountDownLatch done = new CountDownLatch(1);
        AnimationTimer[] timer = new AnimationTimer[1];
        onFx(() -> {
            timer[0] = new AnimationTimer() {
                @Override
                public void handle(long now) {
                    if (holds.getAsBoolean()) {
                        stop();
                        done.countDown();
                    }
                }
            };
            timer[0].start();
            Platform.requestNextPulse();
        });
        try {
            if (!done.await(MOST_SECONDS, TimeUnit.SECONDS)) {
                onFx(timer[0]::stop);
                throw new AssertionError("waited in vain: " + what);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
