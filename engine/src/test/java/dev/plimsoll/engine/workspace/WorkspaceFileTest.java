package dev.plimsoll.engine.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.problem.ExitCode;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

class WorkspaceFileTest {
    /** A file of the future: an unknown field, unknown kinds, numbers that no double holds, odd formatting. */
    private static final String FUTURE = """
        {"schemaVersion": 1,   "name": "Future",
          "colour": {"of": ["the", "page"], "weight": 0.1000000000000000000000000000000001, "big": 123456789012345678901234567890},
          "targets": [ { "id": "q", "kind": "quantum", "qubits": 1e400 } ],
          "datasets": [ { "id": "d", "kind": "synthetic", "promptTokens": 8, "flavour": "mint" } ],
          "benchmarks": [ { "id": "b", "target": "q", "dataset": "d",
              "profile": { "kind": "synchronous" },
              "constraints": [ { "kind": "max_joules", "joules": 5.00 }, { "kind": "max_requests", "count": 10 } ] } ]
        }
        """;

    @TempDir
    Path folder;

    private WorkspaceFile parse(String json) {
        return WorkspaceFile.parse(json, "w.plimsoll.json", folder);
    }

    private List<String> told(String json) {
        return parse(json).problems().stream().map(Problem::tell).toList();
    }

    @Test
    void unknownPartsAreToldWithTheAllowedOnesAndKept() {
        assertEquals(
                List.of(
                        "w.plimsoll.json:2 colour: unknown field 'colour'"
                                + " (allowed: schemaVersion, name, targets, datasets, benchmarks, report)",
                        "w.plimsoll.json:3 targets[0].kind: unknown target 'quantum' (allowed: http, simulator,"
                                + " models)",
                        "w.plimsoll.json:4 datasets[0].flavour: unknown field 'flavour'"
                                + " (allowed: id, kind, promptTokens, lengths, outputTokens, turns, delay, tokenizer,"
                                + " ignoreEos, prefixBuckets, systemTokens, userContextTokens, cacheBust, models)",
                        "w.plimsoll.json:7 benchmarks[0].constraints[0].kind: unknown constraint 'max_joules'"
                                + " (allowed: max_requests, max_duration, max_errors, max_error_rate,"
                                + " max_global_error_rate, over_saturation, max_tokens)"),
                told(FUTURE));
        PluginSpec target = assertInstanceOf(
                PluginSpec.class, parse(FUTURE).workspace().targets().getFirst());
        assertEquals("quantum", target.kind());
        assertEquals("q", target.id());
    }

    @Test
    void aDocumentThatWasNotEditedIsWrittenBackByteForByte() throws IOException {
        Path file = Files.writeString(
                folder.resolve("in" + WorkspaceFile.EXTENSION), "\uFEFF" + FUTURE.replace("\n", "\r\n"));
        Path copy = folder.resolve("out" + WorkspaceFile.EXTENSION);
        WorkspaceFile.read(file).save(copy);
        assertEquals(-1, Files.mismatch(file, copy));
    }

    @Test
    void anEditChangesOneValueAndKeepsOrderUnknownPartsAndEveryDigit() {
        WorkspaceFile edited = parse(FUTURE).with("benchmarks[0].seed", JsonNodeFactory.instance.numberNode(7));
        assertEquals("""
            {
              "schemaVersion": 1,
              "name": "Future",
              "colour": {
                "of": ["the", "page"],
                "weight": 0.1000000000000000000000000000000001,
                "big": 123456789012345678901234567890
              },
              "targets": [
                { "id": "q", "kind": "quantum", "qubits": 1E+400 }
              ],
              "datasets": [
                { "id": "d", "kind": "synthetic", "promptTokens": 8, "flavour": "mint" }
              ],
              "benchmarks": [
                {
                  "id": "b",
                  "target": "q",
                  "dataset": "d",
                  "profile": { "kind": "synchronous" },
                  "constraints": [
                    { "kind": "max_joules", "joules": 5.00 },
                    { "kind": "max_requests", "count": 10 }
                  ],
                  "seed": 7
                }
              ]
            }
            """, edited.text());
    }

