package dev.plimsoll.engine.workspace;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A part whose kind is not built in: a plug-in's, a newer version's, or a mistake; until it is run they are the same thing. It is kept
 * and written back as it is.
 *
 * @param path where it is written
 * @param id id as written, or null
 * @param kind kind as written, empty where it names none
 * @param raw everything written; not to be changed
 */
public record PluginSpec(String path, @Nullable String id, String kind, ObjectNode raw)
        implements TargetSpec, DatasetSpec, ProfileSpec, ConstraintSpec {}
