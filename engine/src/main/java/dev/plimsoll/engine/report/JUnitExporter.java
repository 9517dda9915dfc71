package dev.plimsoll.engine.report;

import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.file.AtomicFile;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.metrics.StageSummary.SloResult;
import dev.plimsoll.engine.trust.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * {@code junit.xml}: the verdict, every objective of every stage and every {@code --fail-if} gate as test cases, in the form that build
 * servers show. What too few samples leave open is skipped, neither passed nor failed.
 */
public final class JUnitExporter implements Exporter {
    /** A test case: {@code failure} or {@code skipped} is empty where it is not so. */
    private record Case(String group, String name, String failure, String skipped) {}

    @Override
    public String format() {
        return "junit";
    }

    @Override
    public String description() {
        return "junit.xml: verdict, objectives and gates as test cases, for a build server";
    }

    @Override
    public List<Path> export(ArchivedRun run, ExportOptions options, Path folder) {
        Path file = folder.resolve("junit.xml");
        List<Case> cases = cases(run.summary(), options.gates());
        AtomicFile.write(file, out -> write(run.summary(), cases, out));
        return List.of(file);
    }

    private static List<Case> cases(RunSummary summary, List<Gate> gates) {
        List<Case> cases = new ArrayList<>();
        Verdict verdict = summary.verdict().value();
        cases.add(new Case(
                "verdict",
                "the load generator kept up",
                verdict == Verdict.INVALID ? "The verdict is INVALID: " + reasons(summary) : "",
                verdict == Verdict.SUSPECT ? "The verdict is SUSPECT: " + reasons(summary) : ""));
        for (RunSummary.Stage stage : summary.stages()) {
            for (SloResult slo : stage.figures().slos()) {
                if (!slo.stat().equals("each")) {
                    cases.add(objective(stage.figures(), slo));
                }
            }
        }
        for (Gate gate : gates) {
            cases.add(new Case("gates", "not " + gate, gate.fired(summary).orElse(""), ""));
        }
        return cases;
    }

    private static String reasons(RunSummary summary) {
        return String.join(
                " ",
                FindingText.of(summary.verdict().findings()).stream()
                        .map(FindingText::what)
                        .toList());
    }

    private static Case objective(StageSummary stage, SloResult slo) {
        String what =
                String.format(Locale.ROOT, "%s %s at most %s ms", slo.metric(), slo.stat(), Numbers.plain(slo.max()));
        Double measured = slo.measured();
        String got = measured == null ? "no value" : Numbers.plain(measured) + " ms";
        return new Case(
                StageNames.numbered(stage.index()) + " " + stage.displayName(),
                what,
                slo.met().equals("FAIL") ? "measured " + got : "",
                slo.met().equals("INCONCLUSIVE") ? "too few samples; measured " + got : "");
    }

    private static void write(RunSummary summary, List<Case> cases, OutputStream out) throws IOException {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out, "UTF-8");
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeStartElement("testsuites");
            xml.writeAttribute("name", clean(summary.run().name()));
            for (String group : cases.stream().map(Case::group).distinct().toList()) {
                suite(group, cases.stream().filter(c -> c.group().equals(group)).toList(), summary, xml);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static void suite(String group, List<Case> cases, RunSummary summary, XMLStreamWriter xml)
            throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", clean(group));
        xml.writeAttribute("timestamp", summary.run().startedAt());
        xml.writeAttribute("tests", String.valueOf(cases.size()));
        xml.writeAttribute("failures", String.valueOf(count(cases, true)));
        xml.writeAttribute("skipped", String.valueOf(count(cases, false)));
        xml.writeAttribute("errors", "0");
        for (Case one : cases) {
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", clean(summary.run().name() + "." + group));
            xml.writeAttribute("name", clean(one.name()));
            if (!one.failure().isEmpty()) {
                xml.writeEmptyElement("failure");
                xml.writeAttribute("message", clean(one.failure()));
            } else if (!one.skipped().isEmpty()) {
                xml.writeEmptyElement("skipped");
                xml.writeAttribute("message", clean(one.skipped()));
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static long count(List<Case> cases, boolean failures) {
        return cases.stream()
                .filter(c -> failures
                        ? !c.failure().isEmpty()
                        : c.failure().isEmpty() && !c.skipped().isEmpty())
                .count();
    }

    /** One line of characters that XML may hold; the writer escapes markup. */
    private static String clean(String text) {
        return PlainText.oneLine(text)
                .codePoints()
                .filter(c -> c >= 0x20 && c != 0xFFFE && c != 0xFFFF && !(c >= 0xD800 && c <= 0xDFFF))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