    @Test
    void anEditedDocumentReadsBackAsItIs() {
        WorkspaceFile edited = parse(FUTURE)
                .with("targets[1]", JsonNodeFactory.instance.objectNode().put("id", "x"))
                .without("benchmarks[0].constraints[0]");
        WorkspaceFile again = parse(edited.text());
        assertEquals(edited.value(""), again.value(""));
        assertEquals(edited.workspace(), again.workspace());
        assertEquals(edited.text(), again.text());
    }

    @Test
    void malformedTextIsToldWithLineAndColumn() {
        List<String> told = told("{\n  \"schemaVersion\": 1,\n  \"name\" \"x\"\n}");
        assertEquals(1, told.size());
        assertTrue(
                told.getFirst().startsWith("w.plimsoll.json:3 not valid JSON (line 3, column 10): "), told.getFirst());
        assertFalse(told.getFirst().contains("tools.jackson"), told.getFirst());
        assertFalse(parse("{").isReadable());
    }

    @Test
    void everyKindOfBrokenDocumentOpens() throws IOException {
        assertEquals(List.of("w.plimsoll.json:1 the file is empty"), told(""));
        assertEquals(List.of("w.plimsoll.json:1 must be an object { ... }, but is a list"), told("[]"));
        assertEquals(List.of("w.plimsoll.json:1 must be an object { ... }, but is 5"), told("5"));
        assertEquals(
                List.of("w.plimsoll.json:2 text after the end of the document"), told("{\"schemaVersion\":1}\n{}"));
        for (String broken : new String[] {
            "[".repeat(100_000), "{\"a\":" + "9".repeat(5000) + "}", "{\"a\":NaN}", "{\"\\u00\":1}", "\0"
        }) {
            assertEquals(1, parse(broken).problems().size());
        }
        Path latin = Files.write(folder.resolve("latin.plimsoll.json"), new byte[] {'{', (byte) 0xE9, '}'});
        assertEquals(
                List.of("latin.plimsoll.json the file is not text in UTF-8"),
                WorkspaceFile.read(latin).problems().stream().map(Problem::tell).toList());
    }

    @Test
    void aDocumentThatIsNotJsonCannotBeEditedOrSaved() {
        WorkspaceFile broken = parse("{ oops");
        assertThrows(PlimsollException.class, () -> broken.withOverride("name", "x"));
        assertThrows(PlimsollException.class, () -> broken.save(folder.resolve("w.plimsoll.json")));
        assertFalse(Files.exists(folder.resolve("w.plimsoll.json")));
    }

    @Test
    void aFileThatIsNotThereIsWrongUsage() {
        PlimsollException e =
                assertThrows(PlimsollException.class, () -> WorkspaceFile.read(folder.resolve("none.plimsoll.json")));
        assertEquals(ExitCode.USAGE, e.exitCode());
        assertEquals(
                "Could not open " + folder.resolve("none.plimsoll.json") + ": no such file or folder", e.getMessage());
    }

