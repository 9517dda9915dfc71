package dev.plimsoll.engine.worker;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;

/**
 * Netty's own poller, and how long it worked: the time from the poller's return to the end of the last handler, which is also the
 * most that any time stamp of that turn can be late. Belongs to the loop.
 */
final class MeteredIoHandler implements IoHandler {
    private final IoHandler poller;
    private final Metered context = new Metered();

    MeteredIoHandler(IoHandler poller) {
        this.poller = poller;
    }

    /** Handlers of this kind; the last one made is {@code made[0]}. */
    static IoHandlerFactory around(IoHandlerFactory factory, MeteredIoHandler[] made) {
        return executor -> made[0] = new MeteredIoHandler(factory.newHandler(executor));
    }

    /** What the handlers took in the last turn, ns; 0 where nothing had happened. */
    long activeNs() {
        return context.activeNs;
    }

    @Override
    public int run(IoHandlerContext given) {
        context.given = given;
        context.activeNs = 0;
        return poller.run(context);
    }

    @Override
    public void initialize() {
        poller.initialize();
    }

    @Override
    public void prepareToDestroy() {
        poller.prepareToDestroy();
    }

    @Override
    public void destroy() {
        poller.destroy();
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return poller.register(handle);
    }

    @Override
    public void wakeup() {
        poller.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return poller.isCompatible(handleType);
    }

    private static final class Metered implements IoHandlerContext {
        private IoHandlerContext given = this;
        private long activeNs;

        @Override
        public boolean canBlock() {
            return given.canBlock();
        }

        @Override
        public long delayNanos(long currentTimeNanos) {
            return given.delayNanos(currentTimeNanos);
        }

        @Override
        public long deadlineNanos() {
            return given.deadlineNanos();
        }

        @Override
        public boolean shouldReportActiveIoTime() {
            return true;
        }

        @Override
        public void reportActiveIoTime(long activeNanos) {
            activeNs += activeNanos;
        }
    }
}
