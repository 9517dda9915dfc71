package dev.plimsoll.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import dev.plimsoll.engine.http.ScriptedServer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * A real run against a target that says its client's keys in everything it can say; then every trace the run left is searched for them.
 */
@Timeout(180)
class SecretsRunTest {
    private static final String KEY = "sk-Qw8+eRt/7Yu~1oPzXcVb";
    private static final String ORG = "org-9mNbVcXzLkJhGf";
    private static final String LITERAL = "lit-5aSdFgHjKlQwErTy";
    private static final List<String> SECRETS = List.of(KEY, ORG, LITERAL);
    private static final String SAID = String.join(" ", SECRETS);
    private static final String EVENTS =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nX-Request-Id: " + SAID + "\r\n\r\n";

    /** Everything a server chooses the words of. Each closes its connection behind it. */
    private static final List<String> ANSWERS = List.of(
            EVENTS + "data: {\"id\":\"" + SAID + "\",\"model\":\"" + SAID + "\",\"choices\":[{\"index\":0,\"delta\":"
                    + "{\"content\":\"" + SAID + "\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n",
            whole("401 " + SAID, "WWW-Authenticate: Bearer " + SAID, "{\"error\":{\"message\":\"bad " + SAID + "\"}}"),
            whole("403 No", "X-Echo: " + SAID, SAID + " " + base64("Bearer " + KEY) + " " + base64("x" + LITERAL)),
            whole("400 No", "X: y", "?a=" + url(KEY) + "&b=" + url(KEY).toLowerCase(java.util.Locale.ROOT)),
            whole("500 No", "X: y", "y".repeat(490) + KEY), // cut at the longest sample
            whole("307 Away", "Location: https://else.where/?key=" + KEY + "&o=" + ORG, ""),
            whole("503 Full", "Retry-After: 1", "<html><h1>" + SAID.replace("&", "&amp;") + "</h1></html>"),
            EVENTS + "data: {\"error\":{\"message\":\"" + KEY.replace("/", "\\/") + " " + ORG + "\"}}\n\n",
            EVENTS + "event: error\ndata: " + SAID + "\n\n",
            EVENTS + "data: {" + SAID + "\n\ndata: [DONE]\n\n", // not JSON
            whole("200 OK", "Content-Type: application/json", "x".repeat(190) + SAID),
            "SSH-2.0 " + SAID + "\r\n\r\n",
            "HTTP/1.1 200 OK\r\n" + SAID + "\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: " + SAID + "\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n" + SAID);

    @TempDir
    private Path folder;

    private final AtomicInteger served = new AtomicInteger();
    private final Map<String, String> traces = new TreeMap<>();
    private final Queue<String> processes = new ConcurrentLinkedQueue<>();

    @Test
    void noTraceOfARunHoldsAKey() throws Exception {
        Log log = Log.catching();
        try (ScriptedServer server = ScriptedServer.start(this::answer)) {
            Path workspace = workspace(server.url());
            trace(
                    "run",
                    0,
                    "run",
                    workspace.toString(),
                    "--out",
                    folder.resolve("out").toString());
            assertTrue(served.get() >= 3 * ANSWERS.size(), "each answer was given");
            assertFalse(processes.isEmpty(), "the worker's process was seen");
            Path run = onlyRun();
            trace("run --json", 0, "run", workspace.toString(), "--json");
            trace(
                    "report",
                    0,
                    "report",
                    run.toString(),
                    "--out",
                    folder.resolve("again").toString());
            trace("runs", 0, "runs", workspace.toString());
            trace("whatif", 0, "whatif", run.toString(), "--constraint", "kind=max_requests,count=5");
            trace("preview", 0, "preview", workspace.toString());
            for (int i = 0; i < ANSWERS.size(); i++) {
                String[] send = {
                    "send",
                    "--target",
                    server.url(),
                    "--api-key-env",
                    "KEY",
                    "--header",
                    "X-Api-Key=" + LITERAL,
                    "--header",
                    "X-Org=${env:ORG}",
                    "--header",
                    "X-Secret=${env:ORG}"
                };
                CliProbe probe = CliProbe.run("", environment(), send);
                traces.put("send " + i, probe.out() + probe.err());
            }
        } finally {
            log.stop();
        }
        traces.put("log", String.join("\n", log.lines));
        traces.put("processes", String.join("\n", processes));
        files();
        SECRETS.forEach(this::assertNowhere);
        assertTrue(traces.get("send 0").contains("-H \"Authorization: Bearer $KEY\""), traces.get("send 0"));
        assertTrue(traces.get("send 0").contains("-H \"X-Api-Key: ${X_API_KEY}\""), traces.get("send 0"));
        assertTrue(traces.get("run").contains("holds a secret in plain text"), traces.get("run"));
        assertTrue(
                traces.values().stream().anyMatch(text -> text.contains("bad *** *** ***")),
                "the errors are told, without their keys");
    }

    @Test
    void aUserOrPasswordInAUrlIsRefusedWithoutBeingShown() throws IOException {
        CliProbe probe = CliProbe.run("run", "--target", "http://bob:pw-Zxcvbnm123@127.0.0.1:1");
        assertEquals(2, probe.exitCode());
        assertTrue(probe.err().contains("must hold no user name or password"), probe.err());
        assertFalse((probe.out() + probe.err()).contains("Zxcvbnm"), probe.err());
        try (Stream<Path> all = Files.list(folder)) {
            assertEquals(0, all.count());
        }
    }

