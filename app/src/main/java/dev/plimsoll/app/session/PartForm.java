package dev.plimsoll.app.session;

import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The fields of the selected part of a {@link PartList}, as properties that controls are bound to: what is typed goes into the document
 * at the field's path, what changes in the document (undo, another selection) comes back. Typing in one field is one step of undo.
 *
 * <p>An empty text is a field that is not written. A number that cannot be read goes into the document as the text it is, where its
 * problem is told; so nothing typed is lost. JavaFX thread.
 */
public final class PartForm {
    private static final int LONGEST_PLAIN = 20;

    private final WorkspaceSession session;
    private final List<Runnable> readers = new ArrayList<>();
    private final ObservableList<Problem> problems = FXCollections.observableArrayList();
    private final ObservableList<Problem> shownProblems = FXCollections.unmodifiableObservableList(problems);
    private final ObservableList<Problem>
            all; // held, for a view of a list that nobody holds tells its listeners nothing
    private PartList.@Nullable Part part;
    private boolean reading;

    /** A form of whichever part is selected. */
    public PartForm(WorkspaceSession session, PartList parts) {
        this.session = session;
        this.part = parts.selected().get();
        parts.selected().addListener((_, _, now) -> {
            part = now;
            read();
        });
        session.file().addListener((_, _, _) -> {
            part = parts.selected().get();
            read();
        });
        all = session.problems();
        all.addListener((ListChangeListener<Problem>) _ -> readProblems());
        readProblems();
    }

    /** The part that is edited, or null. */
    public PartList.@Nullable Part part() {
        return part;
    }

    /** What is wrong with the part; paths begin below it: {@code url}, {@code timeouts.connect}. */
    public ObservableList<Problem> problems() {
        return shownProblems;
    }

    /** A text field. */
    public StringProperty text(String member, String what) {
        return field(member, what, PartForm::shown, PartForm::textNode);
    }

    /** A field for a number. */
    public StringProperty number(String member, String what) {
        return field(member, what, PartForm::numberText, PartForm::numberNode);
    }

    /** A switch; {@code ifAbsent} is what counts where nothing is written. */
    public BooleanProperty flag(String member, boolean ifAbsent, String what) {
        BooleanProperty property = new SimpleBooleanProperty(ifAbsent);
        onRead(() -> property.set(value(member)
                .filter(JsonNode::isBoolean)
                .map(JsonNode::booleanValue)
                .orElse(ifAbsent)));
        property.addListener((_, _, on) -> set(member, JsonNodeFactory.instance.booleanNode(on), what, ""));
        return property;
    }

    /** What is written at a member of the part; empty where nothing is, or null. */
    public Optional<JsonNode> value(String member) {
        PartList.Part now = part;
        return now == null
                ? Optional.empty()
                : session.file().get().value(now.path() + "." + member).filter(v -> !v.isNull());
    }

    /** Everything written of the part. */
    public Optional<JsonNode> value() {
        PartList.Part now = part;
        return now == null ? Optional.empty() : session.file().get().value(now.path());
    }

    /**
     * Writes a member of the part, or takes it away; nothing while the document is being read.
     *
     * @param value null to take it away
     * @param what name of the undo step
     * @param mergeKey what is added to the member's path to say which edits in a row are one step; empty for a step of its own
     */
    public void set(String member, @Nullable JsonNode value, String what, String mergeKey) {
        PartList.Part now = part;
        if (reading || now == null) {
            return;
        }
        String path = now.path() + "." + member;
        session.edit(what, mergeKey.isEmpty() ? "" : path, file -> changed(file, path, value));
    }

    /** Calls something whenever the document or the selection changed, and now; sets made in it are not edits. */
    public void onRead(Runnable reader) {
        readers.add(reader);
        quietly(reader);
    }

    /** Whether the part differs from what is saved; false where it is not saved at all. */
    public boolean differsFromSaved() {
        return saved().map(s -> !s.equals(value().orElse(null))).orElse(false);
    }

    /** Back to what is saved of this part, as a step of undo. */
    public void revert() {
        PartList.Part now = part;
        if (now != null) {
            saved().ifPresent(s -> session.edit("Revert " + now.title(), "", file -> file.with(now.path(), s)));
        }
    }

