package dev.plimsoll.engine.router.swap;

import java.util.List;

/**
 * Models that share rules about running together.
 *
 * @param name unique among the groups
 * @param swap whether only one member runs at a time
 * @param exclusive whether loading a member stops other groups
 * @param persistent whether loading a member of another group leaves this group alone
 * @param members model ids
 */
public record ModelGroup(String name, boolean swap, boolean exclusive, boolean persistent, List<String> members) {
    /** The implicit group of every model that no other group lists. */
    public static final String DEFAULT = "(default)";

    public ModelGroup {
        members = List.copyOf(members);
    }
}
