package dev.plimsoll.engine.router.config;

import dev.plimsoll.engine.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is found in one file, with its lines. */
final class Faults {
    private final @Nullable String file;
    private final YamlDocument document;
    private final List<ConfigFault> faults = new ArrayList<>();

    Faults(@Nullable String file, YamlDocument document) {
        this.file = file;
        this.document = document;
        document.faults()
                .forEach(each -> faults.add(new ConfigFault(
                        each.code(), each.problem().in(file, each.problem().line()))));
    }

    void add(ConfigFault.Code code, String path, String what, String... allowed) {
        add(code, path, what, List.of(allowed));
    }

    void add(ConfigFault.Code code, String path, String what, Collection<String> allowed) {
        faults.add(new ConfigFault(code, new Problem(file, document.line(path), path, what, List.copyOf(allowed))));
    }

    List<ConfigFault> all() {
        return List.copyOf(faults);
    }
}
