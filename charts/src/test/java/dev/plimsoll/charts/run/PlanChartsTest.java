package dev.plimsoll.charts.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.charts.plot.EmptyNote;
import dev.plimsoll.charts.plot.RoundAxis;
import dev.plimsoll.charts.plot.SpanNote;
import dev.plimsoll.charts.style.ChartStyle;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanChartsTest {
    private static final List<PlannedStage> STAGES = List.of(
            new PlannedStage("synchronous", 0, 60, 1.4, false, false, "1.4"),
            new PlannedStage("poisson", 60, 60, 20, true, false, ""),
            new PlannedStage("poisson", 130, 60, 44, true, true, ""));

    @Test
    void theTableOfAPlanHasOneRowForEachStage() {
        ChartView view = PlanCharts.plannedLoad(STAGES, "req/s", "none", ChartStyle.LIGHT);
        assertEquals(
                "run time (s),planned load (req/s)\n0,1.4\n60,20\n130,44\n",
                ChartTable.of(view).csv());
        assertEquals(190, view.chart().getXYPlot().getDomainAxis().getUpperBound());
        assertEquals(
                List.of("poisson", "20.0 req/s", "for 1 min"),
                view.hover().get(1).lines());
    }

    @Test
    void whatIsPlacedAroundTheKneeIsNamed() {
        ChartView view = PlanCharts.plannedLoad(STAGES, "req/s", "none", ChartStyle.LIGHT);
        assertTrue(view.chart().getXYPlot().getAnnotations().stream().anyMatch(SpanNote.class::isInstance));
    }

    @Test
    void aPlanWithoutStagesKeepsItsAxesAndSaysWhy() {
        ChartView view = PlanCharts.plannedLoad(List.of(), "req/s", "Nothing is planned yet.", ChartStyle.DARK);
        assertTrue(view.chart().getXYPlot().getAnnotations().stream()
                .anyMatch(a -> a instanceof EmptyNote note && note.text().equals("Nothing is planned yet.")));
    }

    @Test
    void everyArrivalIsAStrokeAndOnlyThose() {
        ChartView view = PlanCharts.arrivals("first 2 s", new double[] {0.5, 1}, 2, "none", ChartStyle.LIGHT);
        assertEquals(
                "run time (s),request starts\n0.5,0.86\n1,0.86\n",
                ChartTable.of(view).csv());
        BufferedImage image = new BufferedImage(400, 200, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g2 = image.createGraphics();
        view.chart().draw(g2, new Rectangle2D.Double(0, 0, 400, 200));
        g2.dispose();
        int strokes = 0;
        boolean inside = false;
        for (int x = 56; x < 370; x++) {
            boolean drawn = image.getRGB(x, 100) >>> 24 > 100;
            strokes += drawn && !inside ? 1 : 0;
            inside = drawn;
        }
        assertEquals(2, strokes);
    }

    @Test
    void timeToComeIsLabelledInSpansAndVeryShortTimesInMilliseconds() {
        assertEquals("2 min", RoundAxis.ofSpans(600).getNumberFormatOverride().format(120));
        assertEquals("0.5 s", RoundAxis.ofSpans(2).getNumberFormatOverride().format(0.5));
        assertEquals("1 ms", RoundAxis.ofSpans(0.002).getNumberFormatOverride().format(0.001));
        assertEquals("0", RoundAxis.ofSpans(2).getNumberFormatOverride().format(0.0));
    }
}
