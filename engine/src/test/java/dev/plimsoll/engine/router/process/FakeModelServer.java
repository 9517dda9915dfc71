package dev.plimsoll.engine.router.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A model server as a program of its own, which behaves as its arguments say:
 *
 * <ul>
 *   <li>{@code port=N}: listens there; {@code GET /health} answers 200 once it has loaded, 503 before
 *   <li>{@code load=MS}: how long it loads; {@code load=never}
 *   <li>{@code silent}: takes connections and never answers
 *   <li>{@code exit=CODE}: ends when it has loaded, before it listens; {@code GET /crash} ends it with code 9
 *   <li>{@code stubborn}: goes on when it is asked to terminate
 *   <li>{@code child}: starts a {@code sleep} of its own that holds its output, and says {@code child PID}
 *   <li>{@code env=NAME}: says {@code NAME=value}
 * </ul>
 *
 * {@code GET /} answers 200 with its process id.
 */
public final class FakeModelServer {
    private static final List<Socket> UNANSWERED = new ArrayList<>();

    private FakeModelServer() {}

    /** The command line that starts one. */
    static List<String> command(String... arguments) {
        List<String> argv = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                FakeModelServer.class.getName()));
        argv.addAll(List.of(arguments));
        return argv;
    }

    /** Has the one at this port end by itself. */
    static void crash(int port) throws IOException {
        if (!get(port, "/crash").isEmpty()) {
            throw new AssertionError("it did not crash");
        }
    }

    /** The body of an answer; empty if there was none. */
    static String get(int port, String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(("GET " + path + " HTTP/1.0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.substring(answer.lastIndexOf('\n') + 1);
        }
    }

    /** Runs it. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> options = Arrays.asList(arguments);
        if (options.contains("stubborn")) {
            Runtime.getRuntime().addShutdownHook(new Thread(FakeModelServer::waitForever));
        }
        if (options.contains("child")) {
            Process child = new ProcessBuilder("sleep", "1000").inheritIO().start();
            System.out.println("child " + child.pid());
        }
        String env = value(options, "env", "");
        if (!env.isEmpty()) {
            System.out.println(env + "=" + System.getenv(env));
        }
        String load = value(options, "load", "0");
        long loadedNs = load.equals("never")
                ? Long.MAX_VALUE
                : System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Long.parseLong(load));
        String exit = value(options, "exit", "");
        if (!exit.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(Long.parseLong(load));
            System.err.println("out of memory, I am afraid");
            System.exit(Integer.parseInt(exit));
        }
        try (ServerSocket server =
                new ServerSocket(Integer.parseInt(value(options, "port", "0")), 50, InetAddress.getLoopbackAddress())) {
            while (true) {
                Socket connection = server.accept();
                if (options.contains("silent")) {
                    UNANSWERED.add(connection);
                } else {
                    answer(connection, System.nanoTime() >= loadedNs);
                }
            }
        }
    }

    private static void answer(Socket connection, boolean loaded) throws IOException {
        try (connection) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
            String request = String.valueOf(in.readLine());
            if (request.startsWith("GET /crash")) {
                Runtime.getRuntime().halt(9);
            }
            String body = Long.toString(ProcessHandle.current().pid());
            new PrintStream(connection.getOutputStream(), true, StandardCharsets.US_ASCII)
                    .print("HTTP/1.1 " + (loaded ? "200 OK" : "503 Loading") + "\r\nContent-Length: " + body.length()
                            + "\r\nConnection: close\r\n\r\n" + body);
        }
    }

    private static String value(List<String> options, String name, String otherwise) {
        return options.stream()
                .filter(each -> each.startsWith(name + "="))
                .map(each -> each.substring(name.length() + 1))
                .findFirst()
                .orElse(otherwise);
    }

    private static void waitForever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
