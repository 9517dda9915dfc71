package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.file.FileTrouble;
import dev.plimsoll.engine.problem.PlimsollException;
import java.io.IOException;
import java.nio.file.Path;

/** A data file that cannot be read (any more). */
final class ReadTrouble {
    private ReadTrouble() {}

    static PlimsollException of(Path file, IOException e) {
        return PlimsollException.failed("Could not read the data file " + file + ": " + FileTrouble.reason(e), e);
    }
}
