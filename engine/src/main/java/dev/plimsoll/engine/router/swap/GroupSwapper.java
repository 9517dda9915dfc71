package dev.plimsoll.engine.router.swap;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Two rules. Loading a model of group T stops
 *
 * <ul>
 *   <li>the other members of T, if T has {@code swap};
 *   <li>the members of each other group O, if T is {@code exclusive} and O is not {@code persistent}.
 * </ul>
 *
 * Nothing else matters: not T's {@code persistent}, not O's {@code swap} or {@code exclusive}. A model of no group stops nothing and is
 * stopped by every exclusive group; a configuration leaves none, because of {@link ModelGroup#DEFAULT}.
 */
public final class GroupSwapper implements Swapper {
    private final Map<String, ModelGroup> groupOf = new HashMap<>();

    /** A swapper for groups without a common member. */
    public GroupSwapper(Collection<ModelGroup> groups) {
        groups.forEach(group -> group.members().forEach(member -> groupOf.put(member, group)));
    }

    @Override
    public String name() {
        return "group";
    }

    @Override
    public SwapPlan plan(String target, List<RunningModel> running) {
        return SwapPlan.evicting(running.stream()
                .map(RunningModel::model)
                .filter(other -> evicts(target, other))
                .toList());
    }

    @Override
    public SwapReason explain(String target, List<RunningModel> running) {
        SwapPlan plan = plan(target, running);
        return new SwapReason(
                plan, plan.evict().stream().map(other -> reason(target, other)).toList(), List.of());
    }

    private boolean evicts(String target, String other) {
        ModelGroup own = groupOf.get(target);
        if (own == null || other.equals(target)) {
            return false;
        }
        if (own.members().contains(other)) {
            return own.swap();
        }
        ModelGroup others = groupOf.get(other);
        return own.exclusive() && (others == null || !others.persistent());
    }

    private String reason(String target, String other) {
        ModelGroup own = groupOf.get(target);
        ModelGroup others = groupOf.get(other);
        if (own == null) {
            throw new IllegalArgumentException(target + " is in no group and stops nothing");
        }
        if (own.members().contains(other)) {
            return other + " goes: group " + own.name() + " runs one member at a time";
        }
        return other + " goes: group " + own.name() + " is exclusive"
                + (others == null ? "" : ", and group " + others.name() + " is not persistent");
    }
}
