package dev.plimsoll.engine.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUringChannelOption;
import io.netty.channel.uring.IoUringIoHandle;
import io.netty.channel.uring.IoUringSocketChannel;

/** The kinds of sockets; which one follows from the kind of loop. */
enum Transport {
    NIO,
    EPOLL,
    IO_URING;

    static Transport of(EventLoop loop) {
        if (loop instanceof IoEventLoop io) {
            if (io.isCompatible(EpollIoHandle.class)) {
                return EPOLL;
            }
            if (io.isCompatible(IoUringIoHandle.class)) {
                return IO_URING;
            }
        }
        return NIO;
    }

    ChannelFactory<? extends SocketChannel> channels() {
        return switch (this) {
            case NIO -> NioSocketChannel::new;
            case EPOLL -> EpollSocketChannel::new;
            case IO_URING -> IoUringSocketChannel::new;
        };
    }

    /** Whether a buffer is taken only when there is something to read, and not handed to the kernel beforehand. */
    boolean readsWhenReady() {
        return this != IO_URING;
    }

    /** Size of a connection's own receive buffer; small where one that waits holds it. */
    int receiveBytes() {
        return readsWhenReady() ? SharedReceiveBuffer.BYTES : SharedReceiveBuffer.BYTES / 4;
    }

    /** Acknowledges at once, so that a server that waits for it (Nagle) is not slowed by us; where the system can. */
    void quickAck(Bootstrap bootstrap) {
        switch (this) {
            case NIO -> {}
            case EPOLL -> bootstrap.option(EpollChannelOption.TCP_QUICKACK, true);
            case IO_URING -> bootstrap.option(IoUringChannelOption.TCP_QUICKACK, true);
        }
    }
}
