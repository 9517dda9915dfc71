package dev.plimsoll.engine.run;

import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.endpoint.EndpointKind;
import dev.plimsoll.engine.endpoint.EndpointKinds;
import dev.plimsoll.engine.plan.ModelsPlan;
import dev.plimsoll.engine.plan.SimulatorPlan;
import dev.plimsoll.engine.plan.TargetPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.router.config.ModelConfig;
import dev.plimsoll.engine.simulator.InferenceSimulator;
import dev.plimsoll.engine.time.NanoClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tries a target for a person who sets it up: is the name known, does it listen, does it take the key, does it have the model, does it
 * stream and count tokens? Blocks; call it on a thread of its own, interrupt it to give up. Nothing is measured by it.
 *
 * <p>A simulator is started for the while, on a free loopback port of this process. Of local models it first says which there are and
 * whether their programs can be started, then starts the router for the one request, which loads the model it asks for.
 */
public final class TargetTrial {
    private static final int ANSWER_CHARS = 2048;
    private static final int TRIAL_TOKENS = 8;
    private static final String PROMPT = "Say hello.";
    private static final double NS_PER_MS = 1e6;
    private static final int CONNECT_MS = 5000;

    private static final String NAME = "Name resolved";
    private static final String CONNECTED = "Connected";
    private static final String MODELS = "GET /v1/models";
    private static final String USAGE = "Token usage";
    private static final String CONFIGURATION = "Configuration";
    private static final String PROGRAMS = "Programs and ports";
    private static final String ROUTER = "Router started";

    private final TargetPlan target;
    private final NanoClock clock;
    private final List<TrialReport.Step> steps = new ArrayList<>();
    private TrialReport.@Nullable Trouble trouble;
    private TargetCheck.@Nullable Found found;
    private @Nullable Double pingMs;
    private @Nullable OneAnswer request;
    private String answer = "";

    private TargetTrial(TargetPlan target, NanoClock clock) {
        this.target = target;
        this.clock = clock;
    }

    /**
     * Tries everything, one step after another, until one fails.
     *
     * @param environment looks up variables for keys
     */
    public static TrialReport check(TargetPlan target, UnaryOperator<@Nullable String> environment, NanoClock clock) {
        return target.models() != null
                ? new TargetTrial(target, clock).ofModels(target.models(), environment)
                : withServer(target, base -> new TargetTrial(target, clock).run(base, environment));
    }

    /**
     * Sends one prompt and waits for its answer.
     *
     * @param environment looks up variables for keys
     * @throws PlimsollException where the target cannot be reached, refuses the key or has not got the model
     */
    public static OneAnswer send(
            TargetPlan target,
            String prompt,
            int maxTokens,
            UnaryOperator<@Nullable String> environment,
            NanoClock clock) {
        if (target.models() != null) {
            Secrets secrets = Secrets.of(target, environment);
            try (LocalModels models = LocalModels.of(target, target.models(), secrets)) {
                String model = models.found().model();
                return OneRequest.send(
                        target,
                        models.start(),
                        model,
                        secrets,
                        SampleContent.of(kind(target), prompt),
                        maxTokens,
                        clock);
            }
        }
        return withServer(target, base -> {
            Secrets secrets = Secrets.of(target, environment);
            TargetCheck.Found model = TargetCheck.check(target, base, secrets);
            return OneRequest.send(
                    target, base, model.model(), secrets, SampleContent.of(kind(target), prompt), maxTokens, clock);
        });
    }

    /** What is done with a server that is there. */
    private interface Use<T> {
        T with(URI base);
    }

    private static <T> T withServer(TargetPlan target, Use<T> use) {
        SimulatorPlan simulator = target.simulator();
        if (simulator == null) {
            return use.with(Objects.requireNonNull(target.url()));
        }
        try (InferenceSimulator running = InferenceSimulator.start(simulator, "127.0.0.1", 0, null)) {
            return use.with(URI.create("http://127.0.0.1:" + running.port()));
        }
    }

    private TrialReport run(URI base, UnaryOperator<@Nullable String> environment) {
        Secrets secrets = secrets(environment);
        boolean going = secrets != null && resolve(base) && connect(base);
        going = going && models(base, Objects.requireNonNull(secrets));
        if (going
                && kind(target).refusal(SampleContent.of(kind(target), PROMPT)).isEmpty()) {
            request(base, Objects.requireNonNull(secrets));
        }
        return report(List.of(NAME, CONNECTED, MODELS, requestStep(), USAGE));
    }

