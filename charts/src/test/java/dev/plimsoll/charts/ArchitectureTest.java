package dev.plimsoll.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What charts may read, and the order of its own packages. */
class ArchitectureTest {
    private static final String ENGINE = "dev.plimsoll.engine.";
    private static final String OWN = "dev.plimsoll.charts.";
    private static final Set<String> READABLE = Set.of(
            "problem",
            "file",
            "time",
            "stats",
            "workspace",
            "plan",
            "record",
            "metrics",
            "trust",
            "archive",
            "report",
            "compare",
            "router.observe");
    private static final List<String> ROOMS =
            List.of("style", "plot", "run", "live", "svg", "picture", "html", "viewer");
    /** The only room that knows JavaFX: pictures and reports must work where it is absent. */
    private static final String VIEWER = OWN + "viewer";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.plimsoll.charts");

    @Test
    void chartsReadResultsAndNeverTheMachinery() {
        List<String> faults = new ArrayList<>();
        for (Dependency dependency : dependencies()) {
            String name = dependency.getTargetClass().getBaseComponentType().getPackageName();
            if (name.startsWith(ENGINE) && !readable(name)) {
                faults.add(dependency.getDescription());
            }
            boolean window = name.startsWith("javafx.")
                    || name.startsWith("org.jfree.fx")
                    || name.startsWith("org.jfree.chart.fx");
            if (window && !dependency.getOriginClass().getPackageName().equals(VIEWER)
                    || name.startsWith("dev.plimsoll.app")) {
                faults.add(dependency.getDescription());
            }
        }
        assertEquals(List.of(), faults);
    }

    @Test
    void aPackageImportsOnlyThoseBelowIt() {
        List<String> faults = new ArrayList<>();
        for (Dependency dependency : dependencies()) {
            String from = dependency.getOriginClass().getPackageName();
            String to = dependency.getTargetClass().getBaseComponentType().getPackageName();
            if (to.startsWith(OWN) && ROOMS.indexOf(room(to, OWN)) > ROOMS.indexOf(room(from, OWN))) {
                faults.add(dependency.getDescription());
            }
        }
        assertEquals(List.of(), faults);
        for (JavaClass type : CLASSES) {
            assertEquals(true, ROOMS.contains(room(type.getPackageName(), OWN)), type.getName());
        }
    }

    /** Of the router only what it saw may be read, never what it does. */
    private static boolean readable(String name) {
        return READABLE.contains(room(name, ENGINE)) || READABLE.contains(name.substring(ENGINE.length()));
    }

    private static List<Dependency> dependencies() {
        List<Dependency> all = new ArrayList<>();
        CLASSES.forEach(type -> all.addAll(type.getDirectDependenciesFromSelf()));
        return all;
    }

    private static String room(String packageName, String root) {
        String rest = packageName.startsWith(root) ? packageName.substring(root.length()) : "";
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }
}
