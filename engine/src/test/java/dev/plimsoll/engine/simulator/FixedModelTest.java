package dev.plimsoll.engine.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class FixedModelTest {
    private static final long US = 1000;

    @Test
    void everyRequestHasTheSameTimesHoweverManyThereAre() {
        VirtualServer server = new VirtualServer(new FixedModel(Plans.fixed(100, 0, 20, 0)));
        for (int i = 0; i < 100; i++) {
            server.arrive(i * US, 10, 3);
        }
        server.runOut();
        for (int i = 0; i < 100; i++) {
            long at = i * US;
            assertEquals(List.of(at + 100 * US, at + 120 * US, at + 140 * US), server.all.get(i).tokensNs);
        }
    }

    @Test
    void timesSpreadAroundTheirMeansAndNeverGoBack() {
        VirtualServer server = new VirtualServer(new FixedModel(Plans.fixed(1000, 100, 50, 10)));
        double ttft = 0;
        double itl = 0;
        for (int i = 0; i < 2000; i++) {
            VirtualServer.Request request = server.arrive(i * 10_000 * US, 1, 11);
            server.runOut();
            ttft += request.tokensNs.getFirst() - request.arrivalNs;
            itl += (request.endNs() - request.tokensNs.getFirst()) / 10.0;
            for (int k = 1; k < 11; k++) {
                assertTrue(request.tokensNs.get(k) >= request.tokensNs.get(k - 1));
            }
        }
        assertEquals(1000.0 * US, ttft / 2000, 12 * US); // five deviations of the mean of 2000
        assertEquals(50.0 * US, itl / 2000, 0.4 * US);
    }

    @Test
    void aCancelledRequestGetsNothingMore() {
        VirtualServer server = new VirtualServer(new FixedModel(Plans.fixed(100, 0, 20, 0)));
        VirtualServer.Request request = server.arrive(0, 1, 5);
        server.runTo(100 * US);
        server.model.cancel(request.sequence, server.nowNs);
        server.runOut();
        assertEquals(1, request.tokensNs.size());
        assertEquals(0, server.model.running());
    }

    @Test
    void aStallShiftsWhatIsUnderWay() {
        VirtualServer server = new VirtualServer(new FixedModel(Plans.fixed(100, 0, 20, 0)));
        VirtualServer.Request request = server.arrive(0, 1, 2);
        server.model.stall(0, 30 * US);
        server.runOut();
        assertEquals(List.of(130 * US, 150 * US), request.tokensNs);
    }
}