    // ---- the target

    private void answer(ScriptedServer.Conversation c) throws IOException {
        if (!c.readRequest()) {
            return;
        }
        if (c.lastRequest().startsWith("GET ")) {
            c.write(whole("200 OK", "X-Echo: " + SAID, "{\"data\":[{\"id\":\"model-of-" + KEY + "\"}]}"));
            return;
        }
        assertHeard(c.lastRequest());
        int turn = served.getAndIncrement();
        if (turn == 1) {
            watchProcesses();
        }
        c.write(ANSWERS.get(turn % ANSWERS.size()));
    }

    private static void assertHeard(String request) {
        for (String secret : SECRETS) {
            if (!request.contains(secret)) {
                throw new AssertionError("the target was not given " + secret);
            }
        }
    }

    private void watchProcesses() throws IOException {
        for (ProcessHandle child : ProcessHandle.current().descendants().toList()) {
            for (String what : List.of("cmdline", "environ")) {
                Path file = Path.of("/proc", Long.toString(child.pid()), what);
                if (Files.isReadable(file)) {
                    processes.add(Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
    }

    // ---- the run

    private void trace(String name, int exitCode, String... arguments) {
        CliProbe probe = CliProbe.run("", environment(), arguments);
        assertEquals(exitCode, probe.exitCode(), probe.err());
        traces.put(name, probe.out() + probe.err());
    }

    private static Map<String, String> environment() {
        return Map.of("KEY", KEY, "ORG", ORG);
    }

    private Path workspace(String url) throws IOException {
        return Files.writeString(folder.resolve("w.plimsoll.json"), """
            { "schemaVersion": 1, "name": "Secrets",
              "targets": [ { "id": "t", "kind": "http", "url": "%s", "apiKeyEnv": "KEY",
                "headers": { "X-Api-Key": "%s", "X-Org": "${env:ORG}", "X-Secret": "${env:ORG}" } } ],
              "datasets": [ { "id": "d", "kind": "synthetic", "promptTokens": 16, "outputTokens": 4 } ],
              "benchmarks": [ { "id": "b", "target": "t", "dataset": "d", "keepBodies": "all", "workers": 1,
                "profile": { "kind": "concurrent", "streams": 2 },
                "constraints": [ { "kind": "max_requests", "count": %d } ] } ] }
            """.formatted(url, LITERAL, 3 * ANSWERS.size()));
    }

    private Path onlyRun() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("w.plimsoll.json.runs"))) {
            return runs.toList().getFirst();
        }
    }

    // ---- what it left

    private void files() throws IOException, SQLException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("w.plimsoll.json")) // where the person wrote the literal
                    .toList();
        }
        TreeSet<String> names = new TreeSet<>();
        for (Path file : all) {
            String name = folder.relativize(file).toString();
            names.add(file.getFileName().toString());
            traces.put(name, Files.readString(file, StandardCharsets.ISO_8859_1));
            if (name.endsWith(".parquet")) {
                traces.put(name + " read", rows(file));
            }
        }
        assertTrue(
                names.containsAll(List.of("run.json", "summary.json", "records.parquet", "outputs.jsonl", "report.md")),
                names::toString);
    }

    private static String rows(Path parquet) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                ResultSet rows = duck.createStatement()
                        .executeQuery("select r::varchar from read_parquet('" + parquet + "') r")) {
            while (rows.next()) {
                text.append(rows.getString(1)).append('\n');
            }
        }
        assertFalse(text.isEmpty(), parquet::toString);
        return text.toString();
    }

    /** Neither as it is nor encoded, whole or in pieces of 8. */
    private void assertNowhere(String secret) {
        List<String> forms = new ArrayList<>(List.of(secret, url(secret)));
        for (int before = 0; before < 3; before++) {
            String encoded = base64("#".repeat(before) + secret);
            forms.add(encoded.substring(4, encoded.length() - 4));
        }
        traces.forEach((name, text) -> {
            for (String form : forms) {
                for (int i = 0; i + 8 <= form.length(); i++) {
                    int at = text.indexOf(form.substring(i, i + 8));
                    if (at >= 0) {
                        throw new AssertionError(name + " holds " + form.substring(i, i + 8) + " of " + secret + ": "
                                + text.substring(Math.max(0, at - 100), Math.min(text.length(), at + 100)));
                    }
                }
            }
        });
    }

    private static String whole(String status, String header, String body) {
        return "HTTP/1.1 " + status + "\r\n" + header + "\r\nConnection: close\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String url(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Everything that is logged by anybody, at any level. */
    private static final class Log extends AppenderBase<ILoggingEvent> {
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();
        private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        private final Level level = root.getLevel();
        private final List<Appender<ILoggingEvent>> others = new ArrayList<>();

        static Log catching() {
            Log log = new Log();
            log.setContext(log.root.getLoggerContext());
            log.start();
            log.root.iteratorForAppenders().forEachRemaining(log.others::add);
            log.others.forEach(log.root::detachAppender);
            log.root.addAppender(log);
            log.root.setLevel(Level.ALL);
            return log;
        }

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage()
                    + (event.getThrowableProxy() == null
                            ? ""
                            : event.getThrowableProxy().getMessage()));
        }

        @Override
        public void stop() {
            root.setLevel(level);
            root.detachAppender(this);
            others.forEach(root::addAppender);
            super.stop();
        }
    }
}
