package dev.plimsoll.engine.wire;

import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.dataset.Conversation;
import dev.plimsoll.engine.dataset.HistoryContext;
import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.endpoint.BackendSettings;
import dev.plimsoll.engine.http.HttpOptions;
import dev.plimsoll.engine.http.HttpTimeouts;
import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.IntervalSample;
import dev.plimsoll.engine.record.Modalities;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestInfo;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestSettings;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.RequestUpdate;
import dev.plimsoll.engine.record.RouterFacts;
import dev.plimsoll.engine.record.SelfSample;
import dev.plimsoll.engine.record.TokenCounts;
import dev.plimsoll.engine.record.TokenSource;
import dev.plimsoll.engine.record.WireFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Seeded random messages of every kind, with the extremes of every field. */
final class RandomMessages {
    private static final String[] TEXTS = {
        "", "a", "stop", "Grüße, 世界 🚢", "line\nline\t\"quoted\" \\ \u0000", "x".repeat(300)
    };
    private final Random random;

    RandomMessages(long seed) {
        random = new Random(seed);
    }

    List<ToWorker> oneOfEachToWorker() {
        return List.of(
                new ToWorker.Plan(integer(), whole(), settings(), text(), random.nextBoolean(), integer()),
                new ToWorker.StageStart(
                        integer(),
                        whole(),
                        random.nextBoolean(),
                        integers(),
                        wholes(),
                        integer(),
                        whole(),
                        random.nextBoolean(),
                        new ToWorker.Injection(random.nextDouble(), whole(), whole(), whole())),
                new ToWorker.WarmUpOver(integer()),
                new ToWorker.WithdrawSlots(integer(), integer()),
                new ToWorker.Conversations(integer(), list(this::conversation)),
                slots(),
                new ToWorker.Exhausted(integer()),
                new ToWorker.StopCreating(integer(), text()),
                new ToWorker.StopProcessing(integer(), whole(), text()),
                new ToWorker.Withdraw(integer(), integer()),
                new ToWorker.Ping(whole()),
                new ToWorker.Shutdown());
    }

    List<FromWorker> oneOfEachFromWorker() {
        List<RequestRecord> records = list(this::record);
        List<@Nullable String> texts = new ArrayList<>();
        records.forEach(r -> texts.add(textOrNull()));
        return List.of(
                new FromWorker.Hello(integer(), whole()),
                new FromWorker.Ready(text()),
                new FromWorker.Pong(whole(), whole()),
                new FromWorker.Updates(integer(), whole(), integer(), integer(), integer(), list(this::update)),
                new FromWorker.Records(integer(), records, texts),
                new FromWorker.Interval(interval()),
                new FromWorker.Self(self()),
                new FromWorker.Withdrawn(integer(), list(this::whole)),
                new FromWorker.WithdrawnSlots(integer(), list(this::whole)),
                new FromWorker.StageDone(integer(), whole(), whole(), whole(), whole(), whole()),
                new FromWorker.Fault(text()));
    }

    RequestRecord record() {
        RequestError error =
                random.nextBoolean() ? null : new RequestError(one(ErrorKind.values()), integer(), text(), integer());
        return new RequestRecord(
                info(),
                one(RequestStatus.values()),
                error,
                textOrNull(),
                timings(),
                integers(),
                integer(),
                new TokenCounts(
                        integer(),
                        integer(),
                        integer(),
                        integer(),
                        integer(),
                        integer(),
                        one(TokenSource.values()),
                        one(TokenSource.values()),
                        integer(),
                        integer()),
                new WireFacts(
                        integer(),
                        whole(),
                        whole(),
                        integer(),
                        integer(),
                        integer(),
                        integer(),
                        random.nextBoolean(),
                        integer(),
                        textOrNull()),
                random.nextBoolean()
                        ? Modalities.NONE
                        : new Modalities(integer(), whole(), whole(), integer(), whole(), whole(), integer()),
                random.nextBoolean()
                        ? null
                        : new RouterFacts(textOrNull(), whole(), whole(), whole(), whole(), whole()));
    }

    private RequestUpdate update() {
        return new RequestUpdate(
                info(), one(RequestStatus.values()), whole(), whole(), whole(), whole(), integer(), integer());
    }

