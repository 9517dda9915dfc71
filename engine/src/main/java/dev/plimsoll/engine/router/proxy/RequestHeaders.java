package dev.plimsoll.engine.router.proxy;

import dev.plimsoll.engine.router.observe.RequestPhases;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What every answer says about its request: which it was, which model it was for, where its time went before the model had it. {@code
 * Server-Timing} is the W3C's header of that name; durations are ms.
 */
final class RequestHeaders {
    static final String SERVER_TIMING = "Server-Timing";
    static final String REQUEST_ID = "X-Request-Id";
    static final String MODEL = "X-Plimsoll-Model";
    static final String QUEUE_POSITION = "X-Plimsoll-Queue-Position";

    private static final long NS_PER_US = 1_000;
    private static final long US_PER_MS = 1_000;
    private static final int DECIMALS = 3;

    private RequestHeaders() {}

    /**
     * The headers.
     *
     * @param position the worst it had in the queue; 0 if it was not queued
     * @param sentAtNs when its model had all of it, or absent
     */
    static Map<String, String> of(String request, String model, RequestPhases phases, int position, long sentAtNs) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(REQUEST_ID, request);
        headers.put(MODEL, visible(model));
        headers.put(SERVER_TIMING, timing(phases, sentAtNs));
        if (position > 0) {
            headers.put(QUEUE_POSITION, Integer.toString(position));
        }
        return headers;
    }

    private static String timing(RequestPhases phases, long sentAtNs) {
        StringBuilder text = new StringBuilder(128);
        part(text, "queued", phases.queuedNs());
        part(text, "evicting", phases.evictingNs());
        part(text, "spawning", phases.spawningNs());
        part(text, "health", phases.healthWaitNs());
        if (phases.served() && sentAtNs != RequestPhases.ABSENT) {
            part(text, "proxying", sentAtNs - phases.servedAtNs());
        }
        return text.toString();
    }

    private static void part(StringBuilder text, String name, long ns) {
        text.append(text.isEmpty() ? "" : ", ").append("router.").append(name).append(";dur=");
        long us = Math.max(0, (ns + NS_PER_US / 2) / NS_PER_US);
        String fraction = Long.toString(us % US_PER_MS);
        text.append(us / US_PER_MS)
                .append('.')
                .append("0".repeat(DECIMALS - fraction.length()))
                .append(fraction);
    }

    /** A model's id as a header can carry it: what is not visible ASCII, and the percent sign, as percent escapes of UTF-8. */
    static String visible(String model) {
        StringBuilder text = new StringBuilder(model.length());
        for (byte each : model.getBytes(StandardCharsets.UTF_8)) {
            if (each > ' ' && each < 0x7F && each != '%') {
                text.append((char) each);
            } else {
                text.append('%').append(String.format(Locale.ROOT, "%02X", each & 0xFF));
            }
        }
        return text.toString();
    }
}
