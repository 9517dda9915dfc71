package dev.plimsoll.app.results;

import dev.plimsoll.app.widgets.DataTable;
import dev.plimsoll.app.widgets.Icons;
import dev.plimsoll.app.widgets.Tone;
import dev.plimsoll.engine.archive.RequestField;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.metrics.StageSummary.SloResult;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.report.Numbers;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** The columns of a table of requests; each sorts by the field it shows. */
final class RequestColumns {
    private RequestColumns() {}

    static TableView<RequestSlot> table(RunModel run) {
        TableView<RequestSlot> table = DataTable.of("requests", "");
        TableColumn<RequestSlot, ?> name = column("Request", "request", 84, RequestColumns::name, false, null);
        table.getColumns().add(name);
        table.getColumns()
                .add(column(
                        "Intended, s",
                        "intended",
                        80,
                        r -> number(
                                r,
                                "intended",
                                v -> Numbers.fixed(v - run.scope().origin(), 3)),
                        true,
                        null));
        if (run.stages().stream().anyMatch(s -> !s.models().isEmpty())) {
            table.getColumns().add(column("Model", "model", 110, RequestColumns::model, false, null));
        }
        table.getColumns().add(figure("Send lag, µs", "sendLag", 86, Numbers::three, run));
        if (has(run, "routerWait")) {
            table.getColumns().add(figure("Router wait, ms", "routerWait", 104, Numbers::three, run));
        }
        if (has(run, "ttft")) {
            table.getColumns().add(figure("TTFT, ms", "ttft", 66, Numbers::three, run));
            if (has(run, "tpot")) {
                table.getColumns().add(figure("TPOT, ms", "tpot", 68, v -> Numbers.fixed(v, 1), run));
            }
            table.getColumns().add(figure("Max stall, ms", "maxStall", 90, Numbers::three, run));
        }
        table.getColumns().add(figure("Latency, s", "latency", 72, v -> Numbers.fixed(v / 1000, 2), run));
        table.getColumns().add(figure("Input, tok", "promptTokens", 70, v -> Numbers.count(Math.round(v)), run));
        table.getColumns().add(figure("Output, tok", "outputTokens", 80, v -> Numbers.count(Math.round(v)), run));
        TableColumn<RequestSlot, @Nullable RequestRecord> status =
                column("Status", "status", 92, r -> r, false, _ -> new StatusCell());
        table.getColumns().add(status);
        run.scope().stage().addListener(_ -> table.refresh()); // times are told from the stage's start
        name.getStyleClass().add("results-first");
        Columns.share(table, Columns.BAR);
        return table;
    }

    private static boolean has(RunModel run, String tag) {
        return run.stages().stream().anyMatch(s -> s.metrics().containsKey(tag));
    }

    /** What its row asks for, which it is sorted by; a router may know it by another name. */
    private static String model(RequestRecord request) {
        return Objects.requireNonNullElse(request.info().model(), Numbers.ABSENT);
    }

    private static String name(RequestRecord request) {
        return (request.info().stage() + 1) + "-" + request.info().number();
    }

    private static TableColumn<RequestSlot, @Nullable String> figure(
            String title, String field, double width, DoubleFunction<String> shown, RunModel run) {
        double limit = limit(run, field);
        return column(title, field, width, r -> number(r, field, shown), true, _ -> new FigureCell(field, limit));
    }

