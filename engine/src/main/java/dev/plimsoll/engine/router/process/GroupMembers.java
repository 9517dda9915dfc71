package dev.plimsoll.engine.router.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who is in a process group, as Linux tells it in {@code /proc}. */
final class GroupMembers {
    private static final Path PROC = Path.of("/proc");

    private GroupMembers() {}

    /** Whether a process of the group still runs; one that has ended and was not taken notice of does not. */
    static boolean anyAlive(long group) {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path each : processes) {
                if (alive(each.resolve("stat"), group)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false; // no such thing here: nothing more to be known
        }
    }

    /** The line is: id (name) state parent group ..., and a name may hold anything. */
    private static boolean alive(Path stat, long group) {
        try {
            String line = Files.readString(stat, StandardCharsets.ISO_8859_1);
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", 4);
            boolean ended = fields[0].equals("Z") || fields[0].equals("X");
            return !ended && Long.parseLong(fields[2]) == group;
        } catch (IOException e) {
            return false; // it has gone meanwhile
        }
    }
}
