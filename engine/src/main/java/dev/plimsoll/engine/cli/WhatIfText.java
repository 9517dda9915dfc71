package dev.plimsoll.engine.cli;

import dev.plimsoll.engine.report.PlainText;
import dev.plimsoll.engine.run.WhatIfReport;
import dev.plimsoll.engine.run.WhatIfReport.Answer;
import dev.plimsoll.engine.run.WhatIfReport.Moment;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A {@link WhatIfReport} for people. */
final class WhatIfText {
    private WhatIfText() {}

    static void print(WhatIfReport report, PrintStream out) {
        for (WhatIfReport.Stage stage : report.stages()) {
            line(
                    out,
                    "Stage %d, %s: %.3f s, %,d requests",
                    stage.index() + 1,
                    PlainText.oneLine(stage.name()),
                    stage.seconds(),
                    stage.requests());
            for (Answer answer : stage.constraints()) {
                print(answer, out);
            }
        }
    }

    private static void print(Answer answer, PrintStream out) {
        line(out, "  %s (%s)", PlainText.oneLine(answer.id()), values(answer.values()));
        Moment queuing = answer.queuing();
        Moment processing = answer.processing();
        if (queuing != null && processing != null && queuing.atSeconds() == processing.atSeconds()) {
            moment(out, "would have stopped the stage", processing);
        } else {
            if (queuing != null) {
                moment(out, "would have stopped creating requests", queuing);
            }
            if (processing != null) {
                moment(out, "would have stopped the stage", processing);
            }
        }
        if (answer.warning() != null && !answer.stops()) {
            moment(out, "would have warned and stopped nothing", answer.warning());
        } else if (!answer.stops()) {
            line(out, "    would not have stopped it");
        }
    }

    private static String how(Moment moment) {
        return moment.action().equals("stop_all") ? ", cancelling what was in flight" : "";
    }

    private static void moment(PrintStream out, String what, Moment moment) {
        line(out, "    %s after %.3f s%s", what, moment.atSeconds(), how(moment));
        line(
                out,
                "      created %,d, waiting %,d, in flight %,d, successful %,d, errored %,d, cancelled %,d, dropped"
                        + " %,d",
                moment.created(),
                moment.pending(),
                moment.inFlight(),
                moment.successful(),
                moment.errored(),
                moment.cancelled(),
                moment.dropped());
        line(out, "      %s", values(moment.metadata()));
    }

    private static String values(Map<String, Object> values) {
        return values.entrySet().stream()
                .map(e -> e.getKey().equals("kind")
                        ? String.valueOf(e.getValue())
                        : e.getKey() + " " + value(e.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String value(Object value) {
        return value instanceof Double number ? number(number) : String.valueOf(value);
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.replaceFirst("\\.?0+$", "");
    }

    private static void line(PrintStream out, String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
