package dev.plimsoll.engine;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** The rooms of the engine, from the ground up: a room imports only rooms before it in this list. */
class ArchitectureTest {
    private static final String ROOT = "dev.plimsoll.engine.";
    private static final List<String> ROOMS = List.of(
            "problem",
            "time",
            "file",
            "plugin",
            "stats",
            "workspace",
            "plan",
            "record",
            "metrics",
            "dataset",
            "strategy",
            "http",
            "endpoint",
            "simulator",
            "wire",
            "worker",
            "constraint",
            "scheduler",
            "trust",
            "profile",
            "archive",
            "router",
            "cluster",
            "scrape",
            "otel",
            "run",
            "report",
            "compare",
            "interop",
            "cli");

    /** The sub-rooms of the router, whose policies are pure: what decides knows neither configuration nor connection. */
    private static final List<String> ROUTER_ROOMS =
            List.of("process", "swap", "schedule", "config", "simulation", "observe", "control", "proxy");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.plimsoll.engine");

    @Test
    void aRoomImportsOnlyRoomsBelowIt() {
        List<String> faults = new ArrayList<>();
        for (JavaClass type : CLASSES) {
            int own = ROOMS.indexOf(room(type));
            if (own < 0) {
                faults.add(type.getName() + " is in no known room");
                continue;
            }
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (!target.getPackageName().startsWith(ROOT)) {
                    continue;
                }
                int other = ROOMS.indexOf(room(target));
                if (other > own || (room(target).equals("worker") && !room(type).equals("worker"))) {
                    faults.add(dependency.getDescription());
                }
            }
        }
        Assertions.assertEquals(List.of(), faults);
    }

    @Test
    void aSubRoomOfTheRouterImportsOnlySubRoomsBelowIt() {
        String router = ROOT + "router.";
        List<String> faults = new ArrayList<>();
        for (JavaClass type : CLASSES) {
            if (!type.getPackageName().startsWith(router)) {
                continue;
            }
            int own = ROUTER_ROOMS.indexOf(type.getPackageName().substring(router.length()));
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String other =
                        dependency.getTargetClass().getBaseComponentType().getPackageName();
                if (own < 0
                        || (other.startsWith(router) && ROUTER_ROOMS.indexOf(other.substring(router.length())) > own)) {
                    faults.add(dependency.getDescription());
                }
            }
        }
        Assertions.assertEquals(List.of(), faults);
    }

    @Test
    void everyRoomHasAChapterHeading() {
        for (String room : ROOMS) {
            boolean used = CLASSES.stream()
                    .anyMatch(t -> room.equals(room(t)) && !t.getSimpleName().equals("package-info"));
            boolean told = CLASSES.contain(ROOT + room + ".package-info");
            Assertions.assertTrue(!used || told, room + " has no package-info");
        }
    }

    @Test
    void theEngineKnowsNoWindowAndNoChart() {
        List<String> faults = new ArrayList<>();
        for (JavaClass type : CLASSES) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String name = dependency.getTargetClass().getPackageName();
                if (name.startsWith("javafx.")
                        || name.startsWith("org.jfree.")
                        || name.startsWith("dev.plimsoll.charts")
                        || name.startsWith("dev.plimsoll.app")) {
                    faults.add(dependency.getDescription());
                }
            }
        }
        Assertions.assertEquals(List.of(), faults);
    }

    private static String room(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(ROOT)) {
            return "";
        }
        String rest = name.substring(ROOT.length());
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }
}
