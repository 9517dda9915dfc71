package dev.plimsoll.engine.router.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.problem.PlimsollException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A change of a configuration changes that and nothing else, and leaves the text as its writer wrote it. */
class RouterConfigEditTest {
    private static final String CONFIG = """
        # The machine under the desk.
        x-common: &common
          ttl: 600      # ten minutes
          env: [CUDA=0]
        startPort: 9000
        models:
          # small and quick
          chat:
            <<: *common
            cmd: |          # the server
              llama-server --port ${PORT}
              -m chat.gguf
            aliases:
              - gpt      # what clients call it
              - small
          "code:7b": {cmd: "serve --port ${PORT}", ttl: 0, colour: red}   # not ours

          draw: *common
        routing:
          scheduler:
            use: fifo
            settings: {fifo: {priority: {chat: 5, 'code:7b': 1}}}
        # the end
        """;

    private static String set(String path, String value) {
        return RouterConfigEdit.of(CONFIG).set(path, value).text();
    }

    private static String refusal(RouterConfigEdit edit, String path, long value) {
        return assertThrows(PlimsollException.class, () -> edit.set(path, value))
                .problems()
                .getFirst()
                .what();
    }

    /** The lines that went and those that came. */
    private static List<String> changes(String before, String after) {
        List<String> gone = new ArrayList<>(before.lines().toList());
        List<String> come = new ArrayList<>(after.lines().toList());
        while (!gone.isEmpty() && !come.isEmpty() && gone.getFirst().equals(come.getFirst())) {
            gone.removeFirst();
            come.removeFirst();
        }
        while (!gone.isEmpty() && !come.isEmpty() && gone.getLast().equals(come.getLast())) {
            gone.removeLast();
            come.removeLast();
        }
        return Stream.concat(
                        gone.stream().map(line -> "-" + line), come.stream().map(line -> "+" + line))
                .toList();
    }

    @Test
    void aValueIsChangedWhereItStands() {
        assertEquals(
                List.of("-  ttl: 600      # ten minutes", "+  ttl: 30      # ten minutes"),
                changes(
                        "x:\n  ttl: 600      # ten minutes\n",
                        RouterConfigEdit.of("x:\n  ttl: 600      # ten minutes\n")
                                .set("x.ttl", 30)
                                .text()));
        assertEquals(
                List.of(
                        "-  \"code:7b\": {cmd: \"serve --port ${PORT}\", ttl: 0, colour: red}   # not ours",
                        "+  \"code:7b\": {cmd: \"serve --port ${PORT}\", ttl: 60, colour: red}   # not ours"),
                changes(
                        CONFIG,
                        RouterConfigEdit.of(CONFIG)
                                .set("models.\"code:7b\".ttl", 60)
                                .text()));
        assertEquals(
                List.of("-    use: fifo", "+    use: serial"), changes(CONFIG, set("routing.scheduler.use", "serial")));
    }

    @Test
    void aValueThatIsNotThereIsAddedWithAllThatIsMissingAboveIt() {
        assertEquals(
                List.of("+  router:", "+    settings:", "+      matrix:", "+        tieBreak: idleFirst"),
                changes(CONFIG, set("routing.router.settings.matrix.tieBreak", "idleFirst")));
        assertEquals(
                List.of(
                        "-    settings: {fifo: {priority: {chat: 5, 'code:7b': 1}}}",
                        "+    settings: {fifo: {priority: {chat: 5, 'code:7b': 1}, maxWait: 30}}"),
                changes(
                        CONFIG,
                        RouterConfigEdit.of(CONFIG)
                                .set("routing.scheduler.settings.fifo.maxWait", 30)
                                .text()));
        assertEquals(
                "models:\n  a:\n    ttl: 5\n",
                RouterConfigEdit.of("").set("models.a.ttl", 5).text());
        assertEquals(
                "# mine\nmodels:\n  a:\n    ttl: 5\n",
                RouterConfigEdit.of("# mine").set("models.a.ttl", 5).text());
        assertEquals(
                "models: # mine\n  a:\n    ttl: 5\nstartPort: 1\n",
                RouterConfigEdit.of("models: # mine\nstartPort: 1\n")
                        .set("models.a.ttl", 5)
                        .text());
    }

