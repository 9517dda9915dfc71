package dev.plimsoll.app.widgets;

import dev.plimsoll.engine.problem.Problem;
import java.util.List;
import java.util.Set;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Problems of a form that no field of it shows: an unknown name, a value of a wrong type. Not there while there are none. */
public final class OtherProblems extends Card {
    private final ObservableList<Problem>
            all; // held, for a view of a list that nobody holds tells its listeners nothing
    private final VBox lines = new VBox(4);
    private Set<String> shownByFields = Set.of();

    /** Those of a list; {@link #fields} says which ones fields show. */
    public OtherProblems(ObservableList<Problem> all) {
        super("Problems", "that no field below shows");
        this.all = all;
        setId("other-problems");
        content(lines);
        all.addListener((ListChangeListener<Problem>) _ -> look());
        look();
    }

    /**
     * Says which paths have a field that shows their problems.
     *
     * @param paths a path, {@code url}; or with a star everything at or below it, {@code headers*}
     */
    public void fields(Set<String> paths) {
        if (!paths.equals(shownByFields)) {
            shownByFields = paths;
            look();
        }
    }

    private void look() {
        List<Label> labels = all.stream()
                .filter(p -> !hasField(p.path()))
                .map(OtherProblems::line)
                .toList();
        lines.getChildren().setAll(labels);
        setVisible(!labels.isEmpty());
        setManaged(!labels.isEmpty());
    }

    private boolean hasField(String path) {
        return shownByFields.stream().anyMatch(field -> {
            String name = field.endsWith("*") ? field.substring(0, field.length() - 1) : field;
            return path.equals(name)
                    || field.endsWith("*") && (path.startsWith(name + ".") || path.startsWith(name + "["));
        });
    }

    private static Label line(Problem problem) {
        String where = problem.path().isEmpty() ? "" : problem.path() + ": ";
        String allowed = problem.allowed().isEmpty() ? "" : " Allowed: " + String.join(", ", problem.allowed()) + ".";
        String at = problem.line() > 0 ? " (line " + problem.line() + " of the file)" : "";
        Label line = new Label(where + problem.what() + at + "." + allowed, Icons.of("bi-exclamation-circle-fill", 12));
        line.setWrapText(true);
        line.setMinHeight(Region.USE_PREF_SIZE);
        line.getStyleClass().addAll("pl-small");
        Tone.DANGER.on(line.getGraphic());
        return line;
    }
}
