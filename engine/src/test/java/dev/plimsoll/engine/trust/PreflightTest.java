package dev.plimsoll.engine.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PreflightTest {
    private static final MachineFacts GOOD = new MachineFacts(8, 20_000, 28_232, 0, "tsc", true);

    private static List<String> codes(Preflight.Intent intent, MachineFacts machine) {
        return Preflight.check(intent, machine).stream()
                .map(f -> f.code() + " " + f.severity().text())
                .toList();
    }

    private static Preflight.Intent intent(long connections) {
        return new Preflight.Intent(connections, 2, false);
    }

    @Test
    void aGoodMachineHasNoFinding() {
        assertEquals(List.of(), codes(intent(1000), GOOD));
    }

    @Test
    void aWorkerNeedsADescriptorForEachConnectionAndSomeForItself() {
        MachineFacts small = new MachineFacts(8, 1024, 28_232, 0, "tsc", true);
        assertEquals(List.of(), codes(intent(1648), small));
        assertEquals(List.of("file-descriptors suspect"), codes(intent(1649), small));
    }

    @Test
    void connectionsNeedLocalPorts() {
        assertEquals(List.of(), codes(intent(16_939), GOOD));
        assertEquals(List.of("ephemeral-ports suspect"), codes(intent(16_940), GOOD));
    }

    @Test
    void aTightQuotaASlowClockAndAMissingTransportAreTold() {
        MachineFacts poor = new MachineFacts(8, 0, 0, 1.5, "hpet", false);
        assertEquals(
                List.of("cpu-quota note", "clock-source suspect", "transport note", "shared-machine note"),
                codes(new Preflight.Intent(10, 1, true), poor));
    }

    @Test
    void whatCannotBeKnownIsNotHeldAgainstTheMachine() {
        assertEquals(List.of(), codes(intent(1_000_000), new MachineFacts(8, 0, 0, 0, "", true)));
    }

    @Test
    void theKernelsFilesAreRead() {
        assertEquals(
                20_000,
                MachineFacts.descriptors("Limit                     Soft Limit  Hard Limit  Units\n"
                        + "Max open files            1024                 20000                files     \n"));
        assertEquals(0, MachineFacts.descriptors("Max open files unlimited unlimited files"));
        assertEquals(28_232, MachineFacts.ports("32768\t60999\n"));
        assertEquals(1.5, MachineFacts.quota("150000 100000\n"));
        assertEquals(0.0, MachineFacts.quota("max 100000\n"));
        assertEquals(0.0, MachineFacts.quota(""));
    }

    @Test
    void thisMachineCanBeRead() {
        assertTrue(MachineFacts.read().cpus() >= 1);
    }
}
