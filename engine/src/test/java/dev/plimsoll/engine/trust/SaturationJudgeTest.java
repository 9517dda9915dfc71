package dev.plimsoll.engine.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.metrics.Records;
import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.metrics.StageFiguresBuilder;
import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SaturationJudgeTest {
    private static final double[] STABLE = {0.5, 0.6, 0.7, 0.8, 0.85};

    private static QueueSim.Shape shape(String arrivals, double utilisation, QueueSim.Service service) {
        return new QueueSim.Shape(arrivals, utilisation, 16, 0.4, service);
    }

    private static int alarms(List<StageFigures> runs) {
        return (int) runs.stream()
                .filter(run -> !SaturationJudge.judge(List.of(run), List.of()).isEmpty())
                .count();
    }

    @Test
    void atMostTwoOfTwoHundredStableRunsAlarm() {
        for (double seconds : new double[] {5, 20, 40}) {
            List<StageFigures> runs = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                QueueSim.Service service = QueueSim.Service.values()[i % 3];
                String arrivals = i % 2 == 0 ? "poisson" : "constant";
                runs.add(QueueSim.run(shape(arrivals, STABLE[i % STABLE.length], service), seconds, i));
            }
            assertTrue(alarms(runs) <= 2, alarms(runs) + " of 200 alarm after " + seconds + " s");
        }
    }

    @Test
    void tenPerCentTooMuchIsFoundInFiveSecondsOfAConstantRate() {
        List<StageFigures> runs = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            QueueSim.Service service = i % 2 == 0 ? QueueSim.Service.FIXED : QueueSim.Service.JITTERED;
            runs.add(QueueSim.run(shape("constant", 1.1, service), 5, i));
        }
        assertTrue(alarms(runs) >= 198, alarms(runs) + " of 200 found");
    }

    @Test
    void halfTooMuchIsFoundInTenSecondsOfPoissonArrivals() {
        List<StageFigures> runs = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            runs.add(QueueSim.run(shape("poisson", 1.5, QueueSim.Service.values()[i % 3]), 10, i));
        }
        assertTrue(alarms(runs) >= 198, alarms(runs) + " of 200 found");
    }

    @Test
    void theReportSaysWhatGoesInAndWhatComesOut() {
        StageFigures run = QueueSim.run(shape("constant", 1.25, QueueSim.Service.FIXED), 20, 1);
        SaturationReport report = SaturationJudge.judge(List.of(run), List.of()).getFirst();
        assertEquals(List.of("achieved_offered"), report.evidence());
        assertEquals("The server takes in 50 req/s but completes 40.", report.detail());
        assertEquals(10.0, report.atSeconds());
    }

    @Test
    void aWarningOfADetectorIsEvidenceFromItsMoment() {
        StageFigures run = QueueSim.run(shape("constant", 0.5, QueueSim.Service.FIXED), 40, 1);
        SaturationReport report = SaturationJudge.judge(
                        List.of(run),
                        List.of(
                                SaturationJudge.Warning.overSaturation(0, 33, "stage"),
                                SaturationJudge.Warning.overSaturation(0, 31, "stage"),
                                SaturationJudge.Warning.overSaturation(7, 1, "stage")))
                .getFirst();
        assertEquals(List.of("over_saturation"), report.evidence());
        assertEquals(31.0, report.atSeconds());
        assertEquals("Requests in flight and TTFT keep rising at stage.", report.detail());
    }

    @Test
    void aStageShorterThanItsAnswersIsTooShortToJudge() {
        QueueSim.Shape slow = new QueueSim.Shape("constant", 0.5, 64, 4, QueueSim.Service.FIXED);
        StageFigures run = QueueSim.run(slow, 8, 1);
        assertEquals(List.of(), SaturationJudge.judge(List.of(run), List.of()));
        List<Finding> notes = SaturationJudge.tooShortToJudge(List.of(run), List.of(), 30);
        assertEquals(1, notes.size());
        assertEquals(Severity.NOTE, notes.getFirst().severity());
        assertEquals(
                List.of(),
                SaturationJudge.tooShortToJudge(
                        List.of(QueueSim.run(shape("constant", 0.5, QueueSim.Service.FIXED), 8, 1)), List.of(), 30));
    }

    @Test
    void aServerThatTurnsRequestsAwayIsSaturated() {
        StageFiguresBuilder builder = new StageFiguresBuilder(Records.stage(10));
        for (int i = 0; i < 400; i++) {
            double at = i * 25.0;
            builder.add(
                    i % 5 == 0
                            ? Records.failed(i, new RequestError(ErrorKind.HTTP, 429, "busy", 1), at, at + 1)
                            : Records.streamed(i, at, at, 2, 20, 40));
        }
        assertEquals(
                "The server takes in 40 req/s but completes 32.",
                SaturationJudge.judge(List.of(builder.build()), List.of())
                        .getFirst()
                        .detail());
    }

    @Test
    void errorsThatDoNotSayBusyAreNoSaturation() {
        StageFiguresBuilder builder = new StageFiguresBuilder(Records.stage(10));
        for (int i = 0; i < 400; i++) {
            double at = i * 25.0;
            builder.add(
                    i % 2 == 0
                            ? Records.failed(i, new RequestError(ErrorKind.HTTP, 500, "oops", -1), at, at + 1)
                            : Records.streamed(i, at, at, 2, 20, 40));
        }
        assertEquals(List.of(), SaturationJudge.judge(List.of(builder.build()), List.of()));
    }

    /** A closed loop that completes {@code perSecond} requests each second of ten. */
    private static StageFigures closed(String kind, int streams, int perSecond) {
        Map<String, Object> strategy =
                kind.equals("concurrent") ? Map.of("kind", kind, "streams", streams) : Map.of("kind", kind);
        StageFiguresBuilder builder = new StageFiguresBuilder(Records.stage(strategy, false, 10));
        for (int i = 0; i < 10 * perSecond; i++) {
            double at = 1000.0 * i / perSecond;
            RequestRecord record = Records.whole(i, at, at + 5, 1);
            builder.add(record);
        }
        return builder.build();
    }

    @Test
    void moreStreamsWithoutMoreThroughputAreBeyondTheKnee() {
        List<StageFigures> stages = List.of(
                closed("synchronous", 1, 10),
                closed("concurrent", 4, 40),
                closed("concurrent", 8, 60),
                closed("concurrent", 16, 61));
        List<SaturationReport> reports = SaturationJudge.judge(stages, List.of());
        assertEquals(1, reports.size());
        assertEquals(List.of("knee"), reports.getFirst().evidence());
        assertEquals(
                "Going from 8 to 16 streams raises the throughput by only 1.67 %.",
                reports.getFirst().detail());
    }

    @Test
    void aThroughputStageAtItsCapProvesNothing() {
        List<StageFigures> stages = List.of(closed("synchronous", 1, 40), closed("throughput", 0, 40));
        assertEquals(List.of(), SaturationJudge.judge(stages, List.of()));
    }
}
