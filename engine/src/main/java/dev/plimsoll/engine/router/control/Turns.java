package dev.plimsoll.engine.router.control;

import dev.plimsoll.engine.time.NanoClock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * The loop's turns: each runs to its end on the loop's thread, and everything in it happens at one moment. Turns may be added from any
 * thread; the rest is of the loop's.
 */
final class Turns {
    private final LoopThread thread;
    private final NanoClock clock;
    private long nowNs;

    Turns(LoopThread thread, NanoClock clock) {
        this.thread = thread;
        this.clock = clock;
        this.nowNs = clock.nanoTime();
    }

    /** The moment of the turn under way. */
    long nowNs() {
        assert thread.inside();
        return nowNs;
    }

    /** Adds a turn; false if the loop has ended, so that it will never come. */
    boolean add(Runnable turn) {
        try {
            thread.execute(() -> run(turn));
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Adds a turn some time from now. */
    void addLater(long atNs, Runnable turn) {
        thread.schedule(() -> run(turn), Math.max(0, atNs - nowNs));
    }

    /** Adds a turn with an answer; what it throws, the answer fails with. */
    <T> CompletionStage<T> ask(Supplier<CompletionStage<T>> turn) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        boolean added = add(() -> {
            try {
                var unused = turn.get().whenComplete((value, failure) -> complete(answer, value, failure));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        if (!added) {
            answer.completeExceptionally(new IllegalStateException("the router has ended"));
        }
        return answer;
    }

    /** Nothing happens any more after this turn. */
    void end() {
        thread.end();
    }

    private static <T> void complete(CompletableFuture<T> answer, T value, Throwable failure) {
        if (failure == null) {
            answer.complete(value);
        } else {
            answer.completeExceptionally(failure);
        }
    }

    private void run(Runnable turn) {
        nowNs = Math.max(nowNs, clock.nanoTime());
        turn.run();
    }
}
