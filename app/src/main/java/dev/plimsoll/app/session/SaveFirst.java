package dev.plimsoll.app.session;

import dev.plimsoll.engine.problem.PlimsollException;
import java.util.List;
import java.util.Optional;

/** Asks before something that reads a file from disk while the window has unsaved changes to it. JavaFX thread. */
public final class SaveFirst {
    private SaveFirst() {}

    /**
     * Does something at once where nothing is unsaved; else asks, saves, and does it.
     *
     * @param configuration the file that will be read, if any
     * @param verb what is done: {@code run}
     */
    public static void then(
            WorkspaceSession workspace,
            Notices notices,
            Optional<LinkedFile> configuration,
            String verb,
            Runnable then) {
        Optional<LinkedFile> unsaved = configuration.filter(LinkedFile::edited);
        if (unsaved.isEmpty()) {
            then.run();
            return;
        }
        String name = unsaved.get().name();
        notices.ask(new Notices.Question(
                "Save " + name + " and " + verb + "?",
                "It has unsaved changes, and the models are started from the file.",
                List.of(new Notices.Remedy("Save and " + verb, () -> {
                    try {
                        workspace.saveLinked();
                    } catch (PlimsollException e) {
                        notices.failure(name + " was not saved.", Failure.of(e));
                        return;
                    }
                    then.run();
                })),
                false));
    }
}
