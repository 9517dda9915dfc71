package dev.plimsoll.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

class JUnitExporterTest {
    @TempDir
    Path folder;

    private Document xml;

    @BeforeEach
    void export() throws IOException, ParserConfigurationException, SAXException {
        ExportOptions options = new ExportOptions(
                ReportSettings.DEFAULT, List.of(Gate.parse("stage[3].ttft.p99 > 500ms"), Gate.parse("ttft.p99 > 60s")));
        Path file =
                new JUnitExporter().export(SampleRun.typical(), options, folder).getFirst();
        xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    }

    private List<Element> elements(String name) {
        NodeList nodes = xml.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private Element testcase(String name) {
        return elements("testcase").stream()
                .filter(e -> e.getAttribute("name").equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no test case " + name));
    }

    @Test
    void aGateThatFiresIsAFailureAndOneThatDoesNotPasses() {
        Element fired = testcase("not stage[3].ttft.p99 > 500ms");
        Element failure = (Element) fired.getElementsByTagName("failure").item(0);
        assertTrue(failure.getAttribute("message").contains("measured"), failure.getAttribute("message"));
        assertEquals(
                0,
                testcase("not ttft.p99 > 60s").getElementsByTagName("failure").getLength());
    }

    @Test
    void aSuspectVerdictIsSkippedNotPassed() {
        Element verdict = testcase("the load generator kept up");
        assertEquals(1, verdict.getElementsByTagName("skipped").getLength());
        assertEquals(0, verdict.getElementsByTagName("failure").getLength());
    }

    @Test
    void theCountsOfASuiteAreThoseOfItsCases() {
        for (Element suite : elements("testsuite")) {
            assertEquals(
                    Integer.parseInt(suite.getAttribute("tests")),
                    suite.getElementsByTagName("testcase").getLength());
            assertEquals(
                    Integer.parseInt(suite.getAttribute("failures")),
                    suite.getElementsByTagName("failure").getLength());
            assertEquals(
                    Integer.parseInt(suite.getAttribute("skipped")),
                    suite.getElementsByTagName("skipped").getLength());
        }
        assertTrue(elements("testsuite").size() >= 3, "verdict, stages, gates");
    }
}
