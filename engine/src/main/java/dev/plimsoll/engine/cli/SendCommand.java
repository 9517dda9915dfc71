package dev.plimsoll.engine.cli;

import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.dataset.MediaFiles;
import dev.plimsoll.engine.endpoint.EndpointKinds;
import dev.plimsoll.engine.file.SafePath;
import dev.plimsoll.engine.plan.TargetPlan;
import dev.plimsoll.engine.run.SampleContent;
import dev.plimsoll.engine.run.SendOne;
import dev.plimsoll.engine.time.NanoClock;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
            names = "--passage",
            paramLabel = "TEXT",
            description = "Text to be ranked by the prompt, of the endpoint rerank. Repeatable.")
    private List<String> passages = new ArrayList<>();

    @Option(names = "--image", paramLabel = "FILE|URL", description = "Image to send (JPEG, PNG). Repeatable.")
    private List<String> images = new ArrayList<>();

    @Option(names = "--audio", paramLabel = "FILE", description = "Recording to send (WAV, MP3). Repeatable.")
    private List<String> recordings = new ArrayList<>();

    @Option(
            names = "--payload",
            paramLabel = "JSON|FILE",
            description = "Whole body, sent as it is; the endpoint raw needs one.")
    private @Nullable String payload;

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
        TargetPlan plan = target.plan();
        SendOne.Exchange exchange =
                SendOne.send(plan, content(plan), maxTokens, console.environment(), NanoClock.system());
        PrintStream out = console.out();
        if (json) {
            out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(asMap(exchange)));
        } else {
            out.println(exchange.curl());
            out.println();
            exchange.requestHeaders().forEach((name, value) -> out.println("> " + name + ": " + value));
            out.println(">");
            exchange.requestBody().lines().forEach(line -> out.println("> " + line));
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

    /** What was given; where that is a prompt alone, a sample of what else the endpoint needs. */
    private Content content(TargetPlan plan) {
        Path folder = Path.of("").toAbsolutePath();
        if (payload != null) {
            Path home = Path.of(System.getProperty("user.home", ""));
            return Content.ofPayload(
                    SafePath.readTemplate(payload, folder, home).orElse(payload));
        }
        if (passages.isEmpty() && images.isEmpty() && recordings.isEmpty()) {
            return SampleContent.of(EndpointKinds.of(plan.endpoint()), prompt);
        }
        List<Content.Part> parts = new ArrayList<>();
        parts.add(new Content.Text(passages.isEmpty() ? null : "query", prompt));
        passages.forEach(passage -> parts.add(new Content.Text("passages", passage)));
        images.forEach(image -> parts.add(MediaFiles.image(image, folder)));
        recordings.forEach(recording -> parts.add(MediaFiles.audio(recording, folder)));
        return Content.ofParts(null, parts);
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
