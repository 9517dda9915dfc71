package dev.plimsoll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The order of the app's rooms, and what of the engine they may know. */
class ArchitectureTest {
    private static final String OWN = "dev.plimsoll.app";
    private static final String ENGINE = "dev.plimsoll.engine.";
    private static final List<String> ROOMS = List.of(
            "services",
            "session",
            "widgets",
            "welcome",
            "target",
            "dataset",
            "benchmark",
            "live",
            "results",
            "shell",
            "");
    private static final Set<String> PAGES = Set.of("welcome", "target", "dataset", "benchmark", "live", "results");
    private static final Set<String> PUBLIC_FACE = Set.of(
            "problem",
            "file",
            "time",
            "stats",
            "workspace",
            "plan",
            "dataset",
            "endpoint",
            "strategy",
            "record",
            "metrics",
            "trust",
            "archive",
            "router",
            "run",
            "report",
            "interop");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(OWN);

    @Test
    void aRoomImportsOnlyThoseBeforeItAndPagesNeverEachOther() {
        List<String> faults = new ArrayList<>();
        for (Dependency dependency : dependencies()) {
            String target = dependency.getTargetClass().getBaseComponentType().getPackageName();
            if (!target.equals(OWN) && !target.startsWith(OWN + ".")) {
                continue;
            }
            String from = room(dependency.getOriginClass().getPackageName(), OWN);
            String to = room(target, OWN);
            boolean backwards = ROOMS.indexOf(to) > ROOMS.indexOf(from);
            boolean acrossPages = PAGES.contains(from) && PAGES.contains(to) && !from.equals(to);
            if (backwards || acrossPages) {
                faults.add(dependency.getDescription());
            }
        }
        assertEquals(List.of(), faults);
    }

    @Test
    void everyClassIsInARoom() {
        for (JavaClass type : CLASSES) {
            assertTrue(ROOMS.contains(room(type.getPackageName(), OWN)), type.getName());
        }
    }

    @Test
    void theAppKnowsTheEnginesPublicFaceAndMainTheCommandLine() {
        List<String> faults = new ArrayList<>();
        for (Dependency dependency : dependencies()) {
            String target = dependency.getTargetClass().getBaseComponentType().getPackageName();
            boolean main = dependency.getOriginClass().getPackageName().equals(OWN);
            if (target.startsWith(ENGINE)) {
                String room = room(target, ENGINE.substring(0, ENGINE.length() - 1));
                if (!PUBLIC_FACE.contains(room) && !(main && room.equals("cli"))) {
                    faults.add(dependency.getDescription());
                }
            }
        }
        assertEquals(List.of(), faults);
    }

    @Test
    void theSessionAndEveryModelKnowNoSceneTypes() {
        List<String> faults = new ArrayList<>();
        for (Dependency dependency : dependencies()) {
            String origin = dependency.getOriginClass().getSimpleName();
            String room = room(dependency.getOriginClass().getPackageName(), OWN);
            boolean plain = room.equals("session") || origin.endsWith("Model");
            if (plain
                    && dependency
                            .getTargetClass()
                            .getBaseComponentType()
                            .getPackageName()
                            .startsWith("javafx.scene")) {
                faults.add(dependency.getDescription());
            }
        }
        assertEquals(List.of(), faults);
    }

    private static List<Dependency> dependencies() {
        List<Dependency> all = new ArrayList<>();
        CLASSES.forEach(type -> all.addAll(type.getDirectDependenciesFromSelf()));
        return all;
    }

    private static String room(String packageName, String root) {
        String rest = packageName.startsWith(root + ".") ? packageName.substring(root.length() + 1) : "";
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }
}
