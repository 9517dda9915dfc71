package dev.plimsoll.engine.worker;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a loop waits for its sockets with. */
enum Poller {
    EPOLL("epoll"),
    IO_URING("io_uring"),
    NIO("nio");

    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);

    private final String word;

    Poller(String word) {
        this.word = word;
    }

    /** The one asked for, or the best there is: {@code auto} is epoll, elsewhere NIO. One that is not there is told and replaced. */
    static Poller of(String asked) {
        Poller best = Epoll.isAvailable() ? EPOLL : NIO;
        return switch (asked) {
            case "auto" -> best;
            case "nio" -> NIO;
            case "epoll" -> available(EPOLL, Epoll.unavailabilityCause(), best);
            case "io_uring" -> available(IO_URING, IoUring.unavailabilityCause(), best);
            default ->
                throw new IllegalArgumentException("transport \"" + asked + "\" (allowed: auto, epoll, io_uring, nio)");
        };
    }

    private static Poller available(Poller wanted, @Nullable Throwable missing, Poller best) {
        if (missing == null) {
            return wanted;
        }
        Throwable cause = missing.getCause() == null ? missing : missing.getCause();
        LOG.warn("{} is not available here ({}); {} is used", wanted.word, cause.getMessage(), best.word);
        return best;
    }

    String word() {
        return word;
    }

    /** Whether it waits to the nanosecond and not to the millisecond. */
    boolean isNative() {
        return this != NIO;
    }

    IoHandlerFactory factory() {
        return switch (this) {
            case EPOLL -> EpollIoHandler.newFactory();
            case IO_URING -> IoUringIoHandler.newFactory();
            case NIO -> NioIoHandler.newFactory();
        };
    }
}