    private TrialReport ofModels(ModelsPlan plan, UnaryOperator<@Nullable String> environment) {
        long startNs = clock.nanoTime();
        try {
            Secrets secrets = Secrets.of(target, environment);
            try (LocalModels models = LocalModels.of(target, plan, secrets)) {
                found = models.found();
                int count = models.config().models().size();
                done(CONFIGURATION, count + (count == 1 ? " model" : " models"), since(startNs));
                if (programs(models)) {
                    long routerNs = clock.nanoTime();
                    URI base = models.start();
                    done(ROUTER, "port " + base.getPort(), since(routerNs));
                    if (models(base, secrets)
                            && kind(target)
                                    .refusal(SampleContent.of(kind(target), PROMPT))
                                    .isEmpty()) {
                        request(base, secrets);
                    }
                }
            }
        } catch (PlimsollException e) {
            String what = steps.isEmpty() ? CONFIGURATION : ROUTER;
            failed(what, "cannot be used", since(startNs), String.valueOf(e.getMessage()));
            if (!e.problems().isEmpty()) {
                trouble = new TrialReport.Trouble(
                        "The router's configuration cannot be used.",
                        e.problems().stream().map(Problem::tell).collect(Collectors.joining("; ")) + ".",
                        "Correct " + plan.config() + ".");
            }
        }
        return report(List.of(CONFIGURATION, PROGRAMS, ROUTER, MODELS, requestStep(), USAGE));
    }

    /** Whether what the one request needs can be started; told of every model. */
    private boolean programs(LocalModels models) {
        List<String> faults = new ArrayList<>();
        String needed =
                models.config().resolve(Objects.requireNonNull(found).model()).orElse("");
        boolean going = true;
        for (ModelConfig model : models.config().models().values()) {
            Optional<String> fault = ModelsPreflight.fault(model);
            fault.ifPresent(why -> faults.add(model.id() + ": " + why));
            going &= fault.isEmpty() || !model.id().equals(needed);
        }
        if (faults.isEmpty()) {
            done(PROGRAMS, "there and free", null);
        } else {
            failed(PROGRAMS, faults.size() + " of " + models.config().models().size() + " models", null, null);
            trouble = new TrialReport.Trouble(
                    "A model cannot be started as it is configured.",
                    String.join("; ", faults) + ".",
                    "Correct its cmd or its port in the router's configuration.");
        }
        return going;
    }

    private TrialReport report(List<String> all) {
        for (String what : all) {
            if (steps.stream().noneMatch(s -> s.what().equals(what))) {
                steps.add(new TrialReport.Step(what, "not tried", TrialReport.Outcome.NOT_TRIED, null));
            }
        }
        TargetCheck.Found known = found;
        return new TrialReport(
                steps,
                trouble,
                known == null ? target.model() : known.model(),
                known == null ? List.of() : known.models(),
                pingMs,
                answer,
                request);
    }

    private @Nullable Secrets secrets(UnaryOperator<@Nullable String> environment) {
        try {
            return Secrets.of(target, environment);
        } catch (PlimsollException e) {
            String why = e.problems().stream()
                    .map(Problem::what)
                    .map(TargetTrial::capital)
                    .collect(Collectors.joining(". "));
            trouble = new TrialReport.Trouble(
                    "The API key could not be read.",
                    why + ".",
                    "Set it where Plimsoll is started, or clear the field if the server asks for no key.");
            return null;
        }
    }

    private boolean resolve(URI base) {
        long startNs = clock.nanoTime();
        try {
            InetAddress[] all = InetAddress.getAllByName(base.getHost());
            String more = all.length > 1 ? ", " + (all.length - 1) + " more" : "";
            done(NAME, all[0].getHostAddress() + more, since(startNs));
            return true;
        } catch (UnknownHostException e) {
            failed(NAME, "not known", since(startNs), TargetCheck.unreachable(base, e));
            return false;
        }
    }

