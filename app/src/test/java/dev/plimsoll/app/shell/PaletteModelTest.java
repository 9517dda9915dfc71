package dev.plimsoll.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class PaletteModelTest {
    private static PaletteItem item(String group, String title) {
        return new PaletteItem(title, "", "bi-x", null, group, true, () -> {});
    }

    private final PaletteModel model = new PaletteModel(List.of(
            item("File", "Save as…"),
            item("File", "Reload from disk"),
            item("This run", "Export report as HTML…"),
            item("Runs", "first experiment"),
            item("Runs", "Experiment fp8")));

    private List<String> titles(String typed) {
        return model.find(typed).values().stream()
                .flatMap(List::stream)
                .map(h -> h.item().title())
                .toList();
    }

    @Test
    void nothingTypedFindsEverythingInItsOrder() {
        assertEquals(5, titles(" ").size());
        assertEquals("Save as…", titles("").getFirst());
    }

    @Test
    void aTitleThatBeginsWithItComesBeforeAWordThatDoes() {
        assertEquals(List.of("Export report as HTML…", "Experiment fp8", "first experiment"), titles("exp"));
    }

    @Test
    void lettersInOrderMatchWhereTheyAreNear() {
        assertEquals(List.of("Save as…"), titles("svas"));
        assertEquals(List.of(), titles("rsk"));
    }

    @Test
    void whatWasTypedIsMarkedAtTheStartOfAWord() {
        PaletteModel.Hit hit = model.find("rep").get("This run").getFirst();
        assertEquals(List.of(7, 8, 9), hit.marked());
    }

    @Test
    void nothingIsFoundForWhatIsNowhere() {
        assertEquals(List.of(), titles("zzz"));
    }
}
