package dev.plimsoll.engine.router.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * What answers for played models: a server each, which breaks off every answer that its model does not live to see the end of. A body with
 * {@code "stream": true} is answered by some events, any other by an object; both name the model.
 */
final class ModelServers implements AutoCloseable {
    private static final long PIECE_NS = 700_000;

    private final Map<String, AtomicLong> lives = new TreeMap<>();
    private final Map<String, HttpServer> servers = new TreeMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ModelServers(List<String> models) {
        for (String model : models) {
            lives.put(model, new AtomicLong());
            try {
                HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
                server.createContext("/", exchange -> answer(model, exchange));
                server.setExecutor(threads);
                server.start();
                servers.put(model, server);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    String address(String model) {
        return "http://127.0.0.1:" + servers.get(model).getAddress().getPort();
    }

    /** From now on it answers; its life's number is odd. */
    void begins(String model) {
        lives.get(model).incrementAndGet();
    }

    /** From now on it does not. */
    void ends(String model) {
        lives.get(model).incrementAndGet();
    }

    private void answer(String model, HttpExchange exchange) throws IOException {
        long life = lives.get(model).get();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        alive(model, life);
        if (body.contains("\"stream\":true")) {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            for (int i = 0; i < 3; i++) {
                takesTime();
                alive(model, life);
                out.write(("data: {\"choices\":[{\"delta\":{\"content\":\"" + model + "\"}}]}\n\n")
                        .getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
            out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
            out.close();
        } else {
            takesTime();
            alive(model, life);
            byte[] text = ("{\"model\":\"" + model + "\"}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
            exchange.getResponseBody().close();
        }
    }

    private static void takesTime() {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(PIECE_NS));
    }

    /** An exception makes the server close the connection, whatever was under way on it. */
    private void alive(String model, long life) throws IOException {
        if (life % 2 == 0 || lives.get(model).get() != life) {
            throw new IOException(model + " is gone");
        }
    }

    @Override
    public void close() {
        servers.values().forEach(each -> each.stop(0));
        threads.shutdownNow();
    }
}
