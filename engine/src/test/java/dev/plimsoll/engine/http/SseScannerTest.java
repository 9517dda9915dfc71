package dev.plimsoll.engine.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseScannerTest {
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void everyLineEndOfTheStandardWorks(String eol) {
        assertEquals(List.of("a", "b"), SseEvents.dataOf("data: a" + eol + eol + "data:b" + eol + eol));
    }

    @Test
    void aCarriageReturnDispatchesAtOnceAndItsLineFeedIsSwallowed() {
        SseEvents events = new SseEvents();
        events.read("data: a\r\n\r".getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of("a"), events.data());
        events.read("\ndata: b\n\n".getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of("a", "b"), events.data());
    }

    @Test
    void severalDataLinesAreJoinedByLineFeeds() {
        assertEquals(List.of("a\n\nb"), SseEvents.dataOf("data: a\ndata:\ndata: b\n\n"));
    }

    @Test
    void commentsIdsAndUnknownFieldsAreSkippedAndCommentsCounted() {
        SseEvents events = new SseEvents();
        events.read(": ping\n:\nid: 3\nretry: 5\nx\ndata: a\n\n".getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of("a"), events.data());
        assertEquals(2, events.scanner.comments());
    }

    @Test
    void onlyOneBlankAfterTheColonIsTaken() {
        assertEquals(List.of(" a "), SseEvents.dataOf("data:  a \n\n"));
    }

    @Test
    void anEventWithoutDataIsNone() {
        assertEquals(List.of(), SseEvents.dataOf("event: ping\n\n\n\n: only a comment\n\n"));
    }

    @Test
    void aByteOrderMarkIsIgnoredWhereverItIsCut() {
        byte[] stream = "\uFEFFdata: a\n\ndata: b\n\n".getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut <= stream.length; cut++) {
            SseEvents events = new SseEvents();
            events.read(Arrays.copyOfRange(stream, 0, cut));
            events.read(Arrays.copyOfRange(stream, cut, stream.length));
            assertEquals(List.of("a", "b"), events.data(), "cut at " + cut);
        }
    }

    @Test
    void anEventsNameBelongsToItAlone() {
        SseEvents events = new SseEvents();
        events.read("event: ERROR\ndata: a\n\ndata: b\n\nevent:error\n\ndata: c\n\n".getBytes(StandardCharsets.UTF_8));
        assertEquals(
                List.of(
                        new SseEvents.Event("a", true, 1),
                        new SseEvents.Event("b", false, 1),
                        new SseEvents.Event("c", false, 1)),
                events.events);
    }

    @Test
    void anErrorFieldIsAnEventNamedError() {
        SseEvents events = new SseEvents();
        events.read("error: {\"code\":500}\n\n".getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of(new SseEvents.Event("{\"code\":500}", true, 1)), events.events);
    }

    @Test
    void anEventStillOpenAtTheOrderlyEndIsDispatched() {
        assertEquals(List.of("a", "[DONE]"), SseEvents.dataOf("data: a\n\ndata: [DONE]"));
        assertEquals(List.of("[DONE]"), SseEvents.dataOf("data: [DONE]\n"));
    }

    @Test
    void anEventIsStampedByTheReadThatBroughtItsBlankLine() {
        SseEvents events = new SseEvents();
        for (String read : new String[] {"data: a", "\n", "\nda", "ta: b\n\ndata: c\n\n"}) {
            events.read(read.getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(
                List.of(3, 4, 4),
                events.events.stream().map(SseEvents.Event::read).toList());
    }

    @Test
    void anEventOfTenMegabytesInReadsOf64KilobytesArrivesWhole() {
        byte[] data = new byte[10 << 20];
        Arrays.fill(data, (byte) 'x');
        byte[] stream = new byte[data.length + 8];
        System.arraycopy("data: ".getBytes(StandardCharsets.UTF_8), 0, stream, 0, 6);
        System.arraycopy(data, 0, stream, 6, data.length);
        stream[stream.length - 2] = '\n';
        stream[stream.length - 1] = '\n';
        SseEvents events = new SseEvents();
        for (int at = 0; at < stream.length; at += 65_536) {
            events.read(Arrays.copyOfRange(stream, at, Math.min(stream.length, at + 65_536)));
        }
        assertEquals(1, events.events.size());
        assertEquals(data.length, events.data().getFirst().length());
        assertTrue(events.data().getFirst().chars().allMatch(c -> c == 'x'));
    }

    @Test
    void anEndlessEventIsRefused() {
        SseEvents events = new SseEvents();
        byte[] read = new byte[8 << 20];
        Arrays.fill(read, (byte) 'x');
        assertThrows(HttpProtocolException.class, () -> {
            for (int i = 0; i < 9; i++) {
                events.read(read);
            }
        });
    }

    @Test
    void aScannerThatWasResetRemembersNothing() {
        SseEvents events = new SseEvents();
        events.read("event: error\ndata: half".getBytes(StandardCharsets.UTF_8));
        events.scanner.reset();
        events.read("data: a\n\n".getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of(new SseEvents.Event("a", false, 2)), events.events);
    }

    /** Random streams, cut at every place and byte by byte, against the plain reference. */
    @Test
    void agreesWithThePlainReadingOfTheStandardHoweverTheStreamIsCut() {
        Random random = new Random(11);
        String[] parts = {
            "data: {\"a\":1}",
            "data:x",
            "data",
            "data:",
            ": c",
            "event: error",
            "id: 1",
            "\n",
            "\n",
            "\n\n",
            "\r\n",
            "\r\n\r\n",
            "\r",
            "é",
            "😀",
            "error: e",
            "datax: 1",
            " data: 1",
            "\u2028",
            "\t"
        };
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder(random.nextInt(8) == 0 ? "\uFEFF" : "");
            for (int i = random.nextInt(14); i >= 0; i--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            byte[] stream = text.toString().getBytes(StandardCharsets.UTF_8);
            List<String> expected = SseReference.data(text.toString());
            for (int cut = 0; cut <= stream.length; cut++) {
                SseEvents events = new SseEvents();
                events.read(Arrays.copyOfRange(stream, 0, cut));
                events.read(Arrays.copyOfRange(stream, cut, stream.length));
                events.end();
                assertEquals(expected, events.data(), () -> "stream " + text);
            }
            SseEvents single = new SseEvents();
            for (byte b : stream) {
                single.read(new byte[] {b});
            }
            single.end();
            assertEquals(expected, single.data(), () -> "stream " + text + ", byte by byte");
        }
    }
}
