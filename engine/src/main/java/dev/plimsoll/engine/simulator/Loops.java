package dev.plimsoll.engine.simulator;

import dev.plimsoll.engine.problem.PlimsollException;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** One event loop with one listening socket: epoll where there is one, else NIO. */
final class Loops {
    private static final int BACKLOG = 4096;

    private Loops() {}

    /** A group of one daemon thread. */
    static EventLoopGroup one(String threadName) {
        IoHandlerFactory io = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        return new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory(threadName, true), io);
    }

    /**
     * Listens.
     *
     * @param port 0 for a free one
     * @throws PlimsollException (usage) naming host and port where that is impossible; the group is then shut down
     */
    static Channel listen(EventLoopGroup group, String host, int port, ChannelHandler connectionHandler) {
        ChannelFuture bound = new ServerBootstrap()
                .group(group)
                .channel(Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(connectionHandler)
                .bind(host, port)
                .awaitUninterruptibly();
        Throwable cause = bound.cause();
        if (cause != null) {
            shutDown(group);
            throw PlimsollException.usage(
                    "Could not listen on " + host + ":" + port + " (" + cause.getMessage()
                            + "). Close the program that uses the port, or choose another one; port 0 takes a free"
                            + " one.",
                    cause);
        }
        return bound.channel();
    }

    /** The port a channel of {@link #listen} listens on. */
    static int port(Channel channel) {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** Ends the loop and waits for it, at most a few seconds. */
    static void shutDown(EventLoopGroup group) {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}
