/**
 * The form of a target of local models: the router's configuration, its models, its policy, and the router itself while it runs.
 *
 * <p>Vocabulary: the <em>configuration</em> is a YAML file of its own that the target names; it is edited as text or by fields, in
 * memory, and saved with the workspace ({@link dev.plimsoll.app.session.LinkedFiles}). Every change by a field is one of
 * {@link dev.plimsoll.engine.router.config.RouterConfigEdit}, which leaves comments and order alone or refuses with a reason; a refusal is
 * shown at the field. The models hold what is shown and know no scene types; the cards show it. JavaFX thread.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.app.target.models;
