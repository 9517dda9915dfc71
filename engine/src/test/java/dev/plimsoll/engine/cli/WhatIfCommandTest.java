package dev.plimsoll.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.archive.RunFolder;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.Records;
import dev.plimsoll.engine.metrics.StageFacts;
import dev.plimsoll.engine.metrics.StageFiguresBuilder;
import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.trust.TrustReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A run of 50 requests, ten a second, 250 ms each; every fifth fails. */
class WhatIfCommandTest {
    @TempDir
    private Path folder;

    private String run = "";

    @BeforeEach
    void writeTheRun() {
        RunFolder written = RunFolder.create(folder, "r", "{\"name\": \"Sweep\"}", "none", 1);
        StageFacts facts = Records.stage(5);
        StageFiguresBuilder figures = new StageFiguresBuilder(facts);
        written.event(0, "stage_begin", Map.of("facts", facts));
        for (int i = 0; i < 50; i++) {
            double sendMs = 100 * i;
            RequestRecord record = i % 5 == 4
                    ? Records.failed(i, RequestError.of(ErrorKind.RESET, "reset"), sendMs, sendMs + 250)
                    : Records.whole(i, sendMs, sendMs + 250, 8);
            written.append(record, null);
            figures.add(record);
        }
        RunSummary.RunHead head =
                new RunSummary.RunHead("r", "Sweep", "2026-01-01T00:00:00Z", null, "sealed", "1", "t", null, null);
        written.seal(new RunSummary(
                1,
                head,
                TrustReport.of(List.of(), 3),
                List.of(),
                List.of(new RunSummary.Stage(figures.build().summary(), List.of()))));
        run = written.path().toString();
    }

    @Test
    void errorsStopAtTheEndOfTheLastOneThatWasAllowed() {
        JsonNode answer = ask("{\"kind\": \"max_errors\", \"count\": 3}").get(0);
        assertEquals("c0", answer.get("id").asString());
        assertEquals(
                answer.get("queuing").get("atSeconds"), answer.get("processing").get("atSeconds"));
        JsonNode stop = answer.get("processing");
        assertEquals(1.65, stop.get("atSeconds").asDouble(), "requests 4, 9 and 14 failed, the last from 1.4 s on");
        assertEquals("stop_all", stop.get("action").asString());
        assertEquals(17, stop.get("created").asInt());
        assertEquals(2, stop.get("inFlight").asInt());
        assertEquals(12, stop.get("successful").asInt());
        assertEquals(3, stop.get("errored").asInt());
        assertEquals(3, stop.get("metadata").get("currentErrors").asInt());
        assertEquals(1.65, stop.get("metadata").get("stopTime").asDouble());
    }

    @Test
    void aCountStopsTheCreatingFirstAndTheStageWhenAsManyEnded() {
        JsonNode answer = ask("kind=max_requests,count=20").get(0);
        assertEquals(1.9, answer.get("queuing").get("atSeconds").asDouble());
        assertEquals(20, answer.get("queuing").get("created").asInt());
        assertEquals("stop", answer.get("queuing").get("action").asString());
        assertEquals(2.15, answer.get("processing").get("atSeconds").asDouble());
        assertEquals("stop_local", answer.get("processing").get("action").asString());
    }

    @Test
    void aDurationIsFoundOnATickEvenWhereNothingHappens() {
        JsonNode answer = ask("kind=max_duration,seconds=5.1").get(0);
        assertEquals(5.1, answer.get("processing").get("atSeconds").asDouble(), "0.05 s before the last answer");
        assertFalse(ask("kind=max_duration,seconds=5.3").get(0).has("processing"), "the stage was over");
    }

    @Test
    void tokensAndErrorRatesAreCountedAsTheyEnded() {
        JsonNode answers = ask(
                "{\"id\": \"tokens\", \"kind\": \"max_tokens\", \"count\": 580}",
                "kind=max_error_rate,rate=0.2,window=10",
                "kind=max_global_error_rate,rate=0.21,minimum=4",
                "kind=over_saturation,mode=monitor");
        assertEquals("tokens", answers.get(0).get("id").asString());
        assertEquals(
                1.25,
                answers.get(0).get("processing").get("atSeconds").asDouble(),
                "58 tokens an answer, 50 a failure");
        assertEquals(1.15, answers.get(1).get("processing").get("atSeconds").asDouble());
        for (int i = 2; i < 4; i++) {
            assertFalse(answers.get(i).has("queuing")
                    || answers.get(i).has("processing")
                    || answers.get(i).has("warning"));
        }
    }

    @Test
    void forPeopleItIsSaidInSentences() {
        CliProbe probe = CliProbe.run(
                "whatif", run, "--constraint", "kind=max_errors,count=3", "--constraint", "kind=max_errors,count=99");
        assertEquals(0, probe.exitCode(), probe.err());
        assertEquals("""
            Stage 1, stage: 5.150 s, 50 requests
              c0 (max_errors, count 3)
                would have stopped the stage after 1.650 s, cancelling what was in flight
                  created 17, waiting 0, in flight 2, successful 12, errored 3, cancelled 0, dropped 0
                  maxErrors 3, errorsExceeded true, currentErrors 3, stopTime 1.65
              c1 (max_errors, count 99)
                would not have stopped it
            """, probe.out().replace("\r\n", "\n"));
    }

    @Test
    void whatIsWrongIsToldTogetherAndWhere() {
        CliProbe probe = CliProbe.run(
                "whatif", run, "--constraint", "kind=max_errors,count=0", "--constraint", "{\"kind\": \"max_erors\"}");
        assertEquals(2, probe.exitCode());
        assertEquals("", probe.out());
        assertTrue(probe.err().contains("--constraint[0].count: must be"), probe.err());
        assertTrue(probe.err().contains("--constraint[1]"), probe.err());
        assertTrue(probe.err().contains("max_erors"), probe.err());
        assertEquals(2, CliProbe.run("whatif", run).exitCode(), "at least one constraint");
        CliProbe nowhere =
                CliProbe.run("whatif", folder.resolve("no").toString(), "--constraint", "kind=max_errors,count=1");
        assertEquals(2, nowhere.exitCode());
        assertTrue(nowhere.err().contains("no run folder"), nowhere.err());
    }

    private JsonNode ask(String... constraints) {
        String[] arguments = new String[3 + 2 * constraints.length];
        arguments[0] = "whatif";
        arguments[1] = run;
        arguments[2] = "--json";
        for (int i = 0; i < constraints.length; i++) {
            arguments[3 + 2 * i] = "--constraint";
            arguments[4 + 2 * i] = constraints[i];
        }
        CliProbe probe = CliProbe.run(arguments);
        assertEquals(0, probe.exitCode(), probe.err());
        JsonNode report = JsonMapper.shared().readTree(probe.out());
        assertEquals(1, report.get("schemaVersion").asInt());
        assertEquals("r", report.get("run").asString());
        assertEquals(50, report.get("stages").get(0).get("requests").asInt());
        return report.get("stages").get(0).get("constraints");
    }
}
