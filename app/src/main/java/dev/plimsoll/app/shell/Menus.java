package dev.plimsoll.app.shell;

import dev.plimsoll.app.services.RecentWorkspace;
import dev.plimsoll.app.services.Texts;
import dev.plimsoll.app.session.Action;
import dev.plimsoll.app.session.Workbench;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.scene.Scene;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCombination;

/** The menu bar and the keys, made from the registry of actions. */
final class Menus {
    private static final String LINE = "-";
    private static final String RECENT = "recent";

    private final Workbench bench;

    Menus(Workbench bench) {
        this.bench = bench;
    }

    MenuBar bar() {
        MenuBar bar = new MenuBar();
        bar.setId("menu");
        bar.getMenus()
                .addAll(
                        menu(
                                "group.file",
                                "workspace.new",
                                "workspace.open",
                                RECENT,
                                "workspace.openRun",
                                "results.import",
                                LINE,
                                "workspace.save",
                                "workspace.saveAs",
                                "workspace.revert",
                                "workspace.reveal",
                                LINE,
                                "workspace.close",
                                "window.close"),
                        menu("group.edit", "edit.undo", "edit.redo"),
                        menu(
                                "group.view",
                                "view.palette",
                                "view.tasks",
                                LINE,
                                "view.system",
                                "view.light",
                                "view.dark"),
                        menu("group.run", "run.start", "run.stop", LINE, "run.demo", "run.last"),
                        goMenu(),
                        menu(
                                "group.help",
                                "help.shortcuts",
                                "help.doctor",
                                LINE,
                                "help.diagnostics",
                                "help.logs",
                                LINE,
                                "help.about"));
        return bar;
    }

    /** Makes every shortcut work, also of actions that come later and of those in no menu. */
    void install(Scene scene) {
        bench.actions().all().addListener((ListChangeListener<Action>) change -> {
            while (change.next()) {
                change.getRemoved()
                        .forEach(a -> key(a, k -> scene.getAccelerators().remove(k)));
                change.getAddedSubList()
                        .forEach(a -> key(a, k -> scene.getAccelerators().put(k, a::fire)));
            }
        });
        bench.actions().all().forEach(a -> key(a, k -> scene.getAccelerators().put(k, a::fire)));
    }

    private static void key(Action action, Consumer<KeyCombination> use) {
        String shortcut = action.shortcut();
        if (shortcut != null) {
            use.accept(KeyCombination.valueOf(shortcut));
        }
    }

    private Menu menu(String titleKey, String... ids) {
        Menu menu = new Menu(Texts.of(titleKey));
        for (String id : ids) {
            switch (id) {
                case LINE -> menu.getItems().add(new SeparatorMenuItem());
                case RECENT -> menu.getItems().add(recent());
                default ->
                    bench.actions().find(id).ifPresent(a -> menu.getItems().add(item(a)));
            }
        }
        return menu;
    }

    private Menu goMenu() {
        Menu menu = new Menu(Texts.of("menu.go"));
        String group = Texts.of("group.go");
        for (Action action : bench.actions().all()) {
            if (action.group().equals(group)) {
                menu.getItems().add(item(action));
            }
        }
        return menu;
    }

    private MenuItem item(Action action) {
        MenuItem item = new MenuItem(action.text());
        item.setId("menu-" + action.id().replace('.', '-'));
        item.setMnemonicParsing(false);
        String shortcut = action.shortcut();
        if (shortcut != null) {
            item.setAccelerator(KeyCombination.valueOf(shortcut));
        }
        item.setDisable(!action.enabled().get());
        action.enabled().addListener((_, _, on) -> item.setDisable(!on));
        item.setOnAction(_ -> bench.actions().find(action.id()).ifPresent(Action::fire));
        named(item, action);
        return item;
    }

    /** Undo and redo name the step they would take. */
    private void named(MenuItem item, Action action) {
        if (action.id().equals("edit.undo")) {
            bench.workspace()
                    .undoText()
                    .addListener((_, _, step) -> item.setText((action.text() + " " + step).strip()));
        } else if (action.id().equals("edit.redo")) {
            bench.workspace()
                    .redoText()
                    .addListener((_, _, step) -> item.setText((action.text() + " " + step).strip()));
        }
    }

    private Menu recent() {
        Menu menu = new Menu(Texts.of("menu.recent"));
        bench.services().preferences().recent().addListener((ListChangeListener<RecentWorkspace>) _ -> fill(menu));
        fill(menu);
        return menu;
    }

    private void fill(Menu menu) {
        List<MenuItem> items = new ArrayList<>();
        for (RecentWorkspace each : bench.services().preferences().recent()) {
            MenuItem item = new MenuItem(String.valueOf(each.path()));
            item.setMnemonicParsing(false);
            item.setOnAction(_ -> bench.desk().open(each.path()));
            items.add(item);
        }
        if (items.isEmpty()) {
            MenuItem none = new MenuItem(Texts.of("menu.recent.none"));
            none.setDisable(true);
            items.add(none);
        }
        menu.getItems().setAll(items);
    }
}
