package dev.plimsoll.engine.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.trust.MachineFacts.Buffers;
import dev.plimsoll.engine.trust.MachineFacts.Clock;
import dev.plimsoll.engine.trust.MachineFacts.Ports;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreflightTest {
    private static final Clock FAST = new Clock("tsc", 25, 10);
    private static final Buffers ROOMY = new Buffers(32L << 20, 4L << 20, 144 << 10, 8L << 30);

    /** A machine that can be spoilt, and what is planned on it. */
    private static final class Case {
        int cpus = 8;
        double quota;
        long descriptors = 60_000;
        Ports ports = new Ports(28_232, 0);
        Clock clock = FAST;
        boolean epoll = true;
        Buffers buffers = ROOMY;
        Preflight.Intent intent = planned(1000);

        PreflightReport report() {
            return Preflight.check(intent, new MachineFacts(cpus, quota, descriptors, ports, clock, epoll, buffers));
        }
    }

    private static Preflight.Intent planned(long connections) {
        return new Preflight.Intent(connections, 2, false, 800);
    }

    /** What the doctor says of it, but for what is well. */
    private static List<String> found(UnaryOperator<Case> spoilt) {
        return spoilt.apply(new Case()).report().rows().stream()
                .filter(row -> row.outcome() != PreflightReport.Outcome.OK)
                .map(row -> row.code() + " " + row.outcome().text())
                .toList();
    }

    private static List<String> list(String text) {
        return text.isEmpty() ? List.of() : List.of(text);
    }

    @Test
    void aGoodMachinePassesEveryCheckAndEachIsTold() {
        PreflightReport report = new Case().report();
        assertEquals(Verdict.VALID, report.verdict());
        assertEquals(List.of(), report.findingsOfRun());
        assertEquals(8, report.passed());
        assertEquals(
                List.of(
                        "file-descriptors",
                        "ephemeral-ports",
                        "cpu-quota",
                        "clock-source",
                        "clock-cost",
                        "transport",
                        "socket-buffers",
                        "shared-machine"),
                report.rows().stream().map(PreflightReport.Row::code).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "1050, ''",
        "1049, file-descriptors suspect",
        "700, file-descriptors suspect",
        "699, file-descriptors invalid"
    })
    void aWorkerNeedsADescriptorForEachConnectionAndSomeForItselfAndHalfAsManyAgain(long may, String expected) {
        assertEquals(list(expected), found(c -> {
            c.descriptors = may;
            return c;
        }));
    }

    @ParameterizedTest
    @CsvSource({
        "600, 0, ''",
        "601, 0, ephemeral-ports suspect",
        "500, 101, ephemeral-ports suspect",
        "900, 0, ephemeral-ports suspect",
        "901, 0, ephemeral-ports invalid"
    })
    void connectionsNeedLocalPortsThatAreFree(long connections, long waiting, String expected) {
        assertEquals(list(expected), found(c -> {
            c.intent = planned(connections);
            c.ports = new Ports(1000, waiting);
            return c;
        }));
    }

    @ParameterizedTest
    @CsvSource({
        "3, 0, ''",
        "8, 3, ''",
        "2, 0, cpu-quota suspect",
        "8, 3.5, cpu-quota suspect",
        "1, 0, cpu-quota invalid",
        "8, 1.5, cpu-quota invalid"
    })
    void twoWorkersAndTheCoordinatorWantThreeWholeCpus(int cpus, double quota, String expected) {
        assertEquals(list(expected), found(c -> {
            c.cpus = cpus;
            c.quota = quota;
            return c;
        }));
    }

    @ParameterizedTest
    @CsvSource({
        "kvm-clock, 99, 10, ''",
        "hpet, 25, 10, clock-source invalid",
        "tsc, 101, 10, clock-cost suspect",
        "tsc, 25, 1001, clock-cost invalid"
    })
    void timeMustBeReadQuicklyAndFinely(String source, double costNs, long stepNs, String expected) {
        assertEquals(list(expected), found(c -> {
            c.clock = new Clock(source, costNs, stepNs);
            return c;
        }));
    }

    @ParameterizedTest
    @CsvSource({
        "131072, 4194304, 8589934592, ''",
        "131071, 4194304, 8589934592, socket-buffers suspect",
        "33554432, 799, 8589934592, socket-buffers suspect",
        "33554432, 4194304, 147455999, socket-buffers suspect"
    })
    void socketsNeedRoomForAReadForARequestAndForAllOfThem(long in, long out, long plenty, String expected) {
        assertEquals(list(expected), found(c -> {
            c.buffers = new Buffers(in, out, 144 << 10, plenty);
            return c;
        }));
    }

    @Test
    void aMissingTransportAndATargetOnThisMachineAreTold() {
        assertEquals(List.of("transport suspect", "shared-machine note"), found(c -> {
            c.epoll = false;
            c.intent = new Preflight.Intent(1000, 2, true, 800);
            return c;
        }));
    }

    @Test
    void whatCannotBeKnownIsNeitherPassedNorHeldAgainstTheMachine() {
        Case blind = new Case();
        blind.descriptors = 0;
        blind.ports = new Ports(0, 0);
        blind.clock = new Clock("", 25, 10);
        blind.buffers = Buffers.UNKNOWN;
        blind.intent = new Preflight.Intent(1_000_000, 2, null, 0);
        PreflightReport report = blind.report();
        assertEquals(Verdict.VALID, report.verdict());
        assertEquals(List.of(), report.findingsOfRun());
        assertEquals(3, report.passed());
    }

    @Test
    void inARunAForecastCountsOneStepLess() {
        Case poor = new Case();
        poor.descriptors = 699;
        poor.epoll = false;
        poor.intent = new Preflight.Intent(1000, 2, true, 800);
        assertEquals(Verdict.INVALID, poor.report().verdict());
        assertEquals(
                List.of("file-descriptors suspect", "transport note", "shared-machine note"),
                poor.report().findingsOfRun().stream()
                        .map(f -> f.code() + " " + f.severity().text())
                        .toList());
    }

    private static PreflightReport.Outcome selfTest(double p99Us, long failed) {
        return Preflight.judge(new DispatchFigures(1000, 1000, 1500, 20e3, p99Us * 1e3, 5e6, 60e3, 0.1, 1e6, failed))
                .outcome();
    }

    @Test
    void aDispatcherThatIsLateInItsSelfTestIsSuspectAndThenInvalid() {
        assertEquals(PreflightReport.Outcome.OK, selfTest(200, 0));
        assertEquals(PreflightReport.Outcome.SUSPECT, selfTest(201, 0));
        assertEquals(PreflightReport.Outcome.SUSPECT, selfTest(2000, 0));
        assertEquals(PreflightReport.Outcome.INVALID, selfTest(2001, 0));
        assertEquals(PreflightReport.Outcome.INVALID, selfTest(20, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, OK",
        "10000, 0, OK",
        "10001, 0, SUSPECT",
        "16001, 0, INVALID",
        "0, 50001, SUSPECT",
        "5000, 25001, SUSPECT"
    })
    void moreThanHalfOfWhatTheWorkersCarryIsTooMuchToPlan(double requests, double events, String expected) {
        CeilingFigures ceiling = new CeilingFigures(10_000, 50_000);
        assertEquals(
                expected,
                Preflight.judge(ceiling, 2, requests, events).outcome().name());
    }

    @Test
    void theKernelsFilesAreRead() {
        Map<String, String> files = new HashMap<>();
        files.put(
                "self/limits",
                "Limit                     Soft Limit  Hard Limit  Units\n"
                        + "Max open files            1024                 20000                files     \n");
        files.put("sys/net/ipv4/ip_local_port_range", "32768\t60999\n");
        files.put(
                "net/sockstat", "sockets: used 15\nTCP: inuse 1 orphan 0 tw 77 alloc 1 mem 155\nUDP: inuse 0 mem 3\n");
        files.put("/sys/devices/system/clocksource/clocksource0/current_clocksource", "tsc\n");
        files.put("sys/net/ipv4/tcp_rmem", "4096\t131072\t33554432\n");
        files.put("sys/net/ipv4/tcp_wmem", "4096\t16384\t4194304\n");
        files.put("sys/net/ipv4/tcp_mem", "1000\t2000\t3000\n");
        long[] nowNs = {0};
        MachineFacts facts = MachineFacts.read(files::get, () -> nowNs[0] += 30);
        assertEquals(20_000, facts.maxDescriptors());
        assertEquals(new Ports(28_232, 77), facts.ports());
        assertEquals(new Clock("tsc", 30, 30), facts.clock());
        assertEquals(new Buffers(33_554_432, 4_194_304, 147_456, 2000 * 4096), facts.buffers());
        MachineFacts nothing = MachineFacts.read(name -> null, () -> nowNs[0] += 30);
        assertEquals(0, nothing.maxDescriptors());
        assertEquals(new Ports(0, 0), nothing.ports());
        assertEquals(Buffers.UNKNOWN, nothing.buffers());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisMachineCanBeRead() {
        MachineFacts facts = MachineFacts.read();
        assertTrue(facts.cpus() >= 1);
        assertTrue(facts.maxDescriptors() > 0);
        assertTrue(facts.ports().all() > 1, "such a file tells nothing more after its first read");
        assertTrue(facts.clock().costNs() > 0);
    }
}
