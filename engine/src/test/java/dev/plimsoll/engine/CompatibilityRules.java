package dev.plimsoll.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * The deliberate differences of {@code docs/compatibility.md}. A vector test asks for each by its family and id, so that no difference
 * can be in a test without being in the document; {@link CompatibilityRulesTest} holds the other direction.
 */
public final class CompatibilityRules {
    private static final Path DOCUMENT =
            Path.of(System.getProperty("basedir", "")).resolve("../docs/compatibility.md");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private CompatibilityRules() {}

    /** One row of the table. */
    public record Rule(String id, Set<String> families, String predicate, String expectation, String why) {
        /** The predicate itself, which only the family's test can compute: asking through the rule ties it to the document's row. */
        public boolean applies(boolean predicate) {
            return predicate;
        }

        /** For a difference without a condition: every case of the family is read in its light. */
        public void inForce() {}

        /** Skips the case, in the rule's name, where the predicate holds. */
        public void skipIf(boolean predicate) {
            Assumptions.assumeFalse(predicate, () -> id + " (" + this.predicate + "): " + expectation + "; " + why);
        }
    }

    /** The rule of a family; fails where the document does not list it. */
    public static Rule rule(String family, String id) {
        List<Rule> all = all();
        return all.stream()
                .filter(rule -> rule.id().equals(id) && rule.families().contains(family))
                .findAny()
                .orElseThrow(() -> new AssertionError(
                        "docs/compatibility.md lists no difference \"" + id + "\" for " + family + "; it has "
                                + all.stream()
                                        .filter(rule -> rule.families().contains(family))
                                        .map(Rule::id)
                                        .toList()));
    }

    /** Every row, in the document's order. */
    static List<Rule> all() {
        try {
            return parse(Files.readAllLines(DOCUMENT));
        } catch (IOException e) {
            throw new UncheckedIOException("the list of deliberate differences cannot be read", e);
        }
    }

    /** The rows of the table that begins with {@code | id | family |}. */
    static List<Rule> parse(List<String> lines) {
        List<Rule> rules = new ArrayList<>();
        boolean inTable = false;
        for (String line : lines) {
            inTable = line.startsWith("|") && (inTable || line.startsWith("| id | family |"));
            if (inTable && !line.startsWith("| id |") && !line.startsWith("|---")) {
                rules.add(row(line));
            }
        }
        if (rules.isEmpty()) {
            throw new AssertionError("no table of differences in docs/compatibility.md");
        }
        return rules;
    }

    private static Rule row(String line) {
        String[] cells = line.strip().replaceAll("^\\||\\|$", "").split("\\|", -1);
        if (cells.length != 5) {
            throw new AssertionError(
                    "docs/compatibility.md: a row of " + cells.length + " cells instead of 5: " + line);
        }
        Set<String> families = new TreeSet<>();
        CODE.matcher(cells[1]).results().forEach(match -> families.add(match.group(1)));
        return new Rule(cells[0].strip(), families, cells[2].strip(), cells[3].strip(), cells[4].strip());
    }
}