    @Test
    void whatAMergeKeyBringsIsOverlaidAndNotChangedWhereItComesFrom() {
        assertEquals(
                List.of("+    ttl: 5"),
                changes(
                        CONFIG,
                        RouterConfigEdit.of(CONFIG).set("models.chat.ttl", 5).text()));
        assertEquals(
                List.of("-  draw: *common", "+  draw: {<<: *common, ttl: 5}"),
                changes(
                        CONFIG,
                        RouterConfigEdit.of(CONFIG).set("models.draw.ttl", 5).text()));
        RouterConfigEdit copied =
                RouterConfigEdit.of("a: &a {f: {p: 1, q: 2}}\nb:\n  <<: *a\n").set("b.f.p", 7);
        assertEquals("a: &a {f: {p: 1, q: 2}}\nb:\n  <<: *a\n  f:\n    p: 7\n    q: 2\n", copied.text());
        assertEquals(List.of("b.f came from a merge key and now has its own copy"), copied.told());
    }

    @Test
    void whatOthersShareIsNotChangedAndTheReasonIsTold() {
        assertEquals(
                "is shared: &common on line 2 is used on lines 9, 18",
                refusal(RouterConfigEdit.of(CONFIG), "x-common.ttl", 5));
        PlimsollException merged = assertThrows(
                PlimsollException.class, () -> RouterConfigEdit.of(CONFIG).remove("models.chat.ttl"));
        assertEquals(
                "comes from the merge key << on line 9",
                merged.problems().getFirst().what());
        PlimsollException alias = assertThrows(
                PlimsollException.class, () -> RouterConfigEdit.of(CONFIG).remove("models.draw.ttl"));
        assertEquals(
                "comes from &common, which *common on line 18 stands for",
                alias.problems().getFirst().what());
    }

    @Test
    void aTextThatIsNotYamlIsNotTouched() {
        PlimsollException refused = assertThrows(
                PlimsollException.class,
                () -> RouterConfigEdit.of("a: [1\nb: 2").set("b", 3));
        assertTrue(refused.getMessage().contains("not valid YAML"), refused.getMessage());
    }

    @Test
    void aCommandOfSeveralLinesIsBlockText() {
        RouterConfigEdit edit = RouterConfigEdit.of(CONFIG);
        assertEquals(
                List.of(
                        "-      llama-server --port ${PORT}",
                        "-      -m chat.gguf",
                        "+      vllm serve",
                        "+",
                        "+        --port ${PORT}"),
                changes(
                        CONFIG,
                        edit.set("models.chat.cmd", "vllm serve\n\n  --port ${PORT}\n")
                                .text()));
        assertEquals(
                List.of(
                        "-    cmd: |          # the server",
                        "-      llama-server --port ${PORT}",
                        "-      -m chat.gguf",
                        "+    cmd: vllm serve --port ${PORT}          # the server"),
                changes(
                        CONFIG,
                        edit.set("models.chat.cmd", "vllm serve --port ${PORT}").text()));
        assertEquals(
                "a:\n  cmd: |-   # c\n    x\n    y\n  ttl: 1\n",
                RouterConfigEdit.of("a:\n  cmd: x   # c\n  ttl: 1\n")
                        .set("a.cmd", "x\ny")
                        .text());
    }

    @Test
    void itemsOfAListThatStayKeepTheirLines() {
        RouterConfigEdit edit = RouterConfigEdit.of(CONFIG);
        assertEquals(
                List.of("-      - small", "+      - the \"big\" one", "+      - new"),
                changes(
                        CONFIG,
                        edit.set("models.chat.aliases", List.of("gpt", "the \"big\" one", "new"))
                                .text()));
        assertEquals(
                List.of("+      - first"),
                changes(
                        CONFIG,
                        edit.set("models.chat.aliases", List.of("first", "gpt", "small"))
                                .text()));
        assertEquals(
                List.of("-      - gpt      # what clients call it"),
                changes(
                        CONFIG,
                        edit.set("models.chat.aliases", List.of("small")).text()));
        assertEquals(
                "a: [y, z] # c\n",
                RouterConfigEdit.of("a: [x, y] # c\n")
                        .set("a", List.of("y", "z"))
                        .text());
        assertEquals(
                "a: [] # c\n",
                RouterConfigEdit.of("a: [x, y] # c\n").set("a", List.of()).text());
    }