    @Test
    void wrongTypesMissingPropertiesAndDuplicatesAreToldTogether() {
        assertEquals(
                List.of(
                        "w.plimsoll.json:1 schemaVersion: was written by a newer version of Plimsoll (format 2)"
                                + " (allowed: 1)",
                        "w.plimsoll.json:2 name: is written twice",
                        "w.plimsoll.json:2 name: must be a text in quotes, but is 5",
                        "w.plimsoll.json:3 targets[0]: must be an object { ... }, but is the text \"local\"",
                        "w.plimsoll.json:4 targets[1].id: is missing",
                        "w.plimsoll.json:4 targets[1].url: is missing",
                        "w.plimsoll.json:4 targets[1].stream: must be true or false, but is the text \"yes\"",
                        "w.plimsoll.json:4 targets[1].headers.x-n: must be a text in quotes, but is 1",
                        "w.plimsoll.json:5 targets[2].kind: must be a text in quotes, but is true",
                        "w.plimsoll.json:6 targets[3].id: must not be empty",
                        "w.plimsoll.json:6 targets[3].kind: is missing (allowed: http, simulator, models)",
                        "w.plimsoll.json:6 targets[4].kind: must not be empty (allowed: http, simulator, models)",
                        "w.plimsoll.json:7 datasets: must be a list [ ... ], but is an object",
                        "w.plimsoll.json:8 benchmarks[0].target: is missing",
                        "w.plimsoll.json:8 benchmarks[0].dataset: is missing",
                        "w.plimsoll.json:8 benchmarks[0].profile: is missing",
                        "w.plimsoll.json:8 benchmarks[0].workers: must be a whole number, but is 1.5"),
                told("""
                    { "schemaVersion": 2, "name": "w",
                      "name": 5, "targets": [
                      "local",
                      { "kind": "http", "stream": "yes", "headers": { "x-n": 1 } },
                      { "id": "b", "kind": true },
                      { "id": " " }, { "id": "c", "kind": "" }],
                      "datasets": {},
                      "benchmarks": [ { "id": "x", "workers": 1.5 } ] }
                    """));
    }

    @Test
    void whatTheFormatKnowsAndThisVersionDoesNotIsToldAsSuch() {
        assertEquals(
                List.of(
                        "w.plimsoll.json:4 benchmarks[0].profile.kind: profile kind 'search' is not available in this"
                                + " version (allowed: synchronous, concurrent, throughput, constant, async, poisson,"
                                + " gamma, rateSeries, trace, users, sweep, policies)",
                        "w.plimsoll.json:5 benchmarks[0].repeat: is not available in this version"),
                told("""
                    { "schemaVersion": 1,
                      "targets": [ { "id": "m", "kind": "models", "config": "r.yaml" } ],
                      "datasets": [ { "id": "h", "kind": "inline", "rows": ["a"] } ],
                      "benchmarks": [ { "id": "b", "target": "m", "dataset": "h", "profile": { "kind": "search" },
                          "cancelRate": 0.1, "repeat": 3 } ] }
                    """));
    }

    @Test
    void idsAreDistinct() {
        assertEquals(List.of("w.plimsoll.json:3 datasets[1].id: 'a' is already the id of datasets[0]"), told("""
            { "schemaVersion": 1, "datasets": [
              { "id": "a", "kind": "synthetic", "promptTokens": 1 },
              { "id": "a", "kind": "synthetic", "promptTokens": 1 } ] }
            """));
    }

    @Test
    void anOverrideChangesAValueAndItsFaultsNameTheOption() {
        WorkspaceFile file = parse(FUTURE)
                .withOverride("benchmarks[0].profile", "{kind: poisson, rate: [5, 10]}")
                .withOverride("benchmarks[0].profile.rate[1]", "twelve");
        assertEquals(
                List.of("--override benchmarks[0].profile.rate[1]: must be a number, but is the text \"twelve\""),
                file.problems().stream()
                        .map(Problem::tell)
                        .filter(t -> t.startsWith("--"))
                        .toList());
        assertEquals(
                List.of("--override benchmark[0].seed: unknown field 'benchmark'"
                        + " (allowed: schemaVersion, name, targets, datasets, benchmarks, report)"),
                WorkspaceFile.create("w", folder).withOverride("benchmark[0].seed", "7").problems().stream()
                        .map(Problem::tell)
                        .toList(),
                "a mistyped name");
        assertEquals(
                "There is no element 5 in a list of 2 at benchmarks[0].constraints[5].count (elements count from 0)",
                assertThrows(
                                PlimsollException.class,
                                () -> parse(FUTURE).withOverride("benchmarks[0].constraints[5].count", "1"))
                        .getMessage());
        assertThrows(PlimsollException.class, () -> parse(FUTURE).withOverride("name.x", "1"));
        assertThrows(PlimsollException.class, () -> parse(FUTURE).withOverride("a b", "1"));
        assertThrows(PlimsollException.class, () -> parse(FUTURE).withOverride("name", "'x"));
    }