    private RequestInfo info() {
        return new RequestInfo(
                random.nextBoolean() ? RequestInfo.idOf(3, random.nextInt(1 << 30)) : whole(),
                integer(),
                whole(),
                integer(),
                integer(),
                integer(),
                whole(),
                integer(),
                wholes(),
                textOrNull(),
                textOrNull());
    }

    private RequestTimings timings() {
        return new RequestTimings(
                whole(), whole(), whole(), whole(), whole(), whole(), whole(), whole(), whole(), whole(), whole(),
                whole(), whole(), whole());
    }

    private Conversation conversation() {
        List<Turn> turns = list(() -> new Turn(
                integer(),
                list(() -> new Turn.Parent(integer(), HistoryContext.values()[random.nextInt(3)])),
                content(),
                integer(),
                integer(),
                random.nextBoolean(),
                textOrNull(),
                textOrNull(),
                random.nextBoolean() ? RequestSettings.NONE : new RequestSettings(whole(), whole()),
                textOrNull()));
        return new Conversation(whole(), textOrNull(), turns, random.nextBoolean());
    }

    private Content content() {
        List<Content.Part> parts = random.nextBoolean() ? List.of(new Content.Text(null, text())) : list(this::part);
        return new Content(textOrNull(), parts, textOrNull(), textOrNull(), textOrNull());
    }

    private Content.Part part() {
        return switch (random.nextInt(3)) {
            case 0 -> new Content.Text(textOrNull(), text());
            case 1 -> new Content.Image(text());
            default -> new Content.Audio(text(), text());
        };
    }

    private ToWorker.Slots slots() {
        int count = random.nextInt(5);
        return new ToWorker.Slots(
                integer(), random.longs(count).toArray(), random.longs(count).toArray());
    }

    private BackendSettings settings() {
        return new BackendSettings(
                text(),
                text(),
                text(),
                random.nextBoolean(),
                textOrNull(),
                Map.of("x-a", text(), "x-b", text()),
                text(),
                new HttpOptions(
                        1 + random.nextInt(2),
                        random.nextBoolean(),
                        textOrNull(),
                        new HttpTimeouts(whole(), whole(), whole())),
                integer(),
                text(),
                random.nextBoolean());
    }

    private IntervalSample interval() {
        return new IntervalSample(
                integer(),
                integer(),
                whole(),
                whole(),
                whole(),
                whole(),
                whole(),
                integer(),
                whole(),
                whole(),
                histogram(),
                histogram(),
                histogram(),
                histogram());
    }

    private SelfSample self() {
        return new SelfSample(
                integer(),
                integer(),
                whole(),
                whole(),
                whole(),
                whole(),
                whole(),
                whole(),
                whole(),
                whole(),
                whole(),
                whole(),
                whole(),
                integer(),
                integer(),
                integer(),
                random.nextDouble(),
                -1,
                whole(),
                whole(),
                whole(),
                whole());
    }

    private Histogram histogram() {
        Histogram histogram = new Histogram(3);
        for (int i = random.nextInt(20); i > 0; i--) {
            histogram.recordValue(random.nextLong(1L << random.nextInt(1, 40)));
        }
        return histogram;
    }

    /** Small ones, huge ones and the extremes, in about equal shares. */
    private long whole() {
        return switch (random.nextInt(5)) {
            case 0 -> random.nextInt(-2, 200);
            case 1 -> random.nextLong(3_600_000_000_000L);
            case 2 -> random.nextLong();
            case 3 -> RequestTimings.ABSENT;
            default -> Long.MAX_VALUE;
        };
    }

    private int integer() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(-2, 200);
            case 1 -> random.nextInt();
            case 2 -> Integer.MIN_VALUE;
            default -> Integer.MAX_VALUE;
        };
    }

    private int[] integers() {
        return random.ints(random.nextInt(4), -1, 1_000_000).toArray();
    }

    private long[] wholes() {
        return random.longs(random.nextInt(4)).toArray();
    }

    private String text() {
        return one(TEXTS);
    }

    private @Nullable String textOrNull() {
        return random.nextBoolean() ? null : text();
    }

    private <T> T one(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private <T> List<T> list(Supplier<T> element) {
        List<T> all = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            all.add(element.get());
        }
        return all;
    }
}
