package dev.plimsoll.engine.router.config;

import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.router.schedule.Effects;
import dev.plimsoll.engine.router.schedule.FifoScheduler;
import dev.plimsoll.engine.router.schedule.SwapScheduler;
import dev.plimsoll.engine.router.swap.GroupSwapper;
import dev.plimsoll.engine.router.swap.ModelGroup;
import java.util.List;
import java.util.function.Function;

/**
 * A scheduler with a swapper, by name: {@code fifo} and {@code serial} are the configuration's, {@code fifo+group}, {@code fifo+matrix} and
 * {@code fifo+default} take another swapper for the same models; the last is what there is without groups: one model at a time.
 *
 * @param name as it was asked for
 * @param scheduler makes one
 */
public record RoutingPolicy(String name, Function<Effects, SwapScheduler> scheduler) {
    private static final String DEFAULT = "default";
    private static final List<String> NAMES = List.of("fifo", "fifo+default", "fifo+group", "fifo+matrix", "serial");

    /** The names of all policies. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * A policy.
     *
     * @param config as the file says
     * @param withRouter the same file with {@code group} or {@code matrix}
     * @throws PlimsollException if there is no such policy
     */
    public static RoutingPolicy of(String name, RouterConfig config, Function<String, RouterConfig> withRouter) {
        if (!NAMES.contains(name)) {
            throw PlimsollException.usage(
                    "There is no policy '" + name + "'; there are " + String.join(", ", NAMES) + ".");
        }
        int plus = name.indexOf('+');
        if (plus < 0) {
            return new RoutingPolicy(name, effects -> config.scheduler(name, effects));
        }
        String router = name.substring(plus + 1);
        if (router.equals(DEFAULT)) {
            ModelGroup all = new ModelGroup(
                    ModelGroup.DEFAULT,
                    true,
                    true,
                    false,
                    List.copyOf(config.models().keySet()));
            return new RoutingPolicy(
                    name,
                    effects -> new FifoScheduler(
                            new GroupSwapper(List.of(all)), config.routing().fifo(), effects));
        }
        RouterConfig other = withRouter.apply(router);
        return new RoutingPolicy(name, effects -> other.scheduler(name.substring(0, plus), effects));
    }
}
