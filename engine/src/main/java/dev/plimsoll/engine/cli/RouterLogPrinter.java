package dev.plimsoll.engine.cli;

import dev.plimsoll.engine.router.process.ModelLog;
import dev.plimsoll.engine.router.proxy.RouterLog;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Prints logs as they come, on a thread of its own: a terminal that is slow misses lines and holds up nobody. */
final class RouterLogPrinter implements AutoCloseable {
    private record Source(String before, ModelLog.Follower follower) {}

    private final List<Source> sources = new ArrayList<>();
    private final PrintStream out;
    private final Semaphore news = new Semaphore(0);
    private final Thread thread;
    private volatile boolean over;

    private RouterLogPrinter(String which, RouterLog log, PrintStream out) {
        this.out = out;
        if (which.equals("proxy") || which.equals("both")) {
            sources.add(new Source("", log.own().follow(true, news::release)));
        }
        if (which.equals("upstream") || which.equals("both")) {
            log.models()
                    .forEach((id, lines) -> sources.add(
                            new Source("[" + RouterLog.plain(id) + "] ", lines.follow(true, news::release))));
        }
        this.thread = Thread.ofVirtual().name("router-log").start(this::print);
    }

    /**
     * Prints.
     *
     * @param which {@code proxy}, {@code upstream}, {@code both} or {@code none}
     */
    static RouterLogPrinter of(String which, RouterLog log, PrintStream out) {
        return new RouterLogPrinter(which, log, out);
    }

    private void print() {
        try {
            while (!over) {
                news.acquire();
                take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take() {
        for (Source source : sources) {
            ModelLog.News found = source.follower().take();
            if (found.missed() > 0) {
                out.println(source.before() + "... " + found.missed() + " lines missed");
            }
            found.lines().forEach(line -> out.println(source.before() + RouterLog.plain(line.text())));
        }
        out.flush();
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        news.release();
        thread.join();
        sources.forEach(source -> source.follower().close());
    }
}