    /** What one request may take by the objectives, in the field's unit; endless where nothing limits it. */
    private static double limit(RunModel run, String tag) {
        return run.stages().stream()
                .map(StageSummary::slos)
                .flatMap(List::stream)
                .filter(s -> s.metric().equals(tag))
                .mapToDouble(SloResult::max)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    private static String number(RequestRecord request, String field, DoubleFunction<String> shown) {
        OptionalDouble value = field(field).numberOf(request);
        return value.isPresent() ? shown.apply(value.getAsDouble()) : Numbers.ABSENT;
    }

    private static RequestField field(String name) {
        return Objects.requireNonNull(RequestField.named(name), name);
    }

    private static <V> TableColumn<RequestSlot, @Nullable V> column(
            String title,
            String field,
            double width,
            Function<RequestRecord, V> value,
            boolean number,
            @Nullable Function<TableColumn<RequestSlot, @Nullable V>, TableCell<RequestSlot, @Nullable V>> cell) {
        TableColumn<RequestSlot, @Nullable V> column = new TableColumn<>(title);
        column.setId("requests-column-" + field);
        column.setUserData(field(field));
        column.setPrefWidth(width);
        // A double click on the divider would measure every row there is.
        column.setResizable(false);
        column.setCellValueFactory(f -> f.getValue() == null
                ? new SimpleObjectProperty<>()
                : f.getValue().request().map(value));
        if (number) {
            column.getStyleClass().add("pl-number");
        }
        if (cell != null) {
            column.setCellFactory(cell::apply);
        } else if (number) {
            column.setCellFactory(_ -> new PlainCell<>("pl-number"));
        } else {
            column.setCellFactory(_ -> new PlainCell<>("pl-text"));
        }
        return column;
    }

    private static class PlainCell<V> extends TableCell<RequestSlot, @Nullable V> {
        PlainCell(String style) {
            getStyleClass().add(style);
        }

        @Override
        protected void updateItem(@Nullable V item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty || item == null ? null : item.toString());
        }
    }

    /** Semibold where one request's own value is above its limit. */
    private static final class FigureCell extends PlainCell<String> {
        private final String field;
        private final double limit;

        FigureCell(String field, double limit) {
            super("pl-number");
            this.field = field;
            this.limit = limit;
        }

        @Override
        protected void updateItem(@Nullable String item, boolean empty) {
            super.updateItem(item, empty);
            getStyleClass().remove("pl-strong");
            RequestSlot slot = empty ? null : getTableRow().getItem();
            RequestRecord request = slot == null ? null : slot.request().get();
            if (request != null && field(field).numberOf(request).orElse(0) > limit) {
                getStyleClass().add("pl-strong");
            }
        }
    }

    private static final class StatusCell extends TableCell<RequestSlot, @Nullable RequestRecord> {
        @Override
        protected void updateItem(@Nullable RequestRecord request, boolean empty) {
            super.updateItem(request, empty);
            setGraphic(null);
            setText(null);
            setTooltip(null);
            if (empty || request == null) {
                return;
            }
            setText(words(request));
            FontIcon icon = switch (request.status()) {
                case COMPLETED -> icon("bi-check2", Tone.SUCCESS);
                case ERRORED -> icon("bi-x", Tone.DANGER);
                default -> icon("bi-dash", Tone.MUTED);
            };
            setGraphic(icon);
            if (request.error() != null) {
                setTooltip(new Tooltip(request.error().sample()));
            }
        }

        private static FontIcon icon(String literal, Tone tone) {
            FontIcon icon = Icons.of(literal, 13);
            tone.on(icon);
            return icon;
        }
    }

    /** {@code 200}, {@code 429}, {@code timeout idle}, {@code cancelled}. */
    static String words(RequestRecord request) {
        if (request.status() == RequestStatus.CANCELLED || request.status() == RequestStatus.DROPPED) {
            return request.status().text();
        }
        if (request.error() != null && request.error().kind() != dev.plimsoll.engine.record.ErrorKind.HTTP) {
            return request.error().kind().text().replace('_', ' ');
        }
        int status = request.wire().httpStatus();
        return status == 0 ? request.status().text() : String.valueOf(status);
    }

    /** What the columns show, tab-separated. */
    static String tabs(TableView<RequestSlot> table, List<RequestSlot> slots) {
        StringBuilder text = new StringBuilder();
        text.append(table.getColumns().stream().map(TableColumn::getText).collect(Collectors.joining("\t")))
                .append('\n');
        for (RequestSlot slot : slots) {
            text.append(table.getColumns().stream()
                            .map(c -> c.getCellData(slot))
                            .map(v -> v instanceof RequestRecord r
                                    ? words(r)
                                    : String.valueOf(v).replace(",", ""))
                            .collect(Collectors.joining("\t")))
                    .append('\n');
        }
        return text.toString();
    }
}
