package dev.plimsoll.app.benchmark;

import dev.plimsoll.app.session.Notices;
import dev.plimsoll.app.session.Workbench;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.run.SendOne;
import dev.plimsoll.engine.time.NanoClock;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/** Sends one request to the benchmark's target and tells how it went, request and answer as they were in the details. */
final class SendOneRequest {
    private static final String PROMPT = "Say in one sentence what a Plimsoll line is.";
    private static final int MOST_TOKENS = 64;
    private static final int OK_FROM = 200;
    private static final int OK_TO = 300;

    private final Workbench workbench;
    private final ReadOnlyBooleanWrapper sending = new ReadOnlyBooleanWrapper();

    SendOneRequest(Workbench workbench) {
        this.workbench = workbench;
    }

    /** Whether a benchmark has a target that listens now: the simulator only does during a run. */
    static boolean possible(Forecast forecast) {
        RunPlan plan = forecast.plan();
        return plan != null && plan.target().url() != null;
    }

    /** Whether one is under way. */
    ReadOnlyBooleanProperty sending() {
        return sending.getReadOnlyProperty();
    }

    /** Sends it; what comes of it is told in a banner. */
    void send(Forecast forecast) {
        RunPlan plan = forecast.plan();
        if (plan == null || sending.get()) {
            return;
        }
        sending.set(true);
        workbench
                .tasks()
                .run(
                        "Sending one request to " + plan.target().id(),
                        () -> SendOne.send(
                                plan.target(),
                                PROMPT,
                                MOST_TOKENS,
                                workbench.services().environment(),
                                NanoClock.system()),
                        this::tell,
                        failure -> {
                            sending.set(false);
                            workbench.notices().failure("The request failed.", failure);
                        })
                .done()
                .subscribe(done -> sending.set(!done));
    }

    private void tell(SendOne.Exchange exchange) {
        sending.set(false);
        boolean ok = exchange.status() >= OK_FROM && exchange.status() < OK_TO;
        workbench
                .notices()
                .banner(new Notices.Notice(
                        ok ? Notices.Tone.INFO : Notices.Tone.ERROR,
                        ok ? "The target answered." : "The target refused the request.",
                        "POST " + exchange.url() + " gave " + exchange.status() + " after "
                                + Numbers.duration(exchange.headersMs()) + ", all of it after "
                                + Numbers.duration(exchange.totalMs()) + ".",
                        "",
                        details(exchange),
                        List.of(new Notices.Remedy("Copy as curl", () -> {
                            workbench.services().clipboard().putText(exchange.curl());
                            workbench.notices().toast("Copied the request for a shell.");
                        }))));
    }

    private static String details(SendOne.Exchange exchange) {
        return "POST " + exchange.url() + "\n" + headers(exchange.requestHeaders()) + "\n" + exchange.requestBody()
                + "\n\n" + exchange.status() + "\n" + headers(exchange.responseHeaders()) + "\n"
                + exchange.responseBody();
    }

    private static String headers(Map<String, String> headers) {
        StringBuilder text = new StringBuilder();
        headers.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append('\n'));
        return text.toString();
    }
}
