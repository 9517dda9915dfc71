package dev.plimsoll.engine.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class SimulatorMainTest {
    @TempDir
    Path folder;

    @Test
    void asAProcessItTellsItsPortServesAndEndsWithItsInput() throws Exception {
        Path log = folder.resolve("log.jsonl");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SimulatorMain.class.getName(),
                        log.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            OutputStream stdin = process.getOutputStream();
            stdin.write((SimulatorMain.toLine(Plans.instant()) + "\n").getBytes(StandardCharsets.UTF_8));
            stdin.flush();
            String said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            int port = JsonMapper.shared().readTree(said).get("port").intValue();
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream()
                        .write("GET /health HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                assertTrue(answer.startsWith("HTTP/1.1 200 OK"), answer);
            }
            stdin.close();
            assertTrue(process.waitFor(30, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue());
            assertTrue(Files.exists(log));
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void whatIsNoPlanIsToldAndEndsWithTwo() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        InputStream in = new ByteArrayInputStream("nonsense\n".getBytes(StandardCharsets.UTF_8));
        int exit = SimulatorMain.run(
                in,
                new PrintStream(OutputStream.nullOutputStream()),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        assertEquals(2, exit);
        assertTrue(
                err.toString(StandardCharsets.UTF_8).contains("simulator plan"), err.toString(StandardCharsets.UTF_8));
    }
}
