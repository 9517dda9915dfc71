package dev.plimsoll.engine.wire;

import dev.plimsoll.engine.record.RequestInfo;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.RequestUpdate;
import dev.plimsoll.engine.record.TokenCounts;
import dev.plimsoll.engine.record.TokenSource;
import dev.plimsoll.engine.record.WireFacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a record and an update cost on their way from a worker to the coordinator, per record and per update, in frames of 64. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class FrameBenchmark {
    private static final int IN_A_FRAME = 64;

    /** Content events whose times a record holds. */
    @Param({"0", "64"})
    public int contentEvents;

    private final FrameCodec codec = new FrameCodec();
    private FromWorker records = new FromWorker.Fault("");
    private FromWorker updates = new FromWorker.Fault("");
    private byte[] recordsFrame = {};
    private byte[] updatesFrame = {};

    /** Makes the messages. */
    @Setup
    public void make() throws BrokenFrameException {
        List<RequestRecord> ended = new ArrayList<>();
        List<@Nullable String> texts = new ArrayList<>();
        List<RequestUpdate> told = new ArrayList<>();
        for (int i = 0; i < IN_A_FRAME; i++) {
            ended.add(record(i));
            texts.add(null);
            told.add(update(i));
        }
        records = new FromWorker.Records(0, ended, texts);
        updates = new FromWorker.Updates(0, 9_000_000_000L, 3, 40, 0, told);
        recordsFrame = codec.encode(records);
        updatesFrame = codec.encode(updates);
    }

    private static RequestInfo info(int i) {
        long id = RequestInfo.idOf(0, 50_000 + i);
        return new RequestInfo(id, 0, 50_000 + i, -1, 0, 0, 50_000 + i, 0, RequestInfo.NO_PARENTS, null);
    }

    private static RequestUpdate update(int i) {
        long atNs = 8_000_000_000L + i * 731_003L;
        return new RequestUpdate(
                info(i),
                RequestStatus.COMPLETED,
                atNs,
                atNs - 612_345_678L,
                atNs - 612_340_000L,
                atNs - 500_000_000L,
                128,
                64);
    }

    private RequestRecord record(int i) {
        long intendedNs = 7_000_000_000L + i * 1_000_003L;
        long firstNs = intendedNs + 153_000_000L;
        long lastNs = firstNs + contentEvents * 9_871_000L;
        int[] deltasUs = new int[contentEvents];
        Arrays.setAll(deltasUs, k -> 9_871 + (k * 37 + i) % 500);
        return new RequestRecord(
                info(i),
                RequestStatus.COMPLETED,
                null,
                null,
                new RequestTimings(
                        intendedNs,
                        intendedNs + 900,
                        intendedNs - 400_000_000L,
                        intendedNs + 5_000,
                        intendedNs + 31_000,
                        firstNs - 40_000,
                        firstNs - 40_000,
                        firstNs,
                        firstNs,
                        lastNs,
                        lastNs + 90_000,
                        0,
                        RequestTimings.ABSENT,
                        RequestTimings.ABSENT),
                deltasUs,
                0,
                new TokenCounts(128, 64, -1, -1, 64, 1, TokenSource.USAGE),
                new WireFacts(
                        200,
                        1_021,
                        15_322,
                        contentEvents + 3,
                        contentEvents,
                        contentEvents + 1,
                        0,
                        true,
                        0,
                        "chatcmpl-" + i));
    }

    /** Encodes records. */
    @Benchmark
    @OperationsPerInvocation(IN_A_FRAME)
    public int encodeRecord() throws BrokenFrameException {
        return codec.frame(records).size();
    }

    /** Decodes records. */
    @Benchmark
    @OperationsPerInvocation(IN_A_FRAME)
    public FromWorker decodeRecord() throws BrokenFrameException {
        return decode(recordsFrame);
    }

    /** Encodes updates. */
    @Benchmark
    @OperationsPerInvocation(IN_A_FRAME)
    public int encodeUpdate() throws BrokenFrameException {
        return codec.frame(updates).size();
    }

    /** Decodes updates. */
    @Benchmark
    @OperationsPerInvocation(IN_A_FRAME)
    public FromWorker decodeUpdate() throws BrokenFrameException {
        return decode(updatesFrame);
    }

    private static FromWorker decode(byte[] frame) throws BrokenFrameException {
        int header = FrameCodec.HEADER_BYTES;
        return FrameCodec.fromWorker(frame[header - 1], frame, header, frame.length - header);
    }
}
