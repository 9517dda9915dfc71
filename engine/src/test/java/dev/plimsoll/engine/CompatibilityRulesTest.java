package dev.plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.CompatibilityRules.Rule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** The list of deliberate differences and the vector tests say the same. */
class CompatibilityRulesTest {
    /** Families and ids are written out where they are used, so that this test, and a reader's search, can find them. */
    private static final Pattern USE = Pattern.compile("\\brule\\(\\s*\"([^\"]+)\",\\s*\"([^\"]+)\"\\s*\\)");

    private static final Pattern FAMILY = Pattern.compile("(?:guidellm|aiperf|llama-swap)/[a-z0-9_-]+");

    @Test
    void theListAndTheVectorTestsNameTheSameDifferences() {
        Set<String> listed = new TreeSet<>();
        for (Rule rule : CompatibilityRules.all()) {
            rule.families().forEach(family -> listed.add(family + " " + rule.id()));
        }
        Set<String> used = new TreeSet<>();
        vectorTests()
                .forEach(source -> USE.matcher(source)
                        .results()
                        .forEach(match -> used.add(match.group(1) + " " + match.group(2))));
        assertEquals(listed, used);
    }

    @Test
    void everyRowIsWhole() {
        Set<String> ids = new TreeSet<>();
        for (Rule rule : CompatibilityRules.all()) {
            assertTrue(rule.id().matches("[a-z0-9]+(-[a-z0-9]+)*"), rule.id());
            assertTrue(ids.add(rule.id()), () -> rule.id() + " is listed twice");
            assertTrue(!rule.families().isEmpty(), () -> rule.id() + " has no family");
            rule.families().forEach(family -> assertTrue(FAMILY.matcher(family).matches(), family));
            assertTrue(!rule.predicate().isEmpty(), () -> rule.id() + " has no predicate");
            assertTrue(!rule.expectation().isEmpty(), () -> rule.id() + " has no expectation");
            assertTrue(!rule.why().isEmpty(), () -> rule.id() + " has no reason");
        }
    }

    @Test
    void aDifferenceThatIsNotListedFailsTheTestThatAsksForIt() {
        String listed = CompatibilityRules.all().getFirst().id();
        AssertionError unknown =
                assertThrows(AssertionError.class, () -> CompatibilityRules.rule("guidellm/no_such_family", listed));
        assertEquals(
                "docs/compatibility.md lists no difference \"" + listed + "\" for guidellm/no_such_family; it has []",
                unknown.getMessage());
    }

    @Test
    void aRowIsReadCellByCell() {
        List<Rule> rules = CompatibilityRules.parse(List.of(
                "| other | table |", "", "| id | family |", "|---|---|", "| a-b | `x/y`, `x/z` | p | e | w |", "text"));
        assertEquals(List.of(new Rule("a-b", Set.of("x/y", "x/z"), "p", "e", "w")), rules);
        assertThrows(
                AssertionError.class,
                () -> CompatibilityRules.parse(List.of("| id | family |", "|---|---|", "| a | b | c |")));
    }

    @Test
    void aSkippedCaseNamesItsRule() {
        Rule rule = new Rule("a-b", Set.of("x/y"), "it is blue", "skipped", "not built");
        rule.skipIf(false);
        TestAbortedException skipped = assertThrows(TestAbortedException.class, () -> rule.skipIf(true));
        assertTrue(String.valueOf(skipped.getMessage()).contains("a-b (it is blue): skipped; not built"));
    }

    private static List<String> vectorTests() {
        Path sources = Path.of(System.getProperty("basedir", "")).resolve("src/test/java");
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.getFileName().toString().endsWith("VectorTest.java"))
                    .map(CompatibilityRulesTest::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
