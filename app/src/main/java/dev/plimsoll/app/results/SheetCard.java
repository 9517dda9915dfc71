package dev.plimsoll.app.results;

import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.DataTable;
import dev.plimsoll.engine.report.Column;
import dev.plimsoll.engine.report.Objectives;
import dev.plimsoll.engine.report.Sheet;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/** A table of the report as it is there, in a table that sorts and scrolls. */
final class SheetCard extends Card {
    private static final double ROW = 24;
    private static final double HEAD = 33;
    private static final double SCROLL_BAR = 13;
    private static final int MOST_ROWS = 16;
    private static final double CHARACTER = 6.6;
    private static final double PADDING = 20;
    private static final double WIDEST = 260;

    /**
     * A card.
     *
     * @param id of the table
     */
    SheetCard(String id, Sheet sheet, ResultExports exports) {
        super(sheet.title());
        flush();
        getStyleClass().add("results-stages");
        int rows = sheet.columns().getFirst().cells().size();
        TableView<Integer> table = DataTable.of(id, "Nothing of the kind happened.");
        for (Column column : sheet.columns()) {
            table.getColumns().add(column.number() ? number(column) : text(column));
        }
        table.getItems().setAll(IntStream.range(0, rows).boxed().toList());
        Columns.share(table, rows > MOST_ROWS ? Columns.BAR : Columns.BORDER);
        double height = HEAD + ROW * Math.clamp(rows, 1, MOST_ROWS) + Columns.BORDER + SCROLL_BAR;
        table.setMinHeight(height);
        table.setPrefHeight(height);
        right(Buttons.link(id + "-copy", "Copy", () -> exports.copyText(tabs(sheet, rows), "Table copied")));
        content(table);
    }

    private static TableColumn<Integer, String> text(Column column) {
        return DataTable.text(
                column.name(), width(column), row -> column.cells().get(row).text());
    }

    private static TableColumn<Integer, String> number(Column column) {
        TableColumn<Integer, String> made = DataTable.number(
                column.name(),
                column.unit().isEmpty() ? " " : column.unit(),
                width(column),
                row -> column.cells().get(row).text(),
                text -> text);
        made.setCellValueFactory(row ->
                new ReadOnlyObjectWrapper<>(column.cells().get(row.getValue()).text()));
        made.setComparator(
                Comparator.comparing(SheetCard::value, Comparator.nullsFirst(Comparator.<Double>naturalOrder())));
        made.setCellFactory(_ -> new MarkedCell(column));
        return made;
    }

    /** What a cell is sorted by: {@code 16 %} too. */
    private static @Nullable Double value(String text) {
        return StageRows.number(text.replace(" %", ""));
    }

    private static double width(Column column) {
        double cells = column.cells().stream()
                .mapToDouble(c -> c.mark() == Column.Mark.FEW
                        ? FewMark.width(c.text().length())
                        : c.text().length() * CHARACTER + PADDING)
                .max()
                .orElse(0);
        return Math.min(WIDEST, Math.max(cells, column.name().length() * CHARACTER + PADDING));
    }

    private static String tabs(Sheet sheet, int rows) {
        String head = sheet.columns().stream().map(Column::head).collect(Collectors.joining("\t"));
        return head
                + IntStream.range(0, rows)
                        .mapToObj(row -> sheet.columns().stream()
                                .map(c -> c.cells().get(row).text())
                                .collect(Collectors.joining("\t", "\n", "")))
                        .collect(Collectors.joining());
    }

    private static final class MarkedCell extends TableCell<Integer, String> {
        private final Column column;

        MarkedCell(Column column) {
            this.column = column;
            getStyleClass().add("pl-number");
        }

        @Override
        protected void updateItem(@Nullable String item, boolean empty) {
            super.updateItem(item, empty);
            FewMark.clear(this);
            setText(empty ? null : item);
            Integer row = empty ? null : getTableRow().getItem();
            if (row != null && column.cells().get(row).mark() == Column.Mark.FEW) {
                String stat = column.name().substring(column.name().lastIndexOf(' ') + 1);
                FewMark.put(this, Objectives.needs(stat).replace("few: ", ""));
            }
        }
    }
}
