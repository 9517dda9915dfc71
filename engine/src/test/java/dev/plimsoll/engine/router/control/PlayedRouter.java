package dev.plimsoll.engine.router.control;

import dev.plimsoll.engine.router.config.LoadOptions;
import dev.plimsoll.engine.router.config.RouterConfig;
import dev.plimsoll.engine.router.config.RouterConfigReader;
import dev.plimsoll.engine.router.config.RoutingPolicy;
import dev.plimsoll.engine.router.observe.RequestPhases;
import dev.plimsoll.engine.router.observe.RoutedRequest;
import dev.plimsoll.engine.router.observe.RouterEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A router whose models and time are played; in milliseconds. */
final class PlayedRouter {
    static final long MS = 1_000_000;

    final Calendar calendar = new Calendar();
    final List<RouterEvent> events = new ArrayList<>();
    final PlayedModels models;
    final RouterLoop loop;
    private final RouterConfig config;

    /** A router as configured; the process of a model exists 10 ms after its start, is ready 100 ms later, and ends within 50 ms. */
    static PlayedRouter of(String yaml) {
        return new PlayedRouter(yaml, new Manners());
    }

    static PlayedRouter of(String yaml, Manners manners) {
        return new PlayedRouter(yaml, manners);
    }

    /** In milliseconds; negative and greatest values as in {@link PlayedModels.Manners}. */
    static class Manners extends PlayedModels.Manners {
        long spawnMs(String model) {
            return 10;
        }

        long healthMs(String model) {
            return 100;
        }

        long exitMs(String model) {
            return 50;
        }

        @Override
        final long spawnNs(String model) {
            return spawnMs(model) * MS;
        }

        @Override
        final long healthNs(String model) {
            return healthMs(model) * MS;
        }

        @Override
        final long exitNs(String model) {
            return exitMs(model) == Long.MAX_VALUE ? Long.MAX_VALUE : exitMs(model) * MS;
        }
    }

    private PlayedRouter(String yaml, Manners manners) {
        config = RouterConfigReader.read("router.yaml", yaml, LoadOptions.usual())
                .orThrow();
        PlayedModels[] made = new PlayedModels[1];
        loop = new RouterLoop(
                LoopSettings.of(config),
                policy(config.routing().scheduler()),
                listener -> {
                    made[0] = new PlayedModels(
                            calendar,
                            config.models().keySet(),
                            id -> ModelCommands.settings(config.models().get(id), config),
                            manners,
                            listener);
                    return made[0];
                },
                calendar,
                events::add,
                calendar);
        models = made[0];
    }

    RoutingPolicy policy(String name) {
        return RoutingPolicy.of(name, config, _ -> config);
    }

    /** A request comes in now; what it leads to at this moment has happened. */
    PlayedClient arrives(String request, String model) {
        PlayedClient client = new PlayedClient(request, model);
        loop.submit(request, model, model, calendar.nanoTime(), client);
        now();
        return client;
    }

    /** A served request has been answered now. */
    void answered(PlayedClient client) {
        long absent = RequestPhases.ABSENT;
        loop.ended(
                client.request,
                new ServeReport(absent, absent, absent, calendar.nanoTime(), 200, RoutedRequest.Outcome.SERVED));
        now();
    }

    void leaves(PlayedClient client) {
        client.gone = true;
        loop.cancelled(client.request);
        now();
    }

    void untilMs(long ms) {
        calendar.playUntil(ms * MS);
    }

    private void now() {
        calendar.playUntil(calendar.nanoTime());
    }

    RouterView look() {
        CompletableFuture<RouterView> view = loop.look().toCompletableFuture();
        now();
        return view.join();
    }

    /** What became of a request that has ended. */
    RoutedRequest ended(PlayedClient client) {
        return told(RouterEvent.RequestEnded.class).stream()
                .map(RouterEvent.RequestEnded::request)
                .filter(each -> each.request().equals(client.request))
                .findFirst()
                .orElseThrow();
    }

    <E extends RouterEvent> List<E> told(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
