package dev.plimsoll.engine.run;

import dev.plimsoll.engine.endpoint.Redactor;
import dev.plimsoll.engine.file.FileTrouble;
import dev.plimsoll.engine.file.SafePath;
import dev.plimsoll.engine.http.ServerTrust;
import dev.plimsoll.engine.plan.TargetPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a target, read when a run starts. Kept in memory only: never in a workspace, a journal, a report, a log or an argument
 * of a process.
 *
 * @param apiKey bearer key, or null where the target needs none
 * @param headers headers with every {@code ${env:NAME}} put in
 * @param caCertificates the certificates to trust, PEM; null for the Java runtime's
 */
record Secrets(
        @Nullable String apiKey,
        Map<String, String> headers,
        @Nullable String caCertificates) {
    private static final Pattern FROM_ENV = Pattern.compile("\\$\\{env:([A-Za-z_][A-Za-z0-9_]*)}");

    Secrets {
        headers = Map.copyOf(headers);
    }

    /**
     * Reads them.
     *
     * @param environment looks up a variable, null where it is not set
     * @throws PlimsollException naming every variable and file that is missing
     */
    static Secrets of(TargetPlan target, UnaryOperator<@Nullable String> environment) {
        List<Problem> problems = new ArrayList<>();
        String at = "target '" + target.id() + "'";
        String key = null;
        if (target.apiKeyEnv() != null) {
            key = environment.apply(target.apiKeyEnv());
            if (key == null || key.isBlank()) {
                problems.add(Problem.at(
                        at + " apiKeyEnv", "the environment variable " + target.apiKeyEnv() + " is not set"));
            }
        } else if (target.apiKeyFile() != null) {
            try {
                key = SafePath.readSecret(target.apiKeyFile());
            } catch (PlimsollException e) {
                problems.add(Problem.at(at + " apiKeyFile", String.valueOf(e.getMessage())));
            }
        }
        if (target.models() != null) {
            key = ModelsConfig.apiKey(target.models(), environment);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        target.headers().forEach((name, value) -> {
            Matcher matcher = FROM_ENV.matcher(value);
            StringBuilder resolved = new StringBuilder();
            while (matcher.find()) {
                String found = environment.apply(matcher.group(1));
                if (found == null) {
                    problems.add(Problem.at(
                            at + " headers." + name, "the environment variable " + matcher.group(1) + " is not set"));
                }
                matcher.appendReplacement(resolved, Matcher.quoteReplacement(found == null ? "" : found));
            }
            headers.put(name, matcher.appendTail(resolved).toString());
        });
        String ca = null;
        if (target.caFile() != null) {
            try {
                ca = Files.readString(target.caFile());
                ServerTrust.of(ca);
            } catch (IOException e) {
                problems.add(Problem.at(at + " caFile", target.caFile() + " cannot be read: " + FileTrouble.reason(e)));
            } catch (PlimsollException e) {
                problems.add(Problem.at(at + " caFile", target.caFile() + ": " + e.getMessage()));
            }
        }
        if (!problems.isEmpty()) {
            throw PlimsollException.ofProblems("The target's keys could not be read.", problems);
        }
        return new Secrets(key, headers, ca);
    }

    /** Takes these secrets out of texts. */
    Redactor redactor() {
        return Redactor.of(apiKey, headers);
    }

    /** A text with the secrets taken out, for messages. */
    String redact(String text) {
        return redactor().redact(text);
    }

    @Override
    public String toString() {
        return "Secrets[" + (apiKey == null ? "no key" : "a key") + ", headers " + headers.keySet() + "]";
    }
}
