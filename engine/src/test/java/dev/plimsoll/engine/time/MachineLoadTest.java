package dev.plimsoll.engine.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MachineLoadTest {
    private final Map<String, String> files = new HashMap<>();
    private final MachineLoad load = new MachineLoad(files::get);

    @Test
    void sharesAreOfTheTimeSinceTheLastReading() {
        files.put("stat", "cpu  100 0 100 800 0 0 0 0 50 0\ncpu0 1 2 3\n");
        assertEquals(new MachineLoad.Reading(-1, -1), load.read(), "nothing to compare with yet");
        files.put("stat", "cpu  120 0 120 840 10 0 0 10 60 0\ncpu0 1 2 3\n");
        assertEquals(new MachineLoad.Reading(0.5, 0.1), load.read());
    }

    @Test
    void whatTheSystemDoesNotTellIsUnknown() {
        assertEquals(new MachineLoad.Reading(-1, -1), load.read());
        files.put("stat", "cpu  1 2\n");
        assertEquals(new MachineLoad.Reading(-1, -1), load.read());
        assertEquals(-1, MachineLoad.residentBytes(files::get));
    }

    @Test
    void residentMemoryIsInBytes() {
        files.put("self/status", "Name:\tjava\nVmHWM:\t 9 kB\nVmRSS:\t  2048 kB\nRssAnon:\t 1 kB\n");
        assertEquals(2048 * 1024, MachineLoad.residentBytes(files::get));
    }
}
