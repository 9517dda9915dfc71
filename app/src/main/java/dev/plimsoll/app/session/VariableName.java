package dev.plimsoll.app.session;

import java.util.regex.Pattern;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A field for the name of an environment variable that holds a key. Only a name ever goes into the document: a pasted key does not, and is
 * told. JavaFX thread.
 */
public final class VariableName {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final PartForm form;
    private final String member;
    private final String what;
    private final StringProperty text = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
    private String shownPath = "";

    /**
     * A field.
     *
     * @param member where the name is written
     * @param what name of the undo step
     */
    public VariableName(PartForm form, String member, String what) {
        this.form = form;
        this.member = member;
        this.what = what;
        form.onRead(this::read);
        text.addListener((_, _, typed) -> write(typed));
    }

    /** What is typed. */
    public StringProperty text() {
        return text;
    }

    /** What is wrong with it, a sentence, or empty. */
    public ReadOnlyStringProperty error() {
        return error.getReadOnlyProperty();
    }

    private void read() {
        String written = form.value(member).map(PartForm::shown).orElse("");
        PartList.Part part = form.part();
        String path = part == null ? "" : part.path();
        boolean typedWrong = !error.get().isEmpty() && written.isEmpty() && path.equals(shownPath);
        if (!typedWrong && !text.get().strip().equals(written) || !path.equals(shownPath)) {
            shownPath = path;
            text.set(written);
        }
    }

    private void write(String typed) {
        String name = typed.strip();
        boolean usable = name.isEmpty() || NAME.matcher(name).matches();
        error.set(
                usable
                        ? ""
                        : "This is not the name of a variable. Name the variable that holds the key; the key itself"
                                + " is never saved.");
        form.set(member, usable && !name.isEmpty() ? JsonNodeFactory.instance.stringNode(name) : null, what, "typing");
    }
}
