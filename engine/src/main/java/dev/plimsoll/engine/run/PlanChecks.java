package dev.plimsoll.engine.run;

import dev.plimsoll.engine.plan.PlanCheck;
import java.util.List;

/** What only this room and those before it can say of a plan, handed to its compiler. */
public final class PlanChecks {
    private PlanChecks() {}

    /** Those that a target needs which is used without a dataset. */
    public static List<PlanCheck> ofTargets() {
        return List.of(new ModelsCheck());
    }

    /** All of them. */
    public static List<PlanCheck> all() {
        return List.of(new EndpointCheck(), new ModelsCheck(), new PoliciesCheck());
    }
}
