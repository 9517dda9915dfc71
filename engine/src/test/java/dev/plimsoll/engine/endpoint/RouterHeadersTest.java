package dev.plimsoll.engine.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.plimsoll.engine.http.HttpAnswerScanner;
import dev.plimsoll.engine.http.HttpAnswerSink;
import dev.plimsoll.engine.http.HttpHead;
import dev.plimsoll.engine.record.RouterFacts;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterHeadersTest {
    private static final String WHOLE = "router.queued;dur=12.345, router.evicting;dur=0.000, router.spawning;dur=7.1,"
            + " router.health;dur=1500, router.proxying;dur=0.211";

    @Test
    void theModelAndEveryPartOfTheWaitAreRead() {
        assertEquals(
                new RouterFacts("chat", 12_345, 0, 7_100, 1_500_000, 211),
                facts("X-Plimsoll-Model: chat", "Server-Timing: " + WHOLE));
    }

    @Test
    void aModelsPercentEscapesAreTakenBack() {
        RouterFacts named = facts("X-Plimsoll-Model: org/mod%C3%A8le+%25%20b");
        assertEquals("org/modèle+% b", named.model());
        RouterFacts wrong = facts("X-Plimsoll-Model: 100%");
        assertEquals("100%", wrong.model());
    }

    @Test
    void entriesMayBeSpreadOverHeadersAmongThoseOfOtherServers() {
        assertEquals(
                new RouterFacts(null, 1_000, -1, 2_000, -1, 3),
                facts(
                        "server-timing: db;dur=53;desc=\"a, router.evicting;dur=9\", router.queued;dur=1",
                        "x-other: router.health;dur=9",
                        "SERVER-TIMING:cache;desc=\"hit \\\" ,\",router.spawning;dur=2 ,miss,",
                        "Server-Timing: router.proxying;desc=\"sent on\";DUR=\"0.003\""));
    }

    @Test
    void anAnswerWithoutAWordOfARouterHasNoFacts() {
        assertNull(facts());
        assertNull(facts("Server-Timing: db;dur=53, cache;desc=hit"));
        assertNull(facts("Server-Timing:"));
        assertNull(facts("X-Plimsoll-Model:"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "router.queued",
                "router.queued;dur",
                "router.queued;dur=",
                "router.queued;dur=.",
                "router.queued;dur=.5",
                "router.queued;dur=5.",
                "router.queued;dur=-1",
                "router.queued;dur=1e3",
                "router.queued;dur=NaN",
                "router.queued;dur=1.2.3",
                "router.queued;dur=9999999999999",
                "router.queued;dur=\"1",
                "router.queued dur=1",
                "router.queued=1",
                "router.queuedx;dur=1",
                "router.;dur=1",
                "Router.queued;dur=1",
                "xrouter.queued;dur=1",
                ";dur=1",
                "\"router.queued\";dur=1"
            })
    void aBrokenEntryIsPassedOverAndTheNextOneRead(String broken) {
        assertNull(facts("Server-Timing: " + broken));
        if (broken.indexOf('"') < 0) {
            assertEquals(
                    new RouterFacts(null, -1, -1, -1, 4_000, -1),
                    facts("Server-Timing: " + broken + ", router.health;dur=4"));
        }
        assertEquals(
                new RouterFacts(null, -1, -1, -1, 4_000, -1),
                facts("Server-Timing: " + broken, "Server-Timing: router.health;dur=4"));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "0.0004,0", "0.0005,1", "1.9999,2000", "999999999999,999999999999000", "007.5,7500"})
    void durationsAreRoundedToMicroseconds(String dur, long us) {
        assertEquals(new RouterFacts(null, us, -1, -1, -1, -1), facts("Server-Timing: router.queued;dur=" + dur));
    }

    @Test
    void ofTwoEntriesAndOfTwoDurationsTheFirstCounts() {
        assertEquals(
                new RouterFacts(null, 1_000, -1, -1, -1, -1),
                facts(
                        "Server-Timing: router.queued;dur=1;dur=2, router.queued;dur=3",
                        "Server-Timing: router.queued;dur=4"));
    }

    @Test
    void nothingIsLeftOverForTheNextAnswer() {
        RouterHeaders router = new RouterHeaders();
        read(router, "X-Plimsoll-Model: chat", "Server-Timing: " + WHOLE);
        router.clear();
        read(router, "Server-Timing: router.health;dur=4");
        assertEquals(new RouterFacts(null, -1, -1, -1, 4_000, -1), router.facts());
        router.clear();
        read(router);
        assertNull(router.facts());
    }

    @Test
    void noBytesMakeItFail() {
        Random random = new Random(11);
        String alphabet = "router.queued;dur=1,\"\\ \t.=;";
        int told = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder value = new StringBuilder(i % 2 == 0 ? "router.queued;dur=1" : "");
            for (int n = random.nextInt(20); n > 0; n--) {
                int at = random.nextInt(value.length() + 1);
                value.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
            }
            told += facts("Server-Timing: " + value) != null ? 1 : 0;
        }
        assertTrue(told > 100, told + " of them still say something");
    }

    @Test
    void readingAHeadAllocatesNothing() {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (String timing : new String[] {"X-Other: 1", "Server-Timing: " + WHOLE}) {
            byte[] bytes = head(timing);
            HttpAnswerScanner scanner = new HttpAnswerScanner();
            RouterHeaders router = new RouterHeaders();
            HttpAnswerSink sink = new Sink(router);
            long before = 0;
            for (int i = 0; i < 2_000; i++) {
                before = i == 1_000 ? thread.getCurrentThreadAllocatedBytes() : before;
                router.clear();
                scanner.reset();
                scanner.feed(bytes, 0, bytes.length, 0, sink);
            }
            long allocated = thread.getCurrentThreadAllocatedBytes() - before;
            assertTrue(allocated < 1_000, allocated + " bytes for 1000 heads with " + timing);
        }
    }

    private static @Nullable RouterFacts facts(String... lines) {
        RouterHeaders router = new RouterHeaders();
        read(router, lines);
        return router.facts();
    }

    private static void read(RouterHeaders router, String... lines) {
        byte[] bytes = head(lines);
        new HttpAnswerScanner().feed(bytes, 0, bytes.length, 0, new Sink(router));
    }

    private static byte[] head(String... lines) {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n"
                + String.join(
                        "",
                        java.util.Arrays.stream(lines)
                                .map(line -> line + "\r\n")
                                .toList());
        return (head + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private record Sink(RouterHeaders router) implements HttpAnswerSink {
        @Override
        public void head(HttpHead head, long readNs) {
            router.read(head);
        }

        @Override
        public void body(byte[] bytes, int from, int to, long readNs) {}
    }
}
