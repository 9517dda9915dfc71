package dev.plimsoll.engine.router.config;

import dev.plimsoll.engine.router.schedule.FifoOptions;
import dev.plimsoll.engine.router.swap.GroupSwapper;
import dev.plimsoll.engine.router.swap.Matrix;
import dev.plimsoll.engine.router.swap.MatrixSwapper;
import dev.plimsoll.engine.router.swap.ModelGroup;
import dev.plimsoll.engine.router.swap.Swapper;
import dev.plimsoll.engine.router.swap.TieBreak;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Order and room, in one form whichever keys they were written with.
 *
 * @param scheduler {@code fifo} or {@code serial}
 * @param schedulerWhy where that comes from, a phrase for a person
 * @param fifo settings of the fifo scheduler, with the models' limits
 * @param groups every group, the implicit one last; empty if a matrix is used
 * @param matrix the matrix, or null if groups are used
 * @param tieBreak of the matrix
 */
public record RoutingConfig(
        String scheduler,
        String schedulerWhy,
        FifoOptions fifo,
        List<ModelGroup> groups,
        @Nullable Matrix matrix,
        TieBreak tieBreak) {

    public RoutingConfig {
        groups = List.copyOf(groups);
    }

    /** {@code group} or {@code matrix}. */
    public String router() {
        return matrix == null ? "group" : "matrix";
    }

    /** A swapper for it. */
    public Swapper swapper() {
        return matrix == null ? new GroupSwapper(groups) : new MatrixSwapper(matrix, tieBreak);
    }
}
