package dev.plimsoll.engine.simulator;

import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/** Faults to inject; changed by {@code POST /admin/faults} while running. Belongs to the event loop. */
final class Faults {
    private final RandomGenerator random;
    private double errorRate;
    private double cutRate;

    Faults(double errorRate, long seed) {
        this.errorRate = errorRate;
        this.random = Seeded.random(seed + 1); // not the model's own stream
    }

    /** Whether this request is answered with 500. */
    boolean drawError() {
        return errorRate > 0 && random.nextDouble() < errorRate;
    }

    /** After how many tokens the connection is dropped, or 0 for never. Needs a token to come after it. */
    int drawCut(int outputTokens) {
        return cutRate > 0 && outputTokens > 1 && random.nextDouble() < cutRate ? random.nextInt(1, outputTokens) : 0;
    }

    /**
     * Takes over the fields that are there.
     *
     * @return how long the model is to stand still from now on, ns
     */
    long change(JsonNode body) throws ApiError {
        double newErrorRate = share(body, "errorRate", errorRate);
        double newCutRate = share(body, "cutStreams", cutRate);
        double stallMs = number(body, "stallMs", 0);
        if (stallMs < 0 || stallMs > 3_600_000) {
            throw ApiError.badRequest("`stallMs` must be from 0 to 3600000, but is " + stallMs);
        }
        errorRate = newErrorRate;
        cutRate = newCutRate;
        return Math.round(stallMs * 1e6);
    }

    String json() {
        return "{\"errorRate\":" + errorRate + ",\"cutStreams\":" + cutRate + "}";
    }

    private static double share(JsonNode body, String name, double before) throws ApiError {
        double value = number(body, name, before);
        if (value < 0 || value > 1) {
            throw ApiError.badRequest("`" + name + "` must be from 0 to 1, but is " + value);
        }
        return value;
    }

    private static double number(JsonNode body, String name, double before) throws ApiError {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return before;
        }
        if (!value.isNumber()) {
            throw ApiError.badRequest("`" + name + "` must be a number");
        }
        return value.doubleValue();
    }
}
