package dev.plimsoll.engine.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.plan.SimulatorProfiles;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What the demo shows: the profile {@code small} under 128 tokens in, 64 out, computed in virtual time. */
class SmallProfileTest {
    private static final int PROMPT = 128;
    private static final int OUTPUT = 64;
    private static final double SECOND_NS = 1e9;

    @Test
    void aLoneRequestTakesAboutFourTenthsOfASecond() {
        VirtualServer server = server();
        VirtualServer.Request request = server.arrive(0, PROMPT, OUTPUT);
        server.runOut();
        assertEquals(0.39, request.endNs() / SECOND_NS, 0.02);
    }

    @Test
    void itSaturatesAtFortyRequestsASecond() {
        VirtualServer server = server();
        for (int i = 0; i < 4000; i++) {
            server.arrive(0, PROMPT, OUTPUT);
        }
        server.runOut();
        assertEquals(40, 4000 / (server.nowNs / SECOND_NS), 0.5);
    }

    @Test
    void belowSaturationTheQueueStaysShortAndAboveItGrows() {
        assertTrue(openLoop(34) < 20, "at 34 requests/s");
        int waiting = openLoop(48);
        assertTrue(waiting > 8 * 60 * 0.7, "8 requests/s too many for 60 s, but only " + waiting + " wait");
    }

    /** Poisson arrivals for a minute; how many wait at its end. */
    private static int openLoop(double rate) {
        VirtualServer server = server();
        SplittableRandom random = new SplittableRandom(11);
        double atNs = 0;
        while (atNs < 60 * SECOND_NS) {
            server.arrive((long) atNs, PROMPT, OUTPUT);
            atNs += -Math.log(1 - random.nextDouble()) / rate * SECOND_NS;
        }
        return server.model.waiting();
    }

    private static VirtualServer server() {
        return new VirtualServer(new BatchModel(SimulatorProfiles.of("small", 1)));
    }
}
