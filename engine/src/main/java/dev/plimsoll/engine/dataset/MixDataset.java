package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.plan.Seeds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Several datasets, one of which gives each conversation, drawn by weight. It ends with the first of them that has nothing more to give, for
 * from then on the weights would not hold.
 */
final class MixDataset implements Dataset {
    private final DatasetPlan.Mix plan;
    private final List<Dataset> datasets = new ArrayList<>();
    private final RandomGenerator random;
    private long nextId;

    MixDataset(DatasetPlan.Mix plan, long seed, Acceptance acceptance) {
        this.plan = plan;
        this.random = Randoms.parts(seed);
        try {
            for (int i = 0; i < plan.parts().size(); i++) {
                // of their own, or equal datasets would give equal texts
                datasets.add(Datasets.open(plan.parts().get(i).dataset(), Seeds.number(seed, i), acceptance));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public @Nullable Conversation next() {
        int part = Weights.draw(plan.parts(), DatasetPlan.Part::weight, random);
        Conversation next = datasets.get(part).next();
        return next == null
                ? null
                : new Conversation(nextId++, plan.parts().get(part).label(), next.turns(), next.givenAnswers());
    }

    @Override
    public long timesRecycled() {
        return datasets.stream().mapToLong(Dataset::timesRecycled).sum();
    }

    @Override
    public Map<String, Object> describe() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("kind", "mix");
        facts.put("id", plan.id());
        List<Map<String, Object>> parts = new ArrayList<>();
        for (int i = 0; i < datasets.size(); i++) {
            Map<String, Object> part = new LinkedHashMap<>();
            part.put("label", plan.parts().get(i).label());
            part.put("weight", plan.parts().get(i).weight());
            part.put("dataset", datasets.get(i).describe());
            parts.add(part);
        }
        facts.put("parts", parts);
        return facts;
    }

    @Override
    public void close() {
        datasets.forEach(Dataset::close);
    }
}