    @Test
    void takingOutLeavesTheCommentsAbove() {
        RouterConfigEdit edit = RouterConfigEdit.of(CONFIG);
        assertEquals(
                List.of("-startPort: 9000"),
                changes(CONFIG, edit.remove("startPort").text()));
        assertEquals(
                List.of("-    use: fifo"),
                changes(CONFIG, edit.remove("routing.scheduler.use").text()));
        assertEquals(
                "a: {}\n", RouterConfigEdit.of("a:\n  b: 1\n").remove("a.b").text());
        assertEquals(
                "a: {c: 2}\n",
                RouterConfigEdit.of("a: {b: 1, c: 2}\n").remove("a.b").text());
        assertEquals(
                "a: {b: 1}\n",
                RouterConfigEdit.of("a: {b: 1, c: 2}\n").remove("a.c").text());
    }

    @Test
    void aModelIsRenamedWhereverItIsNamed() {
        String config = """
            models: {chat: {cmd: x}, code: {cmd: y}}
            hooks: {on_startup: {preload: [code, chat]}}
            routing:
              router:
                use: matrix
                settings:
                  matrix:
                    vars: {c: chat}
                    evict_costs: {chat: 4, c-x: 1}
                    sets: {s: "c & (code | chat)", t: +s | chat-2}
                  groups: {g: {members: [chat]}}
              scheduler: {settings: {fifo: {priority: {chat: 5}}}}
            """;
        assertEquals(
                config.replaceAll("\\bchat\\b(?!-)", "talk"),
                ModelEdits.rename(RouterConfigEdit.of(config), "chat", "talk").text());
        PlimsollException refused =
                assertThrows(PlimsollException.class, () -> ModelEdits.remove(RouterConfigEdit.of(config), "code"));
        assertEquals(
                "has 'code' in it; take it out of the matrix first",
                refused.problems().getFirst().what());
    }

    @Test
    void aModelIsTakenOutWhereverItIsNamed() {
        String config = """
            models:
              chat:
                cmd: x
              code:
                cmd: y
            routing:
              router: {settings: {groups: {g: {members: [chat, code]}}}}
              scheduler: {settings: {fifo: {priority: {chat: 5}}}}
            """;
        assertEquals("""
            models:
              code:
                cmd: y
            routing:
              router: {settings: {groups: {g: {members: [code]}}}}
              scheduler: {settings: {fifo: {priority: {}}}}
            """, ModelEdits.remove(RouterConfigEdit.of(config), "chat").text());
    }

    @Test
    void whatIsAlreadySoIsNotWrittenAgain() {
        RouterConfigEdit edit = RouterConfigEdit.of(CONFIG);
        assertSame(edit, edit.set("models.chat.ttl", 600));
    }

    @Test
    void lineEndsOfTwoCharactersStay() {
        assertEquals(
                "a:\r\n  b: 1 # x\r\n  c: |-\r\n    p\r\n    q\r\nd: 2\r\n",
                RouterConfigEdit.of("a:\r\n  b: 1 # x\r\nd: 2\r\n")
                        .set("a.c", "p\nq")
                        .text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "yes",
                "0x1F",
                "1e3",
                "12:30",
                "2001-01-01",
                "~",
                "null",
                "- a",
                "a: b",
                "a #b",
                "#a",
                "*a",
                "&a",
                "!a",
                "%a",
                "@a",
                "`a",
                "{a}",
                "[a]",
                "a,b",
                "'",
                "\"",
                "a'b\"c",
                "\\",
                "a\tb",
                "tab\t",
                "x\n",
                "\n",
                "a\n\nb",
                " a\nb",
                "a \nb",
                "a\n\n",
                "\u0085",
                "\u2028",
                "\uFEFF",
                "\u0000",
                "\uD83D\uDE00 \u00E9",
                "a\r\nb",
                "---",
                "...",
                "? a",
                ": a",
                "a:",
                "${PORT}",
                "${env.X}\"",
                "=",
                "<<",
                "-",
                "--port 1 -m \"x y\"",
                "|",
                ">"
            })
    void anyTextIsQuotedSoThatItStaysThatText(String value) {
        for (String before : List.of("a: 1\nb: 2\n", "{a: 1, b: 2}", "a:\n  - 1\nb: 2\n", "a: |\n  x\nb: 2\n")) {
            RouterConfigEdit after = RouterConfigEdit.of(before).set("a", value);
            assertEquals(value, after.get("a").orElseThrow().stringValue(), before);
            assertEquals(2, after.get("b").orElseThrow().asInt(), before);
        }
        RouterConfigEdit keyed = RouterConfigEdit.of("a: {}\n").set("a", List.of(value, "x"));
        assertEquals(value, keyed.get("a").orElseThrow().get(0).stringValue());
    }

