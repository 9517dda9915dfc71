package dev.plimsoll.app.dataset;

import dev.plimsoll.app.session.PartForm;
import dev.plimsoll.engine.dataset.Tokenizers;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import tools.jackson.databind.node.JsonNodeFactory;

/** What counts tokens: a name, or a model's own file. */
final class TokenizerModel {
    /** Stands for every file. */
    static final String FILE = Tokenizers.FILE_PREFIX;

    private static final String MEMBER = "tokenizer";

    private final PartForm form;
    private final StringProperty name = new SimpleStringProperty("");
    private final StringProperty path = new SimpleStringProperty("");
    private boolean reading;

    TokenizerModel(PartForm form) {
        this.form = form;
        name.addListener((_, _, to) -> write(to.equals(FILE) ? FILE + path.get().strip() : to, ""));
        path.addListener((_, _, to) -> write(FILE + to.strip(), "typing"));
        form.onRead(this::read);
    }

    /** A built-in one, {@link #FILE}, or empty where none is written. */
    StringProperty name() {
        return name;
    }

    /** Path of the file; empty where there is none. */
    StringProperty path() {
        return path;
    }

    /** Whether a file counts. */
    boolean isFile() {
        return name.get().equals(FILE);
    }

    private void read() {
        String written = form.value(MEMBER).map(PartForm::shown).orElse("");
        boolean file = written.startsWith(FILE);
        reading = true;
        name.set(file ? FILE : written);
        String found = file ? written.substring(FILE.length()) : "";
        if (!path.get().strip().equals(found)) {
            path.set(found);
        }
        reading = false;
    }

    private void write(String tokenizer, String mergeKey) {
        if (!reading) {
            form.set(
                    MEMBER,
                    tokenizer.isEmpty() ? null : JsonNodeFactory.instance.stringNode(tokenizer),
                    "Edit tokenizer",
                    mergeKey);
        }
    }
}
