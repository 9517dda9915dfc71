package dev.plimsoll.engine.router.control;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;

/** Stops models: remembers on the board that they are leaving, and how long it took. Of the loop's thread. */
final class Stops {
    private final Models models;
    private final LoopSettings settings;
    private final ModelBoard board;
    private final CostBook costs;
    private final Turns turns;

    Stops(Models models, LoopSettings settings, ModelBoard board, CostBook costs, Turns turns) {
        this.models = models;
        this.settings = settings;
        this.board = board;
        this.costs = costs;
        this.turns = turns;
    }

    /** Each model's own grace. */
    Duration grace(String model) {
        LoopSettings.Model known = settings.models().get(model);
        return known == null ? Duration.ZERO : known.grace();
    }

    /** Stops models at the same time, each within its own grace; completes in a turn, when all are gone. */
    CompletableFuture<Void> all(Collection<String> ids) {
        return CompletableFuture.allOf(
                ids.stream().map(each -> one(each, grace(each))).toArray(CompletableFuture[]::new));
    }

    /** Stops models at the same time, each within the same grace; completes in a turn, when all are gone. */
    CompletableFuture<Void> all(Collection<String> ids, Duration grace) {
        return CompletableFuture.allOf(
                ids.stream().map(each -> one(each, grace)).toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> one(String model, Duration grace) {
        boolean ran = board.said(model).holdsMemory();
        long begunNs = turns.nowNs();
        CompletableFuture<Void> gone = new CompletableFuture<>();
        board.stopBegun(model);
        var unused = models.stop(model, grace).whenComplete((_, _) -> {
            boolean added = turns.add(() -> {
                board.stopEnded(model);
                if (ran) {
                    costs.stopped(model, turns.nowNs() - begunNs);
                }
                gone.complete(null);
            });
            if (!added) {
                gone.complete(null); // the loop has ended, and with it every model
            }
        });
        return gone;
    }
}
