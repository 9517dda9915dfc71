package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.file.FileTrouble;
import dev.plimsoll.engine.file.SafePath;
import dev.plimsoll.engine.workspace.PluginSpec;
import dev.plimsoll.engine.workspace.TargetSpec;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns a target as written into one that can be run. */
final class TargetCompiler {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}?");
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Set<String> OWN_HEADERS =
            Set.of("content-length", "transfer-encoding", "connection", "content-type", "accept-encoding");
    private static final double LONGEST_SECONDS = 86_400;

    private final Ranges ranges;
    private final Path baseFolder;
    private final EndpointOptionsCompiler options;

    TargetCompiler(Ranges ranges, Path baseFolder) {
        this.ranges = ranges;
        this.baseFolder = baseFolder;
        this.options = new EndpointOptionsCompiler(ranges, baseFolder);
    }

    /** The plan of a target; null where its kind cannot run (which was told). */
    @Nullable
    TargetPlan compile(TargetSpec spec, long seed) {
        return switch (spec) {
            case TargetSpec.Http http -> http(http);
            case TargetSpec.Simulator simulator -> simulator(simulator, seed);
            case TargetSpec.Models models -> models(models);
            case PluginSpec _ -> null;
        };
    }

    private TargetPlan http(TargetSpec.Http spec) {
        String path = spec.path();
        TargetSpec.Common common = spec.common();
        if (spec.apiKeyEnv() != null && !VARIABLE.matcher(spec.apiKeyEnv()).matches()) {
            ranges.wrong(
                    path + ".apiKeyEnv",
                    "must be the name of an environment variable, such as OPENAI_API_KEY (never the key itself)");
        }
        if (spec.apiKeyEnv() != null && spec.apiKeyFile() != null) {
            ranges.wrong(path + ".apiKeyFile", "cannot be used together with apiKeyEnv; keep one of them");
        }
        if (spec.caFile() != null && spec.insecure() != null && spec.insecure()) {
            ranges.wrong(path + ".caFile", "cannot be used together with insecure: true; keep one of them");
        }
        headers(path + ".headers", spec.headers());
        String endpoint = endpoint(path, common);
        return new TargetPlan(
                String.valueOf(spec.id()),
                url(path + ".url", spec.url()),
                null,
                endpoint,
                options.of(path, common, endpoint),
                model(path, common),
                common.stream() == null || common.stream(),
                spec.apiKeyEnv(),
                file(path + ".apiKeyFile", spec.apiKeyFile()),
                spec.headers(),
                extras(common),
                spec.insecure() != null && spec.insecure(),
                file(path + ".caFile", spec.caFile()),
                (int) ranges.whole(path + ".httpVersion", spec.httpVersion(), 1, 1, 2),
                timeouts(path, common, TargetPlan.Timeouts.DEFAULT));
    }

    private TargetPlan simulator(TargetSpec.Simulator spec, long seed) {
        String path = spec.path();
        TargetSpec.Common common = spec.common();
        String profile =
                ranges.word(path + ".profile", spec.profile(), "small", SimulatorProfiles.NAMES.toArray(String[]::new));
        Map<String, Double> parameters = new HashMap<>();
        spec.parameters().forEach((name, value) -> {
            if (SimulatorParameters.check(ranges, path + "." + name, name, value)) {
                parameters.put(name, value);
            }
        });
        String model = model(path, common);
        String endpoint = endpoint(path, common);
        SimulatorPlan plan = SimulatorProfiles.with(
                SimulatorProfiles.of(profile, seed), model == null ? SimulatorProfiles.MODEL : model, parameters);
        return new TargetPlan(
                String.valueOf(spec.id()),
                null,
                plan,
                endpoint,
                options.of(path, common, endpoint),
                model,
                common.stream() == null || common.stream(),
                null,
                null,
                Map.of(),
                extras(common),
                false,
                null,
                1,
                timeouts(path, common, TargetPlan.Timeouts.DEFAULT));
    }

    /** Which policies there are, and what stands in the configuration, only the router's room knows. */
    private TargetPlan models(TargetSpec.Models spec) {
        String path = spec.path();
        TargetSpec.Common common = spec.common();
        String endpoint = endpoint(path, common, TargetPlan.ENDPOINTS_OF_MODELS);
        Path config = spec.config() == null || spec.config().isBlank() ? null : file(path + ".config", spec.config());
        return new TargetPlan(
                String.valueOf(spec.id()),
                null,
                null,
                new ModelsPlan(config == null ? baseFolder : config, spec.policy()),
                endpoint,
                options.of(path, common, endpoint),
                model(path, common),
                common.stream() == null || common.stream(),
                null,
                null,
                Map.of(),
                extras(common),
                false,
                null,
                1,
                timeouts(path, common, TargetPlan.Timeouts.OF_MODELS));
    }

    private String endpoint(String path, TargetSpec.Common common) {
        return endpoint(path, common, TargetPlan.ENDPOINTS);
    }

    private String endpoint(String path, TargetSpec.Common common, List<String> allowed) {
        return ranges.word(path + ".endpoint", common.endpoint(), "chat", allowed.toArray(String[]::new));
    }

    private @Nullable String model(String path, TargetSpec.Common common) {
        if (common.model() != null && common.model().isBlank()) {
            ranges.wrong(path + ".model", "must not be empty; leave it out to take the first model the server lists");
        }
        return common.model();
    }

    private static String extras(TargetSpec.Common common) {
        return common.extras() == null ? "{}" : common.extras().toString();
    }

    private TargetPlan.Timeouts timeouts(String path, TargetSpec.Common common, TargetPlan.Timeouts defaults) {
        String at = path + ".timeouts.";
        return new TargetPlan.Timeouts(
                seconds(at + "connect", common.connectTimeoutSeconds(), defaults.connectSeconds()),
                seconds(at + "idle", common.idleTimeoutSeconds(), defaults.idleSeconds()),
                seconds(at + "total", common.totalTimeoutSeconds(), defaults.totalSeconds()));
    }

    private double seconds(String path, @Nullable Double value, double ifAbsent) {
        return ranges.between(path, value, ifAbsent, 0, LONGEST_SECONDS);
    }

    /** The base URL without {@code /v1} and without a slash at its end; null with a problem where it cannot be used. */
    private @Nullable URI url(String path, @Nullable String written) {
        if (written == null || written.isBlank()) {
            return null;
        }
        URI uri;
        try {
            uri = new URI(written.strip());
        } catch (URISyntaxException e) {
            ranges.wrong(path, "is not a URL: " + e.getReason());
            return null;
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String wrong = null;
        if (!scheme.equals("http") && !scheme.equals("https")) {
            wrong = "must begin with http:// or https://, such as http://127.0.0.1:8000";
        } else if (uri.getHost() == null) {
            wrong = "names no host";
        } else if (uri.getUserInfo() != null) {
            wrong = "must hold no user name or password; use apiKeyEnv or a header";
        } else if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            wrong = "must hold no '?' or '#' part";
        } else if (uri.getPort() == 0 || uri.getPort() > 65_535) {
            wrong = "names port " + uri.getPort() + ", which is out of range; use 1 to 65535";
        }
        if (wrong != null) {
            ranges.wrong(path, wrong);
            return null;
        }
        String base = uri.getRawPath().replaceAll("/+$", "").replaceAll("/v1$", "");
        return URI.create(scheme + "://" + uri.getRawAuthority() + base);
    }

    private @Nullable Path file(String path, @Nullable String written) {
        if (written == null) {
            return null;
        }
        try {
            return SafePath.realData(baseFolder.resolve(written));
        } catch (IOException e) {
            ranges.wrong(path, "'" + written + "' cannot be used: " + FileTrouble.reason(e));
        } catch (InvalidPathException e) {
            ranges.wrong(path, "'" + written + "' is not a path");
        }
        return null;
    }

    private void headers(String path, Map<String, String> headers) {
        for (Map.Entry<String, String> header : headers.entrySet()) {
            String at = WorkspaceFile.memberPath(path, header.getKey());
            if (!HEADER_NAME.matcher(header.getKey()).matches()) {
                ranges.wrong(path, "'" + header.getKey() + "' is not a header name");
            } else if (OWN_HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                ranges.wrong(at, "is set by Plimsoll itself");
            }
            if (header.getValue().chars().anyMatch(c -> c < ' ' && c != '\t' || c == 127)) {
                ranges.wrong(at, "must not hold control characters");
            }
            Matcher references = REFERENCE.matcher(header.getValue());
            while (references.find()) {
                String inner = references.group(1);
                boolean closed = references.group().endsWith("}");
                if (!closed
                        || !inner.startsWith("env:")
                        || !VARIABLE.matcher(inner.substring(4)).matches()) {
                    ranges.wrong(at, "'" + references.group() + "' is not a reference; write ${env:NAME}");
                }
            }
        }
    }

    /** Worth a warning: a secret written into the file. */
    static List<String> literalSecrets(TargetSpec.Http spec) {
        return spec.headers().entrySet().stream()
                .filter(h -> SecretHeaders.isLiteral(h.getKey(), h.getValue()))
                .map(h -> WorkspaceFile.memberPath(spec.path() + ".headers", h.getKey()))
                .toList();
    }
}
