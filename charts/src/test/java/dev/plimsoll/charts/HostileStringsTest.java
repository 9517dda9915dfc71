package dev.plimsoll.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.RouterStage;
import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.Modalities;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestInfo;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.RouterFacts;
import dev.plimsoll.engine.record.TokenCounts;
import dev.plimsoll.engine.record.WireFacts;
import dev.plimsoll.engine.report.ConsoleReport;
import dev.plimsoll.engine.report.ExportOptions;
import dev.plimsoll.engine.report.Exporter;
import dev.plimsoll.engine.report.Exporters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.swing.text.MutableAttributeSet;
import javax.swing.text.html.HTML;
import javax.swing.text.html.HTMLEditorKit;
import javax.swing.text.html.parser.ParserDelegator;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.SAXException;
import tools.jackson.databind.json.JsonMapper;

/** Whatever a server, a dataset or a person puts into a run, every file that is made of it is well-formed and does nothing. */
class HostileStringsTest {
    /** Parquet is no text: nothing in it is read as anything else. */
    private static final Set<String> NOT_TEXT = Set.of("parquet");

    /** Formats that take long to draw, and are drawn of what could break their markup. */
    private static final Set<String> PICTURES = Set.of("png", "svg");

    /** A font of ours: letters and digits only, and most of the page. */
    private static final Pattern FONT = Pattern.compile("base64,[A-Za-z0-9+/=]+");

    @TempDir
    Path folder;

    static List<String> hostile() {
        return List.of(
                "=cmd|' /C calc'!A1",
                "+1+1",
                "-2+3",
                "@SUM(A1:A9)",
                "\t=1+1",
                "\r=1+1",
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "' onmouseover='alert(1)",
                "</style></svg></pre><iframe>",
                "]]><!--",
                "&lt;b&gt; &amp;amp; &#60;",
                "two\nlines, \"quoted\"",
                "\u0000\u0007\u001b[31mred\u001b[0m",
                "\u202Eright to left\u2028\u2029",
                "| a | b |\n|---|---|",
                "```\n# head\n[x](javascript:alert(1))",
                "{{7*7}} ${7*7} %s %n",
                "\uFFFE\uFFFF",
                "half a pair \uD800");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void everyFileIsWellFormedAndDoesNothing(String text) throws Exception {
        ArchivedRun run = new HostileRun(text);
        Set<String> formats = new TreeSet<>();
        for (Exporter exporter : Exporters.all()) {
            boolean drawn = text.contains("</svg>") || text.contains("\uFFFE") || text.contains("\u0000");
            if (!NOT_TEXT.contains(exporter.format()) && (drawn || !PICTURES.contains(exporter.format()))) {
                Path own = Files.createDirectories(folder.resolve(exporter.format()));
                for (Path file : exporter.export(run, new ExportOptions("light", 300, 200, 1), own)) {
                    check(file);
                    formats.add(exporter.format());
                }
            }
        }
        assertTrue(
                formats.containsAll(Set.of("aiperf", "csv", "guidellm", "html", "json", "jsonl", "junit", "markdown")));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void theTerminalShowsTextAndNothingElse(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ConsoleReport.print(new HostileRun(text).summary(), new PrintStream(out, true, StandardCharsets.UTF_8), false);
        String printed = out.toString(StandardCharsets.UTF_8);
        assertFalse(printed.chars().anyMatch(c -> c < ' ' && c != '\n' || c == 0x7f || c == 0x202E), printed);
    }

    private static void check(Path file) throws IOException, ParserConfigurationException, SAXException {
        String name = file.toString();
        String text = name.endsWith(".png") ? "" : Files.readString(file);
        switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "json" -> JsonMapper.shared().readTree(text);
            case "jsonl" -> text.lines().forEach(JsonMapper.shared()::readTree);
            case "csv" -> csv(text);
            case "xml", "svg" -> {
                DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
                factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
                assertEquals(
                        0,
                        factory.newDocumentBuilder()
                                .parse(file.toFile())
                                .getElementsByTagName("script")
                                .getLength());
            }
            case "html" -> html(text);
            case "md" -> markdown(text);
            case "png" -> assertNotNull(ImageIO.read(file.toFile()), name);
            default -> throw new AssertionError("no check for " + name);
        }
    }

    /** Every row has a cell for each column, and no cell is a formula. */
    private static void csv(String text) {
        List<List<String>> rows = rows(text);
        for (List<String> row : rows) {
            assertEquals(rows.getFirst().size(), row.size(), row.toString());
            for (String cell : row) {
                boolean formula = !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0;
                assertFalse(formula && !cell.matches("-?[0-9.]+"), cell);
            }
        }
    }

    private static List<List<String>> rows(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append(text.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                row.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            } else {
                cell.append(c);
            }
        }
        assertFalse(quoted, "every quote is closed");
        return rows;
    }