    /** Random changes of every configuration of the vectors: the result means the tree with that change, written as JSON. */
    @Test
    void aChangeMeansTheOldConfigurationWithThatChange() {
        Random random = new Random(20260822);
        List<String> texts = new ArrayList<>(List.of(CONFIG));
        VectorFiles.family("llama-swap/config").stream()
                .flatMap(file -> file.cases().stream())
                .map(each -> each.get("config").get("yaml").asString())
                .filter(yaml -> YamlDocument.parse(yaml).faults().isEmpty())
                .forEach(texts::add);
        int made = 0;
        int tried = 0;
        for (String text : texts) {
            RouterConfigEdit edit = RouterConfigEdit.of(text);
            for (int i = 0; i < 40; i++) {
                JsonNode tree = edit.get("").orElseThrow();
                String path = randomPath(tree, random);
                tried++;
                try {
                    boolean takesOut = random.nextInt(4) == 0 && edit.get(path).isPresent();
                    JsonNode value = randomValue(random);
                    RouterConfigEdit next = takesOut ? edit.remove(path) : edit.set(path, value);
                    JsonNode wanted = takesOut ? without(tree, path) : with(tree, path, value);
                    assertTrue(RouterConfigEdit.same(wanted, next.get("").orElseThrow()), next.text());
                    assertEquals(read(wanted.toString()), read(next.text()), next.text());
                    made++;
                    edit = random.nextInt(8) == 0 ? RouterConfigEdit.of(text) : next;
                } catch (PlimsollException refused) {
                    String what = refused.problems().getFirst().what();
                    assertTrue(
                            what.matches("(is shared|comes from|cannot be there).*"),
                            path + ": " + what + "\n" + edit.text());
                }
            }
        }
        assertTrue(made > tried * 3 / 4, made + " of " + tried);
    }

    private static String read(String text) {
        RouterConfigReader.Result result =
                RouterConfigReader.read(null, text, new LoadOptions("fifo", null, name -> "v"));
        return result.config() == null
                ? result.faults().stream()
                        .map(each -> each.code() + each.problem().path())
                        .sorted()
                        .toList()
                        .toString()
                : result.config().toString().replaceAll("Matrix@\\w+", "Matrix");
    }

    private static String randomPath(JsonNode tree, Random random) {
        List<String> known = List.of(
                "startPort",
                "models.a.ttl",
                "models.\"q:7b\".cmd",
                "routing.scheduler.use",
                "routing.scheduler.settings.fifo.priority.m1",
                "routing.router.settings.groups.g.members",
                "routing.router.settings.matrix.evict_costs.m1");
        List<String> written = new ArrayList<>();
        collect(tree, "", written);
        boolean old = !written.isEmpty() && random.nextInt(3) > 0;
        return old ? written.get(random.nextInt(written.size())) : known.get(random.nextInt(known.size()));
    }

    private static void collect(JsonNode tree, String path, List<String> paths) {
        tree.properties().forEach(each -> {
            String below = YamlDocument.below(path, each.getKey());
            paths.add(below);
            collect(each.getValue(), below, paths);
        });
    }

    private static JsonNode randomValue(Random random) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (random.nextInt(5)) {
            case 0 -> nodes.numberNode(random.nextInt(1000));
            case 1 -> nodes.booleanNode(random.nextBoolean());
            case 2 -> nodes.stringNode("serve --port ${PORT}\n  -m \"x\"\n".repeat(random.nextInt(3)));
            case 3 ->
                nodes.stringNode(
                        Arrays.asList("m1", "no", "a: b", "#", "fifo", "0").get(random.nextInt(6)));
            default -> {
                var list = nodes.arrayNode();
                random.ints(random.nextInt(4), 1, 5).forEach(i -> list.add("m" + i));
                yield list;
            }
        };
    }

    private static JsonNode with(JsonNode tree, String path, JsonNode value) {
        return YamlTree.with(tree, RouterConfigEdit.steps(path), value);
    }

    private static JsonNode without(JsonNode tree, String path) {
        return YamlTree.without(tree, RouterConfigEdit.steps(path));
    }
}
