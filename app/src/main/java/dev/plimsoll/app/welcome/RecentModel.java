package dev.plimsoll.app.welcome;

import dev.plimsoll.app.services.RecentWorkspace;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The rows of recent workspaces, from what is remembered. */
final class RecentModel {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ROOT);
    private static final DateTimeFormatter DAY_OF_YEAR = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ROOT);

    private final Path home;
    private final ZoneId zone;

    RecentModel(Path home, ZoneId zone) {
        this.home = home;
        this.zone = zone;
    }

    List<RecentRow> rows(List<RecentWorkspace> recent, Instant now) {
        return recent.stream()
                .map(r -> new RecentRow(
                        r.path(),
                        name(r.path()),
                        shown(r.path()),
                        when(r.opened(), now),
                        r.pinned(),
                        !Files.isRegularFile(r.path())))
                .toList();
    }

    private static String name(Path path) {
        String file = String.valueOf(path.getFileName());
        return file.endsWith(WorkspaceFile.EXTENSION)
                ? file.substring(0, file.length() - WorkspaceFile.EXTENSION.length())
                : file;
    }

    private String shown(Path path) {
        return path.startsWith(home) && !path.equals(home)
                ? Path.of("~").resolve(home.relativize(path)).toString()
                : path.toString();
    }

    private String when(Instant opened, Instant now) {
        var at = opened.atZone(zone);
        LocalDate today = now.atZone(zone).toLocalDate();
        if (at.toLocalDate().equals(today)) {
            return "today " + TIME.format(at);
        }
        if (at.toLocalDate().equals(today.minusDays(1))) {
            return "yesterday";
        }
        return at.getYear() == today.getYear() ? DAY.format(at) : DAY_OF_YEAR.format(at);
    }
}
