package dev.plimsoll.app.services;

import dev.plimsoll.engine.file.AtomicFile;
import dev.plimsoll.engine.problem.PlimsollException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the window remembers between starts: theme, where it stood, recent workspaces, small choices of pages. One JSON file in the user's
 * config folder, written whole or not at all at every change; a file that cannot be read or written costs the memory, never the window.
 * JavaFX thread.
 */
public final class AppPreferences {
    private static final Logger LOG = LoggerFactory.getLogger(AppPreferences.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_RECENT = 12;

    private final Path file;
    private final ObjectNode root;
    private final ObservableList<RecentWorkspace> recent = FXCollections.observableArrayList();
    /** Held: a view made at each call would take its listeners with it into the garbage. */
    private final ObservableList<RecentWorkspace> shownRecent = FXCollections.unmodifiableObservableList(recent);

    private AppPreferences(Path file, ObjectNode root) {
        this.file = file;
        this.root = root;
        for (JsonNode each : root.path("recent")) {
            readRecent(each).ifPresent(recent::add);
        }
        sort();
    }

    /** Those in a folder; empty ones where there is no file. */
    public static AppPreferences in(Path configFolder) {
        Path file = configFolder.resolve("preferences.json");
        try {
            if (Files.exists(file) && JSON.readTree(Files.readString(file)) instanceof ObjectNode read) {
                return new AppPreferences(file, read);
            }
        } catch (IOException | JacksonException e) {
            LOG.warn("Preferences in {} could not be read; starting with none", file, e);
        }
        return new AppPreferences(file, JSON.createObjectNode());
    }

    /** The chosen theme. */
    public ThemeChoice theme() {
        try {
            return ThemeChoice.valueOf(root.path("theme").stringValue("system").toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return ThemeChoice.SYSTEM;
        }
    }

    /** Remembers the theme. */
    public void theme(ThemeChoice choice) {
        root.put("theme", choice.name().toLowerCase(Locale.ROOT));
        save();
    }

    /** Where the window was, or empty at the first start. */
    public Optional<WindowBounds> window() {
        JsonNode w = root.path("window");
        if (!w.path("width").isNumber()) {
            return Optional.empty();
        }
        return Optional.of(new WindowBounds(
                w.path("x").doubleValue(0),
                w.path("y").doubleValue(0),
                w.path("width").doubleValue(0),
                w.path("height").doubleValue(0),
                w.path("maximized").booleanValue(false)));
    }

    /** Remembers where the window was. */
    public void window(WindowBounds bounds) {
        ObjectNode w = root.putObject("window");
        w.put("x", bounds.x());
        w.put("y", bounds.y());
        w.put("width", bounds.width());
        w.put("height", bounds.height());
        w.put("maximized", bounds.maximized());
        save();
    }

    /** Workspaces open before: pinned ones first, then the latest. */
    public ObservableList<RecentWorkspace> recent() {
        return shownRecent;
    }

    /** Remembers that a workspace was opened. */
    public void opened(Path workspace, Instant at) {
        boolean pinned = recent.stream().anyMatch(r -> r.path().equals(workspace) && r.pinned());
        replace(workspace, new RecentWorkspace(workspace, at, pinned));
    }

    /** Keeps a workspace at the top of the list, or not. */
    public void pin(Path workspace, boolean pinned) {
        recent.stream()
                .filter(r -> r.path().equals(workspace))
                .findFirst()
                .ifPresent(r -> replace(workspace, new RecentWorkspace(workspace, r.opened(), pinned)));
    }

    /** Forgets a workspace; its file stays. */
    public void forget(Path workspace) {
        recent.removeIf(r -> r.path().equals(workspace));
        writeRecent();
    }

    /** A small choice of a page, {@code results.columns} for one; empty where it was never made. */
    public Optional<String> choice(String name) {
        return root.path("choices").path(name).stringValueOpt();
    }

    /** Remembers a small choice. */
    public void choice(String name, String value) {
        root.withObjectProperty("choices").put(name, value);
        save();
    }

    private void replace(Path workspace, RecentWorkspace entry) {
        List<RecentWorkspace> all = new ArrayList<>(recent);
        all.removeIf(r -> r.path().equals(workspace));
        all.add(entry);
        recent.setAll(all);
        sort();
        while (recent.size() > MOST_RECENT) {
            recent.removeLast();
        }
        writeRecent();
    }

    private void sort() {
        recent.sort(Comparator.comparing(RecentWorkspace::pinned)
                .reversed()
                .thenComparing(Comparator.comparing(RecentWorkspace::opened).reversed()));
    }

    private void writeRecent() {
        ArrayNode all = root.putArray("recent");
        for (RecentWorkspace each : recent) {
            ObjectNode node = all.addObject();
            node.put("path", each.path().toString());
            node.put("opened", each.opened().toString());
            node.put("pinned", each.pinned());
        }
        save();
    }

    private static Optional<RecentWorkspace> readRecent(JsonNode node) {
        try {
            return Optional.of(new RecentWorkspace(
                    Path.of(node.path("path").stringValue("")),
                    Instant.parse(node.path("opened").stringValue("")),
                    node.path("pinned").booleanValue(false)));
        } catch (DateTimeParseException | java.nio.file.InvalidPathException e) {
            return Optional.empty();
        }
    }

    private void save() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            AtomicFile.writeText(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
        } catch (IOException | PlimsollException e) {
            LOG.warn("Preferences could not be kept in {}", file, e);
        }
    }
}
