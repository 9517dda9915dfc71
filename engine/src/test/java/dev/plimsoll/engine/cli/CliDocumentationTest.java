package dev.plimsoll.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CliDocumentationTest {
    private static final Path PAGE = Path.of("../docs/cli.md");

    /** Write the page anew with {@code -Dplimsoll.write-docs=true}. */
    @Test
    void thePageOfTheCommandLineSaysWhatTheProgramSays() throws Exception {
        String text = PlimsollCli.documentation();
        if (Boolean.getBoolean("plimsoll.write-docs")) {
            Files.writeString(PAGE, text);
        }
        assertEquals(text, Files.readString(PAGE), "docs/cli.md is old: run this test with -Dplimsoll.write-docs=true");
    }
}
