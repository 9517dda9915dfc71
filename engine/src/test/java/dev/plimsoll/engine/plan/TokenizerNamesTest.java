package dev.plimsoll.engine.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.StringNode;

class TokenizerNamesTest {
    @TempDir
    Path folder;

    @Test
    void aTokenizersFileIsFoundBesideTheWorkspaceAndItsRealPathTravels() throws IOException {
        Path file = Files.writeString(folder.resolve("tokenizer.json"), "{}");
        assertEquals(
                "hf:" + file.toRealPath(),
                PlanCompiler.compile(workspace("hf:tokenizer.json"), null)
                        .dataset()
                        .tokenizer());
        assertEquals(
                "cl100k",
                PlanCompiler.compile(workspace("cl100k"), null).dataset().tokenizer());
    }

    @Test
    void aFileThatIsNotThereIsToldWhereItIsWritten() {
        assertEquals(
                List.of("the tokenizer file 'none.json' cannot be read: no such file or folder (looked in " + folder
                        + ")"),
                Workspaces.faults(workspace("hf:none.json")));
        assertEquals(
                List.of("names no file; write hf: and the path of a tokenizer.json"),
                Workspaces.faults(workspace("hf: ")));
        assertTrue(Workspaces.faults(workspace("gpt2")).getFirst().contains("unknown value 'gpt2'"));
    }

    private WorkspaceFile workspace(String tokenizer) {
        return Workspaces.synchronous(folder).with("datasets[0].tokenizer", StringNode.valueOf(tokenizer));
    }
}
