package dev.plimsoll.engine.cli;

import dev.plimsoll.engine.run.SendOne;
import dev.plimsoll.engine.time.NanoClock;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.json.JsonMapper;

/** {@code plimsoll send}: one request, raw, with its answer. */
@Command(name = "send", mixinStandardHelpOptions = true, header = "Send one request and show it raw, with its answer.")
final class SendCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable PlimsollCli root;

    @ArgGroup(validate = false, heading = "%nTarget%n")
    private TargetOptions target = new TargetOptions();

    @Option(names = "--prompt", defaultValue = "Say hello.", description = "Text to send (default: ${DEFAULT-VALUE}).")
    private String prompt = "Say hello.";

    @Option(
            names = "--max-tokens",
            defaultValue = "64",
            description = "Output tokens to ask for (default: ${DEFAULT-VALUE}).")
    private int maxTokens = 64;

    @Option(names = "--json", description = "Print the exchange as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Console console = Objects.requireNonNull(root).console();
        SendOne.Exchange exchange =
                SendOne.send(target.plan(), prompt, maxTokens, console.environment(), NanoClock.system());
        PrintStream out = console.out();
        if (json) {
            out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(asMap(exchange)));
        } else {
            out.println(exchange.curl());
            out.println();
            exchange.requestHeaders().forEach((name, value) -> out.println("> " + name + ": " + value));
            out.println(">");
            out.println("> " + exchange.requestBody());
            out.println();
            out.println("< " + exchange.status());
            exchange.responseHeaders().forEach((name, value) -> out.println("< " + name + ": " + value));
            out.println("<");
            exchange.responseBody().lines().forEach(line -> out.println("< " + printable(line)));
            out.println();
            out.printf(
                    Locale.ROOT,
                    "Headers after %.1f ms, whole answer after %.1f ms.%n",
                    exchange.headersMs(),
                    exchange.totalMs());
        }
        return exchange.status() >= 200 && exchange.status() < 300 ? 0 : 1;
    }

    /** Control characters from a server must not drive the terminal. */
    private static String printable(String line) {
        return line.replaceAll("[\\p{Cntrl}&&[^\t]]", "?");
    }

    private static Map<String, Object> asMap(SendOne.Exchange exchange) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("url", exchange.url());
        map.put("curl", exchange.curl());
        map.put("requestHeaders", exchange.requestHeaders());
        map.put("requestBody", exchange.requestBody());
        map.put("status", exchange.status());
        map.put("responseHeaders", exchange.responseHeaders());
        map.put("responseBody", exchange.responseBody());
        map.put("headersMs", exchange.headersMs());
        map.put("totalMs", exchange.totalMs());
        return map;
    }
}
