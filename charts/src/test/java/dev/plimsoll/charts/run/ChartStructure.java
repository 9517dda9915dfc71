package dev.plimsoll.charts.run;

import dev.plimsoll.charts.plot.CostTable;
import dev.plimsoll.charts.plot.EmptyNote;
import dev.plimsoll.charts.plot.EventMark;
import dev.plimsoll.charts.plot.HeatCells;
import dev.plimsoll.charts.plot.LimitLine;
import dev.plimsoll.charts.plot.LoadMark;
import dev.plimsoll.charts.plot.LyingBars;
import dev.plimsoll.charts.plot.MarkerRenderer;
import dev.plimsoll.charts.plot.PointLabel;
import dev.plimsoll.charts.plot.SaturationMark;
import dev.plimsoll.charts.plot.Series;
import dev.plimsoll.charts.plot.SeriesDataset;
import dev.plimsoll.charts.plot.SpanNote;
import dev.plimsoll.charts.plot.StageBands;
import dev.plimsoll.charts.plot.TimelineRow;
import dev.plimsoll.charts.plot.TimelineRows;
import dev.plimsoll.charts.plot.Trend;
import dev.plimsoll.charts.plot.UncertainRenderer;
import dev.plimsoll.charts.plot.UncertainRenderer.Uncertain;
import dev.plimsoll.charts.plot.UprightLimit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.AbstractXYItemRenderer;
import org.jfree.chart.renderer.xy.XYItemRenderer;

/**
 * What a chart consists of, as text: title, axes, series, marks. It holds nothing of fonts, colours or pixels, so that it is the same on
 * every machine and tells a reader what changed.
 */
public final class ChartStructure {
    private ChartStructure() {}

    /** The structure of a chart that was not zoomed. */
    public static String of(ChartView view) {
        StringBuilder out = new StringBuilder();
        out.append(view.id()).append('\n');
        out.append("title   ")
                .append(view.title())
                .append(" | ")
                .append(view.subtitle())
                .append('\n');
        for (LegendKey key : view.legend()) {
            out.append("legend  ")
                    .append(key.sign())
                    .append(' ')
                    .append(key.label())
                    .append('\n');
        }
        XYPlot plot = view.chart().getXYPlot();
        axis(out, "x", plot.getDomainAxis());
        axis(out, "y", plot.getRangeAxis());
        for (int i = 0; i < plot.getDatasetCount(); i++) {
            XYItemRenderer renderer = plot.getRenderer(i);
            out.append("draws   ").append(renderer.getClass().getSimpleName()).append('\n');
            List<Series> series = ((SeriesDataset) plot.getDataset(i)).series();
            for (int s = 0; s < series.size(); s++) {
                series(out, series.get(s), renderer, s);
            }
            ((AbstractXYItemRenderer) renderer).getAnnotations().forEach(a -> mark(out, a));
        }
        plot.getAnnotations().forEach(a -> mark(out, a));
        out.append("hover   ").append(view.hover().size()).append(" points\n");
        if (!view.hover().isEmpty()) {
            HoverPoint last = view.hover().get(view.hover().size() - 1);
            out.append("        last: ")
                    .append(String.join(" | ", last.lines()))
                    .append('\n');
        }
        view.marks()
                .forEach(m -> out.append("tooltip at ")
                        .append(number(m.x()))
                        .append(": ")
                        .append(String.join(" | ", m.lines()))
                        .append('\n'));
        return out.toString();
    }

    private static void axis(StringBuilder out, String name, ValueAxis axis) {
        out.append("axis ")
                .append(name)
                .append("  ")
                .append(axis.getClass().getSimpleName())
                .append(' ');
        out.append(number(axis.getLowerBound())).append(" to ").append(number(axis.getUpperBound()));
        out.append(axis.getLabel() == null ? "" : ", " + axis.getLabel()).append('\n');
    }