    private boolean connect(URI base) {
        int port = TargetCheck.port(base);
        double seconds = target.timeouts().connectSeconds();
        long startNs = clock.nanoTime();
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(base.getHost(), port),
                    seconds > 0 ? Math.max(1, (int) Math.min(seconds * 1000, 60_000)) : CONNECT_MS);
            double ms = since(startNs);
            pingMs = ms;
            done(CONNECTED, "port " + port, ms);
            return true;
        } catch (IOException e) {
            failed(CONNECTED, "port " + port + " does not answer", since(startNs), TargetCheck.unreachable(base, e));
            return false;
        }
    }

    private boolean models(URI base, Secrets secrets) {
        long startNs = clock.nanoTime();
        TargetCheck.Reply reply;
        try {
            reply = TargetCheck.ask(target, base, secrets);
        } catch (PlimsollException e) {
            failed(MODELS, "no answer", since(startNs), String.valueOf(e.getMessage()));
            return false;
        }
        double ms = since(startNs);
        answer = shown(reply, secrets);
        String status = (reply.status() + " " + secrets.redact(reply.reason())).strip();
        try {
            TargetCheck.Found said = TargetCheck.judge(target, base, secrets, reply);
            found = said;
            int count = said.models().size();
            done(MODELS, reply.status() == 200 ? count + (count == 1 ? " model" : " models") : status, ms);
            return true;
        } catch (PlimsollException e) {
            failed(MODELS, status, ms, String.valueOf(e.getMessage()));
            return false;
        }
    }

    private void request(URI base, Secrets secrets) {
        String what = requestStep();
        TargetCheck.Found said = Objects.requireNonNull(found);
        Content content = SampleContent.of(kind(target), PROMPT);
        OneAnswer got = OneRequest.send(target, base, said.model(), secrets, content, TRIAL_TOKENS, clock);
        request = got;
        if (got.error() != null) {
            failed(what, got.status() > 0 ? "answered " + got.status() : "no answer", got.totalMs(), null);
            trouble = new TrialReport.Trouble(
                    "The server lists its models but does not answer a request.",
                    got.error(),
                    "Check the endpoint, the model and the extras.");
            return;
        }
        done(what, Settings.streams(target) ? firstToken(got) : "answered " + got.status(), got.totalMs());
        if (!kind(target).producesTokens()) {
            done(
                    USAGE,
                    got.promptTokens() < 0 ? "not told" : got.promptTokens() + " in; the answer has no tokens",
                    null);
        } else if (got.countedByServer()) {
            done(USAGE, got.promptTokens() + " in, " + got.outputTokens() + " out", null);
        } else {
            done(USAGE, "not told; tokens are counted here", null);
        }
    }

    private String requestStep() {
        return Settings.streams(target) ? "One streamed request" : "One request";
    }

    private static EndpointKind kind(TargetPlan target) {
        return EndpointKinds.of(target.endpoint());
    }

    private static String firstToken(OneAnswer got) {
        return got.eventMs().length > 1
                ? got.eventMs().length + " text events"
                : "answered in one piece, so there is no TTFT";
    }

    private void done(String what, String note, @Nullable Double ms) {
        steps.add(new TrialReport.Step(what, note, TrialReport.Outcome.DONE, ms));
    }

    private void failed(String what, String note, @Nullable Double ms, @Nullable String told) {
        steps.add(new TrialReport.Step(what, note, TrialReport.Outcome.FAILED, ms));
        if (told != null) {
            trouble = trouble(told);
        }
    }

    /** The sentences of a message: what happened first, what to do last. */
    static TrialReport.Trouble trouble(String told) {
        String[] sentences = forWindow(told).split("(?<=\\.) (?=[A-Z])");
        if (sentences.length == 1) {
            return new TrialReport.Trouble(sentences[0], "", "");
        }
        int last = sentences.length - 1;
        String middle = String.join(" ", List.of(sentences).subList(1, last));
        // "The server refused the API key. http://... answered ...": an address begins with a small letter
        int address = sentences[0].indexOf(". http");
        if (address > 0) {
            String why = sentences[0].substring(address + 2) + (middle.isEmpty() ? "" : " " + middle);
            return new TrialReport.Trouble(sentences[0].substring(0, address + 1), why, sentences[last]);
        }
        return new TrialReport.Trouble(sentences[0], middle, sentences[last]);
    }

    /** Without the parts that say where to write something in a file or on a command line: a form is in front of the person. */
    private static String forWindow(String told) {
        return told.replace(": \"apiKeyEnv\" in the workspace, --api-key-env on the command line.", ".")
                .replace(" in the workspace (\"model\") or with --model", "")
                .replace("set insecure to accept any certificate", "accept any certificate");
    }

    private double since(long startNs) {
        return (clock.nanoTime() - startNs) / NS_PER_MS;
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
    }

    private static String shown(TargetCheck.Reply reply, Secrets secrets) {
        StringBuilder text = new StringBuilder("HTTP/1.1 " + reply.status() + " " + reply.reason()).append('\n');
        reply.headers()
                .forEach((name, value) -> text.append(name.toLowerCase(java.util.Locale.ROOT))
                        .append(": ")
                        .append(value)
                        .append('\n'));
        text.append('\n').append(new String(reply.body(), StandardCharsets.UTF_8));
        String clean = secrets.redact(text.toString()).replaceAll("[\\p{Cntrl}&&[^\n\t]]", "");
        return clean.length() > ANSWER_CHARS ? clean.substring(0, ANSWER_CHARS) : clean;
    }
}
