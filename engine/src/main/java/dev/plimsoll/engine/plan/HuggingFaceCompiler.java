package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.workspace.DatasetSpec;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compiles datasets of the Hugging Face hub. Nothing is fetched here. */
final class HuggingFaceCompiler {
    private static final String HUB = "https://huggingface.co";
    private static final String TOKEN_ENV = "HF_TOKEN";
    private static final String FORMAT = "parquet";

    /** The hub's rule for names, with or without the organisation. */
    private static final Pattern NAME = Pattern.compile("(?:[A-Za-z0-9][\\w.-]*/)?[A-Za-z0-9][\\w.-]*");

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Ranges ranges;
    private final Path baseFolder;

    HuggingFaceCompiler(Ranges ranges, Path baseFolder) {
        this.ranges = ranges;
        this.baseFolder = baseFolder;
    }

    DatasetPlan compile(DatasetSpec.HuggingFace spec) {
        String dataset = String.valueOf(spec.dataset());
        if (spec.dataset() != null && !NAME.matcher(dataset).matches()) {
            ranges.wrong(spec.path() + ".dataset", "must be a name such as \"org/name\", but is '" + dataset + "'");
        }
        String tokenEnv = spec.tokenEnv() == null ? TOKEN_ENV : spec.tokenEnv();
        if (!VARIABLE.matcher(tokenEnv).matches()) {
            ranges.wrong(spec.path() + ".tokenEnv", "must be the name of an environment variable, not the key itself");
        }
        return new DatasetPlan.HuggingFace(
                String.valueOf(spec.id()),
                dataset,
                spec.config(),
                spec.split(),
                spec.revision(),
                hub(spec.path() + ".hub", spec.hub()),
                tokenEnv,
                new FilesCompiler(ranges, baseFolder).rows(spec.rows(), List.of(), FORMAT));
    }

    private String hub(String path, @Nullable String written) {
        if (written == null) {
            return HUB;
        }
        try {
            URI uri = URI.create(written);
            if (List.of("http", "https").contains(String.valueOf(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null) {
                return written.replaceFirst("/+$", "");
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        ranges.wrong(path, "must be a URL such as \"" + HUB + "\", without a key or a query");
        return HUB;
    }
}
