package dev.plimsoll.engine.workspace;

import dev.plimsoll.engine.file.FileTrouble;
import dev.plimsoll.engine.file.SafePath;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/** A file with report settings: what was understood, and what is wrong with its shape. Immutable, any thread. */
public final class ReportFile {
    /** Longest file read, bytes: settings are written by hand. */
    private static final int LONGEST = 1 << 20;

    private final String shownName;
    private final Map<String, Integer> lines;
    private final ReportSpec.Written written;
    private final List<Problem> problems;

    private ReportFile(
            String shownName, Map<String, Integer> lines, ReportSpec.Written written, List<Problem> problems) {
        this.shownName = shownName;
        this.lines = lines;
        this.written = written;
        this.problems = problems.stream().map(this::locate).toList();
    }

    /**
     * Opens a file.
     *
     * @throws PlimsollException (usage) where it cannot be read
     */
    public static ReportFile read(Path file) {
        String name = String.valueOf(file.getFileName());
        byte[] bytes;
        try (InputStream in = Channels.newInputStream(SafePath.openData(file))) {
            bytes = in.readNBytes(LONGEST + 1);
        } catch (IOException e) {
            throw PlimsollException.usage("Could not open " + file + ": " + FileTrouble.reason(e) + ".", e);
        }
        if (bytes.length > LONGEST) {
            throw PlimsollException.usage(file + " is too large for report settings.");
        }
        try {
            return parse(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString(),
                    name);
        } catch (CharacterCodingException e) {
            throw PlimsollException.usage(file + " is not text in UTF-8.", e);
        }
    }

    /** Reads a text; what is wrong with it is in {@link #problems}. */
    public static ReportFile parse(String text, String shownName) {
        JsonSource source = JsonSource.parse(text);
        List<Problem> problems = new ArrayList<>(source.problems());
        ReportSpec.Written written = source.root() == null
                ? new ReportReader(new ArrayList<>()).written(JsonNodeFactory.instance.objectNode(), "")
                : new ReportReader(problems).written(source.root(), "");
        return new ReportFile(shownName, source.lines(), written, problems);
    }

    /** What was understood. */
    public ReportSpec.Written written() {
        return written;
    }

    /** What is wrong with its shape, located. */
    public List<Problem> problems() {
        return problems;
    }

    /** A problem at a path, tied to this file and the line of that path. */
    public Problem locate(Problem problem) {
        int line = problem.line();
        for (Optional<String> at = Optional.of(problem.path());
                line == 0 && at.isPresent();
                at = JsonPath.parent(at.get())) {
            line = lines.getOrDefault(at.get(), 0);
        }
        return problem.in(shownName, line);
    }
}
