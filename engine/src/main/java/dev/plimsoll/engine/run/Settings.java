package dev.plimsoll.engine.run;

import dev.plimsoll.engine.endpoint.BackendSettings;
import dev.plimsoll.engine.endpoint.EndpointKinds;
import dev.plimsoll.engine.http.HttpOptions;
import dev.plimsoll.engine.http.HttpTimeouts;
import dev.plimsoll.engine.plan.TargetPlan;
import java.net.URI;

/** A target, its keys and what it said, as the settings a worker needs. */
final class Settings {
    private static final double NS_PER_SECOND = 1e9;

    private Settings() {}

    /** The settings; {@code base} is the simulator's address where the target is one. */
    static BackendSettings of(
            TargetPlan target,
            URI base,
            String model,
            Secrets secrets,
            int maxEventTimes,
            String tokenizer,
            boolean keepText) {
        return new BackendSettings(
                base.toString(),
                target.endpoint(),
                target.options(),
                model,
                streams(target),
                secrets.apiKey(),
                secrets.headers(),
                target.extrasJson(),
                http(target, secrets),
                maxEventTimes,
                tokenizer,
                keepText);
    }

    /** Whether a stream is asked for: where it is wanted and the endpoint has one. */
    static boolean streams(TargetPlan target) {
        return target.stream() && EndpointKinds.of(target.endpoint()).streams();
    }

    /** How the target is talked to. */
    static HttpOptions http(TargetPlan target, Secrets secrets) {
        return new HttpOptions(
                target.httpVersion(),
                target.insecure(),
                secrets.caCertificates(),
                new HttpTimeouts(
                        ns(target.timeouts().connectSeconds()),
                        ns(target.timeouts().idleSeconds()),
                        ns(target.timeouts().totalSeconds())));
    }

    private static long ns(double seconds) {
        return Math.round(seconds * NS_PER_SECOND);
    }
}