    @Test
    void anOverrideDoesNotHideADuplicateKeyOfTheFile() {
        WorkspaceFile file = parse("{ \"schemaVersion\": 1, \"name\": \"a\", \"name\": \"b\" }");
        assertEquals(1, file.withOverride("schemaVersion", "1").problems().size());
        assertEquals(
                0,
                file.with("name", JsonNodeFactory.instance.stringNode("c"))
                        .problems()
                        .size(),
                "an edit is saved, and then there is only one");
    }

    @Test
    void anotherTargetKeepsWhatIsNotInItsUrl() {
        String json = """
            { "schemaVersion": 1,
              "targets": [ { "id": "t", "kind": "http", "url": "http://a:1", "model": "m", "apiKeyEnv": "K" } ],
              "datasets": [ { "id": "d", "kind": "synthetic", "promptTokens": 1 } ],
              "benchmarks": [ { "id": "b", "target": "t", "dataset": "d", "profile": { "kind": "synchronous" } } ] }
            """;
        TargetSpec.Http http = assertInstanceOf(
                TargetSpec.Http.class,
                parse(json).withTarget(null, "http://b:2").workspace().targets().getFirst());
        assertEquals("http://b:2", http.url());
        assertEquals("m", http.common().model());
        assertEquals("K", http.apiKeyEnv());

        Workspace simulated = parse(json)
                .withTarget("b", "kind=simulator,profile=fixed,slots=3")
                .workspace();
        TargetSpec.Simulator simulator =
                assertInstanceOf(TargetSpec.Simulator.class, simulated.targets().getLast());
        assertEquals(Map.of("slots", 3.0), simulator.parameters());
        assertEquals(simulator.id(), simulated.benchmarks().getFirst().target());
        assertThrows(PlimsollException.class, () -> parse(json).withTarget("c", "http://b:2"));
    }

    @Test
    void aCommandLineIsTheDocumentItStandsFor() {
        WorkspaceFile file = WorkspaceFile.ofOptions(
                new BenchmarkOptions("http://localhost:8000", null, null, List.of(), "rag", folder));
        assertEquals(List.of(), file.problems());
        DatasetSpec.Synthetic data = assertInstanceOf(
                DatasetSpec.Synthetic.class, file.workspace().datasets().getFirst());
        assertEquals(
                new LengthSpec("datasets[0].promptTokens", false, 4096.0, 512.0, 2048.0, 6144.0), data.promptTokens());
        BenchmarkSpec benchmark = file.workspace().benchmarks().getFirst();
        assertInstanceOf(ProfileSpec.Sweep.class, benchmark.profile());
        ConstraintSpec.Duration limit = assertInstanceOf(
                ConstraintSpec.Duration.class, benchmark.constraints().getFirst());
        assertEquals(List.of(30.0), limit.seconds());
        assertNull(file.shownName());
    }

    @Test
    void optionsThatCannotBeReadAreToldTogether() {
        PlimsollException e = assertThrows(
                PlimsollException.class,
                () -> WorkspaceFile.ofOptions(new BenchmarkOptions(
                        "http://h", "kind", "rate=1,,", List.of("count=1", "{\"a\""), "poem", folder)));
        assertEquals(
                List.of("--scenario", "--data", "--profile", "--constraint[1]"),
                e.problems().stream().map(Problem::path).toList());
        assertEquals(ExitCode.USAGE, e.exitCode());
    }

    @Test
    void aNewWorkspaceHasNoProblems() {
        assertEquals(List.of(), WorkspaceFile.create("New", folder).problems());
    }
}
