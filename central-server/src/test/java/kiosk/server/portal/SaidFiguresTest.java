package kiosk.server.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// No text for people says itself how long something lives: it is told by the server's settings.
final class SaidFiguresTest {

  private static final Pattern FIGURE =
      Pattern.compile("[0-9]\\h(minutes?|heures?|hours?|jours?|days?|(derniers )?mois|months)\\b");
  private static final List<String> PLACES =
      List.of("src/main/resources/portal", "src/main/resources/ops", "src/main/resources/mail");

  @Test
  void noTextSaysAFigureThatIsASetting() throws IOException {
    for (String place : PLACES) {
      try (Stream<Path> files = Files.walk(Path.of(place))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          assertThat(Files.readAllLines(file))
              .as(file.toString())
              .filteredOn(line -> FIGURE.matcher(line).find())
              .isEmpty();
        }
      }
    }
  }
}
