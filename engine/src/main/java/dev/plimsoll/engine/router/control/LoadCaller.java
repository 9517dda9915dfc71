package dev.plimsoll.engine.router.control;

import dev.plimsoll.engine.router.observe.RequestPhases;
import dev.plimsoll.engine.router.observe.RoutedRequest;
import dev.plimsoll.engine.router.schedule.Failure;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Somebody who wants a model loaded and nothing else.
 *
 * @param done how it went
 * @param ended tells the loop that nothing has to be served
 */
record LoadCaller(CompletableFuture<Optional<Failure>> done, Consumer<ServeReport> ended) implements Caller {
    private static final int NO_STATUS = 0;

    @Override
    public boolean admitted() {
        return true;
    }

    @Override
    public int refused(Failure failure, RequestPhases phases) {
        done.complete(Optional.of(failure));
        return NO_STATUS;
    }

    @Override
    public void position(int position) {}

    @Override
    public boolean serve(RequestPhases phases) {
        long absent = RequestPhases.ABSENT;
        ended.accept(
                new ServeReport(absent, absent, absent, phases.servedAtNs(), NO_STATUS, RoutedRequest.Outcome.SERVED));
        done.complete(Optional.empty());
        return true;
    }

    @Override
    public int failed(Failure failure, RequestPhases phases) {
        done.complete(Optional.of(failure));
        return NO_STATUS;
    }
}