    private Optional<JsonNode> saved() {
        PartList.Part now = part;
        if (now == null || now.id() == null) {
            return Optional.empty();
        }
        String list = now.path().substring(0, now.path().indexOf('['));
        return session.saved()
                .value(list)
                .flatMap(all -> all.valueStream()
                        .filter(p -> p.path("id").stringValue("").equals(now.id()))
                        .findFirst());
    }

    private StringProperty field(
            String member,
            String what,
            Function<JsonNode, String> shown,
            Function<String, @Nullable JsonNode> written) {
        StringProperty property = new SimpleStringProperty("");
        String[] at = {""};
        onRead(() -> {
            JsonNode value = value(member).orElse(null);
            String path = part == null ? "" : part.path();
            JsonNode typed = written.apply(property.get());
            // "12." is 12: what the person types is not put right under the fingers
            boolean same = typed == null ? value == null : typed.equals(value);
            if (!same || !path.equals(at[0])) {
                property.set(value == null ? "" : shown.apply(value));
            }
            at[0] = path;
        });
        property.addListener((_, _, text) -> set(member, written.apply(text), what, "typing"));
        return property;
    }

    private static WorkspaceFile changed(WorkspaceFile file, String path, @Nullable JsonNode value) {
        if (value != null) {
            String parent = path.substring(0, path.lastIndexOf('.'));
            boolean holds =
                    file.value(parent).map(p -> p.isObject() || p.isNull()).orElse(true);
            WorkspaceFile open = holds ? file : file.with(parent, JsonNodeFactory.instance.objectNode());
            return open.with(path, value);
        }
        if (file.value(path).isEmpty()) {
            return file;
        }
        WorkspaceFile less = file.without(path);
        String parent = path.substring(0, path.lastIndexOf('.'));
        // a group such as timeouts that holds nothing any more is not worth a line; the part itself stays
        boolean emptyGroup = !parent.endsWith("]")
                && less.value(parent).filter(JsonNode::isEmpty).isPresent();
        return emptyGroup ? less.without(parent) : less;
    }

    private void read() {
        quietly(() -> readers.forEach(Runnable::run));
        readProblems();
    }

    private void quietly(Runnable body) {
        boolean before = reading;
        reading = true;
        try {
            body.run();
        } finally {
            reading = before;
        }
    }

    private void readProblems() {
        PartList.Part now = part;
        List<Problem> mine = new ArrayList<>();
        if (now != null) {
            for (Problem p : all) {
                if (p.path().startsWith(now.path() + ".")) {
                    String below = p.path().substring(now.path().length() + 1);
                    mine.add(new Problem(p.file(), p.line(), below, p.what(), p.allowed()));
                } else if (p.path().equals(now.path())) {
                    mine.add(new Problem(p.file(), p.line(), "", p.what(), p.allowed()));
                }
            }
        }
        if (!mine.equals(problems)) {
            problems.setAll(mine);
        }
    }

    /** A value as a person reads it in a field: a text as it is, something of a wrong type as JSON. */
    public static String shown(JsonNode value) {
        return value.isContainer() ? value.toString() : value.asString();
    }

    private static @Nullable JsonNode textNode(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() ? null : JsonNodeFactory.instance.stringNode(stripped);
    }

    /** A number as JSON, or the text itself where it is none, or null where it is empty. */
    public static @Nullable JsonNode numberNode(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(stripped);
            boolean whole = number.scale() <= 0 && number.precision() - number.scale() < LONGEST_PLAIN - 1;
            return whole
                    ? JsonNodeFactory.instance.numberNode(number.longValueExact())
                    : JsonNodeFactory.instance.numberNode(number);
        } catch (NumberFormatException e) {
            return JsonNodeFactory.instance.stringNode(stripped);
        }
    }

    /** A number as a person writes it; another value as its text. */
    public static String numberText(JsonNode node) {
        if (!node.isNumber()) {
            return shown(node);
        }
        BigDecimal number = node.decimalValue();
        return Math.abs(number.scale()) <= LONGEST_PLAIN && number.precision() <= LONGEST_PLAIN
                ? number.toPlainString()
                : number.toString();
    }
}
