package dev.plimsoll.engine.router.swap;

import java.util.List;

/** A swapper that takes a model which is being stopped for one that stays, as llama-swap does. */
public final class CountsLeaving implements Swapper {
    private final Swapper swapper;
    private boolean sawOneLeaving;

    public CountsLeaving(Swapper swapper) {
        this.swapper = swapper;
    }

    /** Whether it was ever asked while a model was being stopped. */
    public boolean sawOneLeaving() {
        return sawOneLeaving;
    }

    @Override
    public String name() {
        return swapper.name();
    }

    @Override
    public SwapPlan plan(String target, List<RunningModel> running) {
        return swapper.plan(target, staying(running));
    }

    @Override
    public SwapReason explain(String target, List<RunningModel> running) {
        return swapper.explain(target, staying(running));
    }

    private List<RunningModel> staying(List<RunningModel> running) {
        sawOneLeaving |= running.stream().anyMatch(RunningModel::leaving);
        return running.stream()
                .map(each -> new RunningModel(each.model(), false, each.serving(), each.lastUsedNs()))
                .toList();
    }
}
