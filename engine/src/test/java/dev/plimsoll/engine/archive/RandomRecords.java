package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.Modalities;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestInfo;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.RouterFacts;
import dev.plimsoll.engine.record.TokenCounts;
import dev.plimsoll.engine.record.TokenSource;
import dev.plimsoll.engine.record.WireFacts;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Records with every field present or absent at random. */
final class RandomRecords {
    private RandomRecords() {}

    static RequestRecord next(RandomGenerator random, int stage, long number) {
        RequestStatus status = new RequestStatus[] {
                    RequestStatus.COMPLETED, RequestStatus.ERRORED, RequestStatus.CANCELLED, RequestStatus.DROPPED
                }
                [random.nextInt(4)];
        long start = 1_000_000_000L * stage + random.nextLong(1_000_000_000);
        int[] deltas = random.ints(random.nextInt(6), 0, 50_000).toArray();
        long[] parents = random.longs(random.nextInt(3), 0, 1L << 50).toArray();
        return new RequestRecord(
                new RequestInfo(
                        RequestInfo.idOf(stage, number),
                        stage,
                        random.nextBoolean() ? -1 : number,
                        random.nextBoolean() ? -1 : random.nextInt(100),
                        0,
                        random.nextInt(8),
                        random.nextLong(1L << 40),
                        random.nextInt(5),
                        parents.length == 0 ? RequestInfo.NO_PARENTS : parents,
                        random.nextBoolean() ? null : "class \"a\", '\n'",
                        random.nextBoolean() ? null : "model \u20ac, \"m\"\n"),
                status,
                status == RequestStatus.ERRORED
                        ? new RequestError(
                                ErrorKind.values()[random.nextInt(ErrorKind.values().length)],
                                random.nextBoolean() ? 0 : 503,
                                "it said: {\"x\":'\u20ac\ud83d\ude00\t'}",
                                random.nextInt(3) - 1)
                        : null,
                status == RequestStatus.CANCELLED ? "constraint" : null,
                new RequestTimings(
                        start,
                        time(random, start),
                        time(random, start),
                        time(random, start),
                        time(random, start),
                        time(random, start),
                        time(random, start),
                        time(random, start),
                        time(random, start),
                        time(random, start),
                        start + 2_000_000_000L,
                        time(random, 0),
                        time(random, 0),
                        time(random, 0)),
                deltas.length == 0 ? RequestRecord.NO_CONTENT_TIMES : deltas,
                random.nextInt(3),
                new TokenCounts(
                        random.nextInt(500) - 1,
                        random.nextInt(500) - 1,
                        random.nextInt(3) - 1,
                        random.nextInt(3) - 1,
                        random.nextInt(500) - 1,
                        1 + random.nextInt(3),
                        TokenSource.values()[random.nextInt(4)],
                        TokenSource.values()[random.nextInt(4)],
                        random.nextInt(500) - 1,
                        random.nextInt(500) - 1),
                new WireFacts(
                        random.nextBoolean() ? 0 : 200,
                        random.nextLong(10_000),
                        random.nextLong(1L << 36),
                        random.nextInt(100),
                        random.nextInt(100),
                        random.nextInt(100),
                        random.nextInt(3),
                        random.nextBoolean(),
                        random.nextInt(2),
                        random.nextBoolean() ? null : "chatcmpl-" + number),
                modalities(random),
                routed(random));
    }

    /** Nothing, mostly; else at least a model or one of the times. */
    private static @Nullable RouterFacts routed(RandomGenerator random) {
        RouterFacts told = new RouterFacts(
                random.nextBoolean() ? null : "tiny, \"1\"",
                random.nextLong(3) - 1,
                random.nextLong(1L << 40) - 1,
                random.nextLong(3) - 1,
                random.nextLong(3) - 1,
                random.nextLong(3) - 1);
        return random.nextBoolean() || told.equals(RouterFacts.UNKNOWN) ? null : told;
    }

    /** Text only, mostly; some of what the server fetches itself, whose size nobody knows. */
    private static Modalities modalities(RandomGenerator random) {
        int images = random.nextInt(3);
        int audios = random.nextInt(2);
        return random.nextBoolean()
                ? Modalities.NONE
                : new Modalities(
                        images,
                        images == 0 ? 0 : random.nextLong(1L << 33) - 1,
                        images == 0 ? 0 : random.nextLong(1L << 33) - 1,
                        audios,
                        audios == 0 ? 0 : random.nextLong(1L << 40) - 1,
                        audios == 0 ? 0 : random.nextLong(1L << 30),
                        random.nextInt(3));
    }

    private static long time(RandomGenerator random, long from) {
        return random.nextInt(4) == 0 ? RequestTimings.ABSENT : from + random.nextLong(1_000_000_000);
    }
}
