package dev.plimsoll.engine.report;

import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** The exporters there are: those of the engine and those that other modules bring as a service. */
public final class Exporters {
    private Exporters() {}

    /** Every exporter, by name. */
    public static List<Exporter> all() {
        return ServiceLoader.load(Exporter.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(Exporter::format))
                .toList();
    }

    /** Those written where no format is asked for. */
    public static List<Exporter> usual() {
        return all().stream().filter(Exporter::usual).toList();
    }

    /**
     * The exporters of some formats, in that order, each once.
     *
     * @throws PlimsollException naming every unknown format and what is allowed
     */
    public static List<Exporter> of(Collection<String> formats) {
        List<Exporter> all = all();
        List<String> known = all.stream().map(Exporter::format).toList();
        List<Exporter> chosen = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (String format : formats.stream().distinct().toList()) {
            all.stream()
                    .filter(e -> e.format().equals(format))
                    .findFirst()
                    .ifPresentOrElse(
                            chosen::add,
                            () -> problems.add(new Problem(
                                    null, 0, "--format", "'" + format + "' is not a report format", known)));
        }
        if (!problems.isEmpty()) {
            throw PlimsollException.ofProblems("The report cannot be written.", problems);
        }
        return chosen;
    }
}
