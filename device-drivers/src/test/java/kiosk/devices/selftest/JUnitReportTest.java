package kiosk.devices.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class JUnitReportTest {

  private static final List<CheckResult> RESULTS =
      List.of(
          new CheckResult(
              "reader: the line opens", Duration.ofMillis(1_250), Optional.empty(), false),
          new CheckResult("printer: sees a ticket taken", Duration.ZERO, Optional.empty(), true),
          new CheckResult(
              "printer: names itself",
              Duration.ofMillis(7),
              Optional.of("it says <\"TM\u0000\u001B&\uD800\">, \uD83D\uDDA8"),
              false));

  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsXmlWhateverADeviceSays() throws Exception {
    Path file = folder.resolve("devices.xml");
    JUnitReport.write(RESULTS, file);
    Element suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(file.toFile())
            .getDocumentElement();
    assertThat(suite.getAttribute("tests")).isEqualTo("3");
    assertThat(suite.getAttribute("skipped")).isEqualTo("1");
    assertThat(suite.getElementsByTagName("skipped").getLength()).isEqualTo(1);
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("time")).isEqualTo("1.257");
    Element first = (Element) suite.getElementsByTagName("testcase").item(0);
    assertThat(first.getAttribute("name")).isEqualTo("reader: the line opens");
    assertThat(first.getElementsByTagName("failure").getLength()).isZero();
    Element failure = (Element) suite.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("message"))
        .isEqualTo("it says <\"TM\uFFFD\uFFFD&\uFFFD\">, \uD83D\uDDA8");
  }

  @Test
  void aFileThatCannotBeWrittenIsSaid() {
    assertThatThrownBy(() -> JUnitReport.write(RESULTS, folder.resolve("nowhere/devices.xml")))
        .isInstanceOf(IOException.class);
  }
}
