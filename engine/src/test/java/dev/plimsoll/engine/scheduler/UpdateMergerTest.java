package dev.plimsoll.engine.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.record.RequestInfo;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateMergerTest {
    @Test
    void nothingIsGivenBeforeEveryWorkerHasPassedItsTime() {
        UpdateMerger merger = new UpdateMerger(2);
        merger.add(0, List.of(at(0, 10), at(0, 20)), 30);
        assertNull(merger.poll(), "worker 1 may still tell of 5");
        merger.add(1, List.of(at(1, 15)), 18);
        assertEquals(List.of(10L, 15L), times(merger));
        merger.add(1, List.of(), 25);
        assertEquals(List.of(20L), times(merger));
        assertTrue(merger.isEmpty());
    }

    @Test
    void aClosedWorkerHoldsNobodyUp() {
        UpdateMerger merger = new UpdateMerger(2);
        merger.add(0, List.of(at(0, 10)), 10);
        merger.close(1);
        assertNotNull(merger.poll());
        merger.add(0, List.of(at(0, 50)), 50);
        merger.close(0);
        assertEquals(List.of(50L), times(merger));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyInterleavingComesOutWholeAndInOrder(long seed) {
        Random random = new Random(seed);
        int workers = random.nextInt(1, 6);
        UpdateMerger merger = new UpdateMerger(workers);
        long[] watermarks = new long[workers];
        List<RequestUpdate> out = new ArrayList<>();
        int in = 0;
        for (int frame = 0; frame < 500; frame++) {
            int worker = random.nextInt(workers);
            List<RequestUpdate> updates = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                watermarks[worker] += random.nextInt(4);
                updates.add(at(worker, watermarks[worker]));
                in++;
            }
            watermarks[worker] += random.nextInt(3);
            merger.add(worker, updates, watermarks[worker]);
            drain(merger, out);
        }
        for (int worker = 0; worker < workers; worker++) {
            merger.close(worker);
        }
        drain(merger, out);
        assertEquals(in, out.size());
        for (int i = 1; i < out.size(); i++) {
            assertTrue(out.get(i - 1).atNs() <= out.get(i).atNs());
        }
    }

    private static List<Long> times(UpdateMerger merger) {
        List<RequestUpdate> out = new ArrayList<>();
        drain(merger, out);
        return out.stream().map(RequestUpdate::atNs).toList();
    }

    private static void drain(UpdateMerger merger, List<RequestUpdate> out) {
        for (RequestUpdate next = merger.poll(); next != null; next = merger.poll()) {
            out.add(next);
        }
    }

    private static RequestUpdate at(int worker, long atNs) {
        RequestInfo info = new RequestInfo(atNs, 0, -1, 0, 0, worker, 0, 0, RequestInfo.NO_PARENTS, null);
        return new RequestUpdate(info, RequestStatus.PENDING, atNs, atNs, atNs, atNs, -1, -1);
    }
}
