package dev.plimsoll.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.file.ThisProgram;
import dev.plimsoll.engine.router.process.CommandLine;
import org.junit.jupiter.api.Test;

class ThisProgramTest {
    @Test
    void theClassThatRunsCommandLinesIsCalledByItsName() throws ReflectiveOperationException {
        assertEquals(PlimsollCli.class.getName(), ThisProgram.COMMAND_LINE);
        assertTrue(PlimsollCli.class.getMethod("main", String[].class).canAccess(null));
    }

    @Test
    void asTextItIsReadBackAsTheSameWords() {
        assertEquals(ThisProgram.commandLine(), CommandLine.split(ThisProgram.posix()));
    }
}
