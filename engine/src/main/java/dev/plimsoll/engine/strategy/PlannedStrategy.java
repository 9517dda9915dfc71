package dev.plimsoll.engine.strategy;

import dev.plimsoll.engine.plan.StrategyPlan;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Any built-in strategy: open loop with a schedule, or closed loop with streams that start along a ramp.
 *
 * @param streams closed loop: how many streams there are, 0 in open loops
 * @param ramp closed loop: over which the streams start
 * @param timings open loop whose conversations have their own times: makes them, given the most requests; else null
 */
record PlannedStrategy(
        StrategyPlan plan,
        String displayName,
        Map<String, Object> description,
        @Nullable ArrivalSchedule schedule,
        OptionalInt requestsLimit,
        int streams,
        Ramp ramp,
        @Nullable LongFunction<ConversationTiming> timings)
        implements Strategy {
    /** Offsets that go into the hash. */
    private static final int HASHED_OFFSETS = 100_000;

    PlannedStrategy {
        description = Collections.unmodifiableMap(new LinkedHashMap<>(description));
    }

    @Override
    public Map<String, Object> describe() {
        return description;
    }

    /** Conversations take whatever slot or stream is free. */
    PlannedStrategy(
            StrategyPlan plan,
            String displayName,
            Map<String, Object> description,
            @Nullable ArrivalSchedule schedule,
            OptionalInt requestsLimit,
            int streams,
            Ramp ramp) {
        this(plan, displayName, description, schedule, requestsLimit, streams, ramp, null);
    }

    @Override
    public @Nullable ConversationTiming timing(long countLimit) {
        return timings == null ? null : timings.apply(countLimit);
    }

    @Override
    public OptionalInt processesLimit() {
        return requestsLimit;
    }

    /** {@code ramp * k / streams}, rounded down, without overflow. */
    @Override
    public long streamStartNs(int k) {
        if (schedule != null) {
            return 0;
        }
        if (k < 0 || k >= streams) {
            throw new IllegalArgumentException("stream " + k + " of " + streams);
        }
        long length = ramp.lengthNs();
        return length / streams * k + length % streams * k / streams;
    }

    @Override
    public String scheduleSha256() {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        StringBuilder descriptor = new StringBuilder();
        description.forEach(
                (key, value) -> descriptor.append(key).append('=').append(value).append('\n'));
        digest.update(descriptor.toString().getBytes(StandardCharsets.UTF_8));
        if (schedule != null) {
            ArrivalSchedule.Cursor cursor = schedule.cursor();
            ByteBuffer offsets = ByteBuffer.allocate(HASHED_OFFSETS * Long.BYTES);
            long offset = cursor.nextOffsetNs();
            while (offset != ArrivalSchedule.NO_SLOT && offsets.hasRemaining()) {
                offsets.putLong(offset);
                offset = cursor.nextOffsetNs();
            }
            digest.update(offsets.flip());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
