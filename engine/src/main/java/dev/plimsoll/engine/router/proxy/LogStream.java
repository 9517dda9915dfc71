package dev.plimsoll.engine.router.proxy;

import dev.plimsoll.engine.router.process.ModelLog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * {@code GET /logs/stream}: the lines of one or more logs as they come. A client that is too slow misses lines and is told how many; the
 * model that writes them never waits.
 *
 * <p>Threading: on the event loop of the client's connection; logs only say that there is something new.
 */
final class LogStream implements Exchange {
    private record Source(String before, ModelLog.Follower follower) {}

    private final ClientConnection client;
    private final RouterLog log;
    private final boolean history;
    private final List<Source> sources = new ArrayList<>();
    private final AtomicBoolean told = new AtomicBoolean();
    private boolean over;

    LogStream(ClientConnection client, RouterLog log, boolean history) {
        this.client = client;
        this.log = log;
        this.history = history;
    }

    /**
     * Begins.
     *
     * @param own whether the router's own lines are among them
     * @param named whether a model's lines begin with its name
     */
    void begin(boolean own, Collection<String> models, boolean named) {
        client.answering(this);
        LineStream.head(client, RouterAnswer.TEXT);
        if (own) {
            sources.add(new Source("", log.own().follow(history, this::news)));
        }
        log.models().forEach((id, lines) -> {
            if (models.contains(id)) {
                sources.add(
                        new Source(named ? "[" + RouterLog.plain(id) + "] " : "", lines.follow(history, this::news)));
            }
        });
    }

    private void news() {
        if (told.compareAndSet(false, true)) {
            client.loop().execute(this::take);
        }
    }

    private void take() {
        told.set(false);
        for (Source source : sources) {
            if (over || !client.isWritable()) {
                return;
            }
            ModelLog.News news = source.follower().take();
            if (news.missed() > 0) {
                LineStream.text(client, source.before() + "... " + news.missed() + " lines missed\n");
            }
            if (!news.lines().isEmpty()) {
                LineStream.text(client, RouterLog.text(news.lines(), source.before()));
            }
        }
        client.flush();
    }

    @Override
    public void writabilityChanged() {
        if (client.isWritable()) {
            take();
        }
    }

    @Override
    public void gone() {
        over = true;
        sources.forEach(source -> source.follower().close());
    }
}