    /** Only the one script that we wrote, no element that loads anything, no handler. */
    private static void html(String text) throws IOException {
        List<String> tags = new ArrayList<>();
        List<String> attributes = new ArrayList<>();
        new ParserDelegator()
                .parse(
                        new StringReader(FONT.matcher(text).replaceAll("base64,")),
                        new HTMLEditorKit.ParserCallback() {
                            @Override
                            public void handleStartTag(HTML.Tag tag, MutableAttributeSet set, int at) {
                                tags.add(tag.toString());
                                set.getAttributeNames()
                                        .asIterator()
                                        .forEachRemaining(name -> attributes.add(String.valueOf(name)));
                            }

                            @Override
                            public void handleSimpleTag(HTML.Tag tag, MutableAttributeSet set, int at) {
                                handleStartTag(tag, set, at);
                            }
                        },
                        true);
        assertEquals(1, tags.stream().filter("script"::equals).count());
        assertTrue(
                tags.stream().noneMatch(Set.of("img", "iframe", "object", "embed", "link")::contains), tags.toString());
        assertTrue(attributes.stream().noneMatch(name -> name.startsWith("on") || name.equals("src")));
    }

    /** No markup of its own, and tables with as many cells in each row as in their heads. */
    private static void markdown(String text) {
        String plain = text.replaceAll("\\\\.", "");
        assertFalse(plain.contains("<") || plain.contains("](") || plain.contains("`"), text);
        int tables = 0;
        int wide = 0;
        for (String line : text.lines().toList()) {
            boolean row = line.startsWith("| ");
            if (row && wide == 0) {
                wide = cells(line);
                tables++;
            }
            assertTrue(!row || cells(line) == wide, line);
            wide = row ? wide : 0;
        }
        assertEquals(3, tables);
    }

    private static int cells(String row) {
        return row.replace("\\|", "").split("\\|", -1).length;
    }

    /** A run in which everything from outside is one text. */
    private record HostileRun(String text, FabricatedRun run) implements ArchivedRun {
        HostileRun(String text) {
            this(text, FabricatedRun.sayingBriefly(text));
        }

        @Override
        public Path folder() {
            return Path.of("run");
        }

        @Override
        public RunSummary summary() {
            RunSummary plain = run.summary();
            return new RunSummary(
                    plain.schemaVersion(),
                    plain.run(),
                    plain.verdict(),
                    plain.saturation(),
                    plain.stages().stream().map(stage -> stage.with(router())).toList());
        }

        /** Whatever a router's log could name. */
        private RouterStage router() {
            RouterStage.Requests requests = new RouterStage.Requests(1, 0, 0, 0, 1);
            MetricSummary time =
                    run.summary().stages().getFirst().figures().metrics().get("latency");
            RouterStage.Request request = new RouterStage.Request(text, text, 1, 2, 3, true);
            return new RouterStage(
                    text,
                    1,
                    1,
                    1,
                    1,
                    0.5,
                    requests,
                    time,
                    List.of(new RouterStage.Model(text, requests, 1, 1, time, time, time, time, 1)),
                    List.of(
                            new RouterStage.Priority(2, requests, time, 1),
                            new RouterStage.Priority(1, requests, time, 1)),
                    List.of(new RouterStage.Pair(text, text, time)),
                    new RouterStage.Starvation(request, request),
                    0.5,
                    1.0,
                    null);
        }

        @Override
        public String runJson() {
            return JsonMapper.shared()
                    .writeValueAsString(Map.of("name", text, "dataset", Map.of("id", text, "path", text), text, text));
        }

        @Override
        public List<StageFigures> figures() {
            return run.figures();
        }

        @Override
        public void forEachRecord(Consumer<RequestRecord> action) {
            long second = 1_000_000_000L;
            long no = RequestTimings.ABSENT;
            double[] window = summary().stages().getFirst().figures().windowSeconds();
            long sent = Math.round((window[0] + 1) * second);
            action.accept(new RequestRecord(
                    new RequestInfo(1, 0, -1, 0, 0, 0, 1, 0, RequestInfo.NO_PARENTS, text, text),
                    RequestStatus.ERRORED,
                    new RequestError(ErrorKind.HTTP, 500, text, -1),
                    null,
                    new RequestTimings(sent, sent, sent, sent, sent, no, no, no, no, no, sent + second, no, no, no),
                    RequestRecord.NO_CONTENT_TIMES,
                    0,
                    TokenCounts.UNKNOWN,
                    new WireFacts(500, 1, 1, 0, 0, 1, 0, false, 0, text),
                    Modalities.NONE,
                    new RouterFacts(text, 1, 2, 3, 4, 5)));
        }

        @Override
        public List<String> events() {
            return List.of();
        }
    }
}
