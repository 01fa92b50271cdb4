package kiosk.devices.selftest;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Results of checks as the XML that JUnit's reporters write and build servers read.
///
/// Vert.x Unit's own report says neither when its file is complete nor that it has failed.
public final class JUnitReport {

  /// What XML 1.0, section 2.2, has no place for; a device's own words may hold it.
  private static final Pattern NOT_XML =
      Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

  private JUnitReport() {}

  /// Writes the file, or replaces it; it is complete on return.
  ///
  /// @throws IOException if it cannot be written
  public static void write(List<CheckResult> results, Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out);
      xml.writeStartDocument();
      xml.writeCharacters("\n");
      suite(xml, results);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException("the results cannot be written", e);
    }
  }

  private static void suite(XMLStreamWriter xml, List<CheckResult> results)
      throws XMLStreamException {
    Duration all = results.stream().map(CheckResult::took).reduce(Duration.ZERO, Duration::plus);
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", DeviceSuite.NAME);
    xml.writeAttribute("tests", Integer.toString(results.size()));
    xml.writeAttribute(
        "failures", Long.toString(results.stream().filter(CheckResult::failed).count()));
    xml.writeAttribute("errors", "0");
    xml.writeAttribute(
        "skipped", Long.toString(results.stream().filter(CheckResult::skipped).count()));
    xml.writeAttribute("time", seconds(all));
    for (CheckResult result : results) {
      xml.writeCharacters("\n  ");
      testCase(xml, result);
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
  }

  private static void testCase(XMLStreamWriter xml, CheckResult result) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", DeviceSuite.NAME);
    xml.writeAttribute("name", result.name());
    xml.writeAttribute("time", seconds(result.took()));
    if (result.failure().isPresent()) {
      xml.writeEmptyElement("failure");
      xml.writeAttribute("message", NOT_XML.matcher(result.failure().get()).replaceAll("\uFFFD"));
    }
    if (result.skipped()) {
      xml.writeEmptyElement("skipped");
      xml.writeAttribute("message", "needs hands");
    }
    xml.writeEndElement();
  }

  private static String seconds(Duration duration) {
    return "%d.%03d".formatted(duration.toSeconds(), duration.toMillisPart());
  }
}