    private static void series(StringBuilder out, Series series, XYItemRenderer renderer, int index) {
        long gaps = IntStream.range(0, series.size())
                .filter(i -> Double.isNaN(series.y()[i]) && (i == 0 || !Double.isNaN(series.y()[i - 1])))
                .count();
        out.append("  series ")
                .append(series.name())
                .append(": ")
                .append(series.size())
                .append(" points");
        if (gaps > 0) {
            out.append(", ").append(gaps).append(gaps == 1 ? " gap" : " gaps");
        }
        if (!series.isEmpty()) {
            out.append(", x ").append(number(series.x()[0])).append(" to ");
            out.append(number(series.x()[series.size() - 1]));
            out.append(", y ").append(number(series.min())).append(" to ").append(number(series.max()));
        }
        if (renderer instanceof MarkerRenderer markers && series.size() > 0) {
            out.append(", hollow ")
                    .append(IntStream.range(0, series.size())
                            .filter(i -> markers.isHollow(index, i))
                            .mapToObj(Integer::toString)
                            .collect(Collectors.joining(" ", "[", "]")));
        }
        out.append('\n');
        if (renderer instanceof UncertainRenderer uncertain) {
            uncertain.points().get(index).forEach(p -> uncertain(out, p));
        }
    }

    private static void uncertain(StringBuilder out, Uncertain point) {
        out.append("    x ").append(number(point.xLow())).append(" to ").append(number(point.xHigh()));
        out.append(", y ").append(number(point.yLow())).append(" to ").append(number(point.yHigh()));
        out.append(point.outline().length == 0 ? "" : ", region").append(point.hollow() ? ", hollow" : "");
        out.append(point.few().isEmpty() ? "" : ", dashed " + point.few()).append('\n');
    }

    private static void mark(StringBuilder out, Object mark) {
        out.append("mark    ").append(mark.getClass().getSimpleName()).append(' ');
        switch (mark) {
            case StageBands bands ->
                out.append(bands.bands().stream()
                        .map(b -> number(b.from()) + "–" + number(b.to())
                                + (b.label().isEmpty() ? "" : " " + b.label()))
                        .collect(Collectors.joining(", ")));
            case SaturationMark m ->
                out.append("from ").append(number(m.from())).append(" to ").append(number(m.to()));
            case LimitLine m -> out.append(m.label()).append(" at ").append(number(m.value()));
            case UprightLimit m -> out.append(m.label()).append(" at ").append(number(m.value()));
            case LoadMark m -> out.append(m.label()).append(" at ").append(number(m.value()));
            case EventMark m -> out.append(m.what()).append(" at ").append(number(m.at()));
            case PointLabel m -> out.append(m.text());
            case EmptyNote m -> out.append(m.text());
            case SpanNote m -> out.append(m.text());
            case Trend m ->
                out.append(m.label())
                        .append(" from ")
                        .append(number(m.from()))
                        .append(" to ")
                        .append(number(m.to()));
            case HeatCells m ->
                out.append(m.cells().size()).append(" cells of up to ").append(m.most());
            case TimelineRows m -> {
                out.append(m.swaps().size()).append(" swaps");
                m.rows().forEach(row -> row(out, row));
            }
            case LyingBars m -> {
                out.append(m.bars().size()).append(" bars");
                m.bars().forEach(bar -> bar(out, bar));
            }
            case CostTable m -> {
                out.append(String.join(" | ", m.columns()));
                m.rows()
                        .forEach(row -> out.append("\n  ")
                                .append(row.stream().map(CostTable.Cell::text).collect(Collectors.joining(" | "))));
            }
            default -> throw new AssertionError("no words for " + mark.getClass());
        }
        out.append('\n');
    }

    private static void row(StringBuilder out, TimelineRow row) {
        int requests = row.lanes().stream().mapToInt(TimelineRow.Lane::size).sum();
        out.append("\n  ")
                .append(requests)
                .append(" in ")
                .append(row.lanes().size())
                .append(" lanes, ");
        out.append(row.counts().most()).append(" at once; ");
        out.append(row.states().stream()
                .map(s -> s.kind() + " " + number(s.from()) + "–" + number(s.to())
                        + (s.label().isEmpty() ? "" : " " + s.label())
                        + (s.failed() ? " failed" : ""))
                .collect(Collectors.joining(", ")));
    }

    private static void bar(StringBuilder out, LyingBars.Bar bar) {
        out.append("\n  ");
        bar.parts()
                .forEach(p -> out.append(p.name())
                        .append(' ')
                        .append(number(p.length()))
                        .append(", "));
        bar.points()
                .forEach(p -> out.append(p.name())
                        .append(" at ")
                        .append(number(p.value()))
                        .append(p.hollow() ? " hollow, " : ", "));
        out.append(bar.label());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
