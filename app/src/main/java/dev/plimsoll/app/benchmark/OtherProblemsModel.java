package dev.plimsoll.app.benchmark;

import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What keeps the selected benchmark from running and has no field on its page: parts this version does not know, faults of its target and dataset. */
final class OtherProblemsModel {
    private static final List<String> FIELDS = List.of(
            "target",
            "dataset",
            "profile.size",
            "profile.strategy",
            "profile.maxConcurrency",
            "profile.streams",
            "profile.rate",
            "profile.rampup",
            "profile.cooldownBetween",
            "profile.seed",
            "constraints",
            "slos",
            "warmup",
            "cooldown",
            "gracePeriod",
            "seed",
            "workers",
            "maxLag",
            "cancelRate",
            "cancelDelay",
            "fillThinkTime",
            "keepBodies",
            "savePrompts",
            "transport");

    private final BenchmarkModel model;

    OtherProblemsModel(BenchmarkModel model) {
        this.model = model;
    }

    /** One sentence each: {@code cooldownNotes: Unknown field 'cooldownNotes'.} */
    List<String> sentences() {
        if (!model.present()) {
            return List.of();
        }
        List<String> sentences = new ArrayList<>();
        String own = model.path("") + ".";
        Optional<String> target = part("targets", model.text("target"));
        Optional<String> dataset = part("datasets", model.text("dataset"));
        for (Problem problem : model.problems()) {
            String path = problem.path();
            if (path.startsWith(own)) {
                String field = path.substring(own.length());
                if (FIELDS.stream().noneMatch(f -> isAtOrBelow(field, f))) {
                    sentences.add(field + ": " + what(problem));
                }
            } else if (target.filter(t -> isAtOrBelow(path, t)).isPresent()) {
                sentences.add("Target " + model.text("target") + rest(path, target.get()) + ": " + what(problem));
            } else if (dataset.filter(d -> isAtOrBelow(path, d)).isPresent()) {
                sentences.add("Dataset " + model.text("dataset") + rest(path, dataset.get()) + ": " + what(problem));
            }
        }
        return sentences;
    }

    /** Without the list of what is allowed: such a list of fields is for someone who writes the file by hand. */
    private static String what(Problem problem) {
        String text = problem.what();
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
    }

    private static String rest(String path, String part) {
        return path.length() > part.length() + 1 ? ", " + path.substring(part.length() + 1) : "";
    }

    private Optional<String> part(String list, String id) {
        WorkspaceFile file = model.file();
        var all = BenchmarkModel.elements(file, list);
        for (int i = 0; i < all.size(); i++) {
            if (!id.isEmpty() && all.get(i).path("id").asString("").equals(id)) {
                return Optional.of(list + "[" + i + "]");
            }
        }
        return Optional.empty();
    }

    private static boolean isAtOrBelow(String path, String at) {
        return path.equals(at) || path.startsWith(at + ".") || path.startsWith(at + "[");
    }
}
