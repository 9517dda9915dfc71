package dev.plimsoll.engine.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.metrics.Records;
import dev.plimsoll.engine.record.RequestStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrustJudgeTest {
    /** The one finding of a report, with its code and severity. */
    private static Finding only(TrustReport report, String code, Severity severity) {
        assertEquals(1, report.findings().size(), report.findings().toString());
        Finding finding = report.findings().getFirst();
        assertEquals(code, finding.code());
        assertEquals(severity, finding.severity(), finding.measured());
        return finding;
    }

    @Test
    void anImpeccableStageIsValidWithoutAFinding() {
        TrustReport report = Evidence.impeccable().judge();
        assertEquals(List.of(), report.findings());
        assertEquals(Verdict.VALID, report.value());
        assertEquals(21, report.checksPassed());
    }

    @Test
    void onePerCentOfLateSendsIsBorne() {
        assertEquals(
                Verdict.VALID, Evidence.impeccable().withLate(10, 9).judge().value());
    }

    @Test
    void moreThanOnePerCentLaterThanAMillisecondIsSuspect() {
        Finding finding = only(Evidence.impeccable().withLate(11, 1.5).judge(), "dispatch-lag", Severity.SUSPECT);
        assertTrue(finding.measured().contains("p99"), finding.measured());
        assertEquals("1 ms", finding.threshold());
        assertEquals(0, finding.stage());
    }

    @Test
    void moreThanOnePerCentLaterThanTenMillisecondsIsInvalid() {
        Finding finding = only(Evidence.impeccable().withLate(11, 10.5).judge(), "dispatch-lag", Severity.INVALID);
        assertEquals("10 ms", finding.threshold());
    }

    @Test
    void aLagThatIsLostInTheTtftIsBorne() {
        Evidence slow = Evidence.impeccable();
        slow.records.replaceAll(r -> Records.streamed(r.info().number(), at(r), at(r) + 12, 2, 2000, 2100));
        // 12 ms are 0.6 % of a TTFT of 2 s.
        assertEquals(Verdict.VALID, slow.judge().value());
    }

    private static double at(dev.plimsoll.engine.record.RequestRecord record) {
        return record.timings().intended() / 1e6;
    }

    @Test
    void oneLateSendAmongFewIsAnAccident() {
        Evidence few = Evidence.impeccable();
        few.records.subList(50, Evidence.REQUESTS).clear();
        few.withLate(1, 50);
        TrustReport report = few.judge();
        only(report, "few-samples", Severity.NOTE);
        assertEquals(Verdict.VALID, report.value());
    }

    @Test
    void aClosedLoopMeasuresItsLagByTheLatency() {
        Evidence closed = Evidence.impeccable();
        closed.facts = Records.stage(Map.of("kind", "concurrent", "streams", 10), false, 10);
        closed.withLate(11, 1.5);
        only(closed.judge(), "dispatch-lag", Severity.SUSPECT);
        Evidence slow = Evidence.impeccable();
        slow.facts = closed.facts;
        slow.records.replaceAll(r -> Records.streamed(r.info().number(), at(r), at(r) + 1.5, 2, 20, 200));
        assertEquals(Verdict.VALID, slow.judge().value());
    }

    @Test
    void slotsThatWereNeverSentAreSuspectAndThenInvalid() {
        assertEquals(Verdict.VALID, unsent(5).value());
        only(unsent(6), "send-ratio", Severity.SUSPECT);
        only(unsent(11), "send-ratio", Severity.INVALID);
    }

    private static TrustReport unsent(int n) {
        Evidence evidence = Evidence.impeccable();
        for (int i = 0; i < n; i++) {
            evidence.records.set(i, Records.unsent(i, RequestStatus.DROPPED, i * 10, i * 10 + 100));
        }
        return evidence.judge();
    }

    @Test
    void slotsThatFellDueWithTheEndOfTheStageAreNobodysFault() {
        Evidence evidence = Evidence.impeccable();
        for (int i = 0; i < 50; i++) {
            evidence.records.set(i, Records.unsent(i, RequestStatus.CANCELLED, i * 10, i * 10 + 9));
        }
        assertEquals(List.of(), evidence.judge().findings());
    }

    @Test
    void countsThatDoNotAddUpAreInvalid() {
        Evidence evidence = Evidence.impeccable();
        evidence.countsAddUp = false;
        only(evidence.judge(), "counts", Severity.INVALID);
    }

    @Test
    void aRecordThatTheJournalCouldNotTakeIsInvalid() {
        Evidence evidence = Evidence.impeccable();
        evidence.overflows = 1;
        only(evidence.judge(), "results-pipeline", Severity.INVALID);
    }

    @Test
    void aJournalThatHardlyKeepsUpIsSuspect() {
        Evidence evidence = Evidence.impeccable();
        evidence.journalFullest = 0.5;
        assertEquals(List.of(), evidence.judge().findings());
        evidence.journalFullest = 0.51;
        only(evidence.judge(), "results-pipeline", Severity.SUSPECT);
    }

    @Test
    void aLostWorkerIsSuspect() {
        Evidence evidence = Evidence.impeccable();
        evidence.lost = List.of("worker 1 was killed after 3 s");
        assertTrue(only(evidence.judge(), "worker-lost", Severity.SUSPECT)
                .measured()
                .contains("worker 1 was killed after 3 s"));
    }

    @Test
    void aRequestSentBeforeItsTimeIsInvalid() {
        Evidence evidence = Evidence.impeccable();
        evidence.records.set(500, Evidence.late(500, -0.1));
        assertTrue(only(evidence.judge(), "negative-times", Severity.INVALID)
                .measured()
                .startsWith("Request 500 was sent before its time"));
    }

    @Test
    void theAreaOfTheUpdatesMustBeThatOfTheRecords() {
        Evidence evidence = Evidence.impeccable();
        evidence.inFlightSeconds = 30.02;
        assertEquals(Verdict.VALID, evidence.judge().value());
        evidence.inFlightSeconds = 30.04;
        only(evidence.judge(), "in-flight-area", Severity.INVALID);
        evidence.lost = List.of("worker 1 was killed");
        only(evidence.judge(), "worker-lost", Severity.SUSPECT);
    }

    @Test
    void theAreaMustAgreeInTheWindowToo() {
        Evidence evidence = Evidence.impeccable();
        evidence.inFlightSeconds = 30;
        evidence.windowInFlightSeconds = 29.99;
        assertEquals(Verdict.VALID, evidence.judge().value());
        evidence.windowInFlightSeconds = 29;
        assertTrue(only(evidence.judge(), "in-flight-area", Severity.INVALID)
                .measured()
                .contains("in the window"));
    }

    @Test
    void waitsForAConnectionThatOnlyTheScheduleShowsAreANote() {
        Evidence evidence = Evidence.impeccable();
        evidence.records.replaceAll(r -> {
            int i = (int) r.info().number();
            return Records.with(Evidence.late(i, 5), 0, -1, 0, 4.95, 0);
        });
        assertTrue(
                only(evidence.judge(), "schedule-gap", Severity.NOTE).advice().contains("latency from schedule"));
        evidence.records.replaceAll(r -> Evidence.late((int) r.info().number(), 5));
        TrustReport report = evidence.judge();
        assertEquals(
                List.of("dispatch-lag", "schedule-gap"),
                report.findings().stream().map(Finding::code).toList());
        assertEquals(Severity.SUSPECT, report.findings().getLast().severity());
    }

    @Test
    void sendsThatCameInBurstsAreNotThoseOfTheSchedule() {
        Evidence evidence = Evidence.impeccable();
        for (int i = 0; i < Evidence.REQUESTS; i++) {
            // As a scheduler that falls due every tenth of a second would do, had it told them as intended then.
            double at = Math.ceil((i + 1) / 10.0) * 100;
            evidence.records.set(i, Records.streamed(i, at, at + 0.05, 3, 20, 25, 30));
        }
        only(evidence.judge(), "arrival-law", Severity.SUSPECT);
    }

    @Test
    void slowAnswersThatCameTogetherAreWorthFewIndependentOnes() {
        Evidence evidence = Evidence.impeccable();
        for (int i = 600; i < 640; i++) {
            double at = i * 10.0;
            evidence.records.set(i, Records.streamed(i, at, at + 0.05, 3, i - 400, i - 375, i - 370));
        }
        Finding found = only(evidence.judge(), "effective-samples", Severity.NOTE);
        assertTrue(found.measured().startsWith("1,000 requests tell as much about the p99 of the TTFT as "));
        Evidence apart = Evidence.impeccable();
        for (int i = 0; i < 40; i++) {
            double at = i * 250.0;
            apart.records.set(25 * i, Records.streamed(25 * i, at, at + 0.05, 3, 200 + i, 225 + i, 230 + i));
        }
        assertEquals(List.of(), apart.judge().findings());
    }

    @Test
    void aTargetThatGetsSlowerIsANoteAndNoFault() {
        Evidence evidence = Evidence.impeccable();
        evidence.records.replaceAll(r -> {
            int i = (int) r.info().number();
            return Records.streamed(i, i * 10, i * 10 + 0.05, 3, 20 + i / 50.0, 25 + i / 50.0, 30 + i / 50.0);
        });
        TrustReport report = evidence.judge();
        assertEquals(Verdict.VALID, report.value());
        assertTrue(report.findings().stream()
                .anyMatch(f -> f.code().equals("not-steady") && f.measured().contains("TTFT rises by")));
    }

    @Test
    void recycledRowsAreANote() {
        Evidence evidence = Evidence.impeccable();
        evidence.recycled = 12;
        only(evidence.judge(), "recycled-data", Severity.NOTE);
        assertEquals(Verdict.VALID, evidence.judge().value());
    }

    @Test
    void findingsFromBeforeTheRunCount() {
        Finding finding = new Finding("file-descriptors", Severity.SUSPECT, null, "m", "t", "a");
        TrustReport report =
                TrustJudge.judge(List.of(Evidence.impeccable().build()), PreflightReport.NONE, List.of(finding));
        assertEquals(Verdict.SUSPECT, report.value());
        assertEquals(List.of(finding), report.findings());
    }

    @Test
    void theWorstFindingComesFirst() {
        Evidence evidence = Evidence.impeccable();
        evidence.recycled = 1;
        evidence.lost = List.of("x");
        evidence.overflows = 1;
        assertEquals(
                List.of("results-pipeline", "worker-lost", "recycled-data"),
                evidence.judge().findings().stream().map(Finding::code).toList());
    }
}
