package kiosk.demo.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kiosk.demo.process.ChildProcess;
import kiosk.demo.visit.WebSocketScreen;
import kiosk.simulators.persona.Deck;
import kiosk.simulators.persona.Persona;
import org.junit.jupiter.api.Test;

/// What a kiosk still knows of a person once the card is out: whatever stands in its heap, where
/// objects are and where objects were.
final class NothingLeftTest {

  private static final String ADDRESS = "zoe.canari@exemple.test";

  /// As the JVM keeps text, and as text crosses lines.
  private static final List<Charset> ENCODINGS =
      List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

  /// Where a generation begins, and where its memory ends: "DefNew … [0x…, 0x…, 0x…)".
  private static final Pattern HEAP_BOUNDS =
      Pattern.compile("^(?:DefNew|Tenured).*\\[(0x\\w+), (0x\\w+),", Pattern.MULTILINE);

  @Test
  void afterAVisitTheHeapHoldsNothingOfThePerson() throws Exception {
    Theatre theatre = Theatre.shared();
    Persona.OnCard person = Deck.find("claire").map(Persona::holder).orElseThrow();
    String nir = person.nir().substring(0, 13);
    long forgotten = theatre.logged(theatre.kiosk(), "visit.forgotten");
    try (WebSocketScreen screen = theatre.page()) {
      screen.awaitInvitation();
      theatre.reader().insert("claire");
      reach(screen, "EnterCode");
      assertThat(places(heapMemory(theatre.kiosk()), nir))
          .as("the search finds what is there")
          .isNotEmpty();
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
      reach(screen, "EnterEmail");
      screen.type(ADDRESS);
      theatre.reader().remove();
      reach(screen, "Idle");
    }
    List<String> personal =
        List.of(nir, spaced(nir), person.surname(), Theatre.codeOf("claire"), ADDRESS);
    theatre.awaitLogged(theatre.kiosk(), forgotten + 1, "visit.forgotten");
    byte[] heap = heapMemory(theatre.kiosk());
    assertThat(personal).allSatisfy(words -> assertThat(places(heap, words)).isEmpty());
  }

  /// The bytes of the whole heap, whether an object is there or not.
  private static byte[] heapMemory(ChildProcess kiosk) throws IOException, InterruptedException {
    long[] range = heapRange(kiosk.pid());
    try (RandomAccessFile memory = new RandomAccessFile("/proc/" + kiosk.pid() + "/mem", "r")) {
      byte[] bytes = new byte[Math.toIntExact(range[1] - range[0])];
      memory.seek(range[0]);
      memory.readFully(bytes);
      return bytes;
    }
  }

  /// From where to where the generations of the serial collector reach.
  private static long[] heapRange(long pid) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process info =
        new ProcessBuilder(jcmd.toString(), String.valueOf(pid), "GC.heap_info")
            .redirectErrorStream(true)
            .start();
    String said = new String(info.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(info.waitFor()).as(said).isZero();
    long[] bounds =
        HEAP_BOUNDS
            .matcher(said)
            .results()
            .flatMap(line -> Stream.of(line.group(1), line.group(2)))
            .mapToLong(Long::decode)
            .toArray();
    return new long[] {
      Arrays.stream(bounds).min().orElseThrow(), Arrays.stream(bounds).max().orElseThrow()
    };
  }

  /// Where words stand, with what is around them.
  private static List<String> places(byte[] heap, String words) {
    String text = new String(heap, StandardCharsets.ISO_8859_1);
    List<String> places = new ArrayList<>();
    for (Charset encoding : ENCODINGS) {
      String sought = new String(words.getBytes(encoding), StandardCharsets.ISO_8859_1);
      for (int at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + 1)) {
        int from = Math.max(0, at - 60);
        int to = Math.min(text.length(), at + sought.length() + 60);
        places.add(text.substring(from, to).replaceAll("[^ -~]+", "."));
      }
    }
    return places;
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
