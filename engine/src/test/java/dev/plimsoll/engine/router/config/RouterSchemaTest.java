package dev.plimsoll.engine.router.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schema in the documentation is the one that the reader's rules make. */
class RouterSchemaTest {
    private static final Path FILE =
            Path.of(System.getProperty("basedir", "")).resolve("../docs/formats/router-config.schema.json");

    /** Write the file anew with {@code -Dplimsoll.write-docs=true}. */
    @Test
    void theFileInTheDocumentationIsCurrent() throws IOException {
        if (Boolean.getBoolean("plimsoll.write-docs")) {
            Files.writeString(FILE, RouterSchema.json());
        }
        assertEquals(
                RouterSchema.json(),
                Files.readString(FILE),
                FILE.getFileName() + " is old: run this test with -Dplimsoll.write-docs=true");
    }

    @Test
    void aMatrixThatIsUsedHasToBeThere() {
        JsonNode router = JsonMapper.shared().readTree(RouterSchema.json()).at("/properties/routing/properties/router");
        assertEquals("matrix", router.at("/if/properties/use/const").asString());
        assertEquals("matrix", router.at("/then/properties/settings/required/0").asString());
    }

    @Test
    void theSchemaAllowsWhatTheReaderAllows() {
        JsonNode use = JsonMapper.shared()
                .readTree(RouterSchema.json())
                .at("/properties/routing/properties/scheduler/properties/use/enum");
        assertEquals(
                List.of("fifo", "serial", ""),
                use.valueStream().map(JsonNode::asString).toList());
    }
}
