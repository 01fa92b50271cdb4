package kiosk.demo.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import kiosk.demo.house.Source.Reading;
import kiosk.demo.house.Source.Sized;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Sizes, and what no source file may contain, tests included.
final class SourceTest {

  private static final int MOST_LINES_OF_A_CLASS = 400;
  private static final int MOST_LINES_OF_A_METHOD = 40;

  private static List<Path> files = List.of();
  private static Reading reading = new Reading(List.of(), List.of(), List.of());

  @BeforeAll
  static void readAllSources() throws IOException {
    files = Source.files(Source.root());
    reading = Source.read(files);
    assertThat(reading.sizes()).as("the sources are found").hasSizeGreaterThan(50);
  }

  @Test
  void noClassIsLongerThanFourHundredLines() {
    assertThat(reading.sizes())
        .filteredOn(size -> !size.method() && size.lines() > MOST_LINES_OF_A_CLASS)
        .isEmpty();
  }

  @Test
  void noMethodIsLongerThanFortyLines() {
    assertThat(reading.sizes())
        .filteredOn(size -> size.method() && size.lines() > MOST_LINES_OF_A_METHOD)
        .extracting(Sized::toString)
        .isEmpty();
  }

  @Test
  void noWarningIsSilencedAndNoTestIsSwitchedOff() {
    assertThat(reading.annotations())
        .filteredOn(written -> written.matches(".*@(SuppressWarnings|Disabled\\w*|SuppressLint)"))
        .isEmpty();
  }

  @Test
  void nobodySleepsNotEvenInTests() {
    assertThat(reading.selections())
        .filteredOn(written -> written.endsWith(" Thread.sleep"))
        .isEmpty();
  }

  @Test
  void nothingIsLeftForLater() throws IOException {
    Pattern later = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b");
    for (Path file : files) {
      assertThat(Files.readAllLines(file))
          .as(file.toString())
          .noneMatch(line -> later.matcher(line).find());
    }
  }
}
