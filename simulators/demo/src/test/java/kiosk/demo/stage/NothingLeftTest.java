package kiosk.demo.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kiosk.demo.process.ChildProcess;
import kiosk.demo.visit.WebSocketScreen;
import kiosk.simulators.persona.Deck;
import kiosk.simulators.persona.Persona;
import org.junit.jupiter.api.Test;

/// What a kiosk still knows of a person once the card is out: whatever stands in its memory, where
/// objects are and where objects were.
final class NothingLeftTest {

  private static final String ADDRESS = "zoe.canari@exemple.test";

  /// As the JVM keeps text, and as text crosses lines.
  private static final List<Charset> ENCODINGS =
      List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

  /// A mapping that may be read and written: "7f6338000000-7f6338367000 rw-p …".
  private static final Pattern WRITABLE = Pattern.compile("([0-9a-f]+)-([0-9a-f]+) rw");

  @Test
  void afterAVisitTheMemoryHoldsNothingOfThePerson() throws Exception {
    Theatre theatre = Theatre.shared();
    Persona.OnCard person = Deck.find("claire").map(Persona::holder).orElseThrow();
    String nir = person.nir().substring(0, 13);
    List<String> personal = List.of(nir, spaced(nir), person.surname(), Theatre.codeOf("claire"));
    long forgotten = theatre.logged(theatre.kiosk(), "visit.forgotten");
    try (WebSocketScreen screen = theatre.page()) {
      screen.awaitInvitation();
      logInPrintAndType(theatre, screen);
      assertThat(places(theatre.kiosk(), List.of(nir)))
          .as("the search finds what is there")
          .isNotEmpty();
      theatre.reader().remove();
      reach(screen, "Idle");
    }
    theatre.awaitLogged(theatre.kiosk(), forgotten + 1, "visit.forgotten");
    assertThat(places(theatre.kiosk(), personal)).isEmpty();
  }

  private static void logInPrintAndType(Theatre theatre, WebSocketScreen screen) throws Exception {
    theatre.reader().insert("claire");
    reach(screen, "EnterCode");
    screen.type(Theatre.codeOf("claire"));
    screen.press("PROCEED");
    reach(screen, "Menu");
    screen.open("ATTESTATION");
    reach(screen, "ConfirmPrint");
    screen.press("PROCEED");
    reach(screen, "TakeTicket");
    theatre.printer().take();
    screen.press("PROCEED");
    reach(screen, "Menu");
    screen.open("EMAIL");
    reach(screen, "EnterCode");
    screen.type(Theatre.codeOf("claire"));
    screen.press("PROCEED");
    reach(screen, "EnterEmail");
    screen.type(ADDRESS);
  }

  /// Where words stand in all that the process can write: heap, native memory, stacks.
  private static List<String> places(ChildProcess kiosk, List<String> sought) throws IOException {
    List<String> places = new ArrayList<>();
    Path process = Path.of("/proc", String.valueOf(kiosk.pid()));
    try (RandomAccessFile memory = new RandomAccessFile(process.resolve("mem").toFile(), "r")) {
      for (String mapping : Files.readAllLines(process.resolve("maps"))) {
        Matcher range = WRITABLE.matcher(mapping);
        if (range.lookingAt()) {
          long from = Long.parseUnsignedLong(range.group(1), 16);
          byte[] bytes =
              new byte[Math.toIntExact(Long.parseUnsignedLong(range.group(2), 16) - from)];
          memory.seek(from);
          memory.readFully(bytes);
          String text = new String(bytes, StandardCharsets.ISO_8859_1);
          sought.forEach(words -> note(places, range.group(), text, words));
        }
      }
    }
    return places;
  }

  private static void note(List<String> places, String where, String text, String words) {
    for (Charset encoding : ENCODINGS) {
      String wanted = new String(words.getBytes(encoding), StandardCharsets.ISO_8859_1);
      for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
        int from = Math.max(0, at - 60);
        int to = Math.min(text.length(), at + wanted.length() + 60);
        places.add(where + ": " + text.substring(from, to).replaceAll("[^ -~]+", "."));
      }
    }
  }

  /// A NIR as papers and screens show it: 2 84 03 44 109 528.
  private static String spaced(String nir) {
    return nir.replaceFirst("(.)(..)(..)(..)(...)(...)", "$1 $2 $3 $4 $5 $6");
  }

  private static void reach(WebSocketScreen screen, String wanted) throws Exception {
    String shown = screen.awaitOther("");
    while (!shown.equals(wanted)) {
      shown = screen.awaitOther(shown);
    }
  }
}
