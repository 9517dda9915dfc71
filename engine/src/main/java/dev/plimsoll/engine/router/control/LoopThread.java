package dev.plimsoll.engine.router.control;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The one thread on which the loop's turns happen, in the order in which they were asked for; in a test a calendar. A turn that fails is
 * logged and takes no other with it.
 */
interface LoopThread {
    /**
     * Adds a turn, from any thread.
     *
     * @throws RejectedExecutionException after {@link #end}
     */
    void execute(Runnable turn);

    /** Adds a turn some time from now; dropped by {@link #end}. */
    void schedule(Runnable turn, long delayNs);

    /** Whether the caller is on it. */
    boolean inside();

    /** Nothing happens on it any more once the turn under way is over. */
    void end();

    /** A thread. */
    static LoopThread start(String name) {
        EventLoop loop = new DefaultEventLoop(new DefaultThreadFactory(name, true));
        return new LoopThread() {
            @Override
            public void execute(Runnable turn) {
                loop.execute(turn);
            }

            @Override
            public void schedule(Runnable turn, long delayNs) {
                var unused = loop.schedule(turn, delayNs, TimeUnit.NANOSECONDS);
            }

            @Override
            public boolean inside() {
                return loop.inEventLoop();
            }

            @Override
            public void end() {
                var unused = loop.shutdownGracefully(0, 0, TimeUnit.NANOSECONDS);
            }
        };
    }
}
