/**
 * What will run: valid by construction and immutable.
 *
 * <p>{@code PlanCompiler} turns a {@code Workspace} (what somebody wrote, perhaps wrong) into a
 * {@link dev.plimsoll.engine.plan.RunPlan}, or tells every {@code Problem} at once. Nothing after this room checks ranges again.
 * The kinds (targets, datasets, profiles, strategies, constraints) are sealed: a kind that exists in the specification but not yet
 * in this version is a problem when compiled, never ignored.
 *
 * <p>Vocabulary: a <em>profile</em> yields <em>stages</em>; a stage is one <em>strategy</em> with the limits that end it.
 * Durations are {@code ...Seconds} (double, as written) in plans that mirror the file and {@code ...Ns} where code computes.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.plan;
