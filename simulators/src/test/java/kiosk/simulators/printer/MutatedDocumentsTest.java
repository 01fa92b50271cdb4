package kiosk.simulators.printer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import kiosk.devices.link.Bytes;
import org.junit.jupiter.api.Test;

/// A thousand documents with bytes changed, lost and cut: the printer goes on, and prints the next
/// one.
class MutatedDocumentsTest {

  private static final int DOCUMENTS = 1000;

  private static final List<String> FILES =
      List.of(
          "coffee-03-styles",
          "coffee-10-cut",
          "hand-01-fenced-job",
          "hand-05-vkp80-gs-e",
          "rpe-02-accents-pc858",
          "rpe-04-styles",
          "rpe-05-qr");

  /// GS 8 L, GS ( k without data, ESC * of an odd mode, bar codes, PDF417: lengths at their edges.
  private static final List<Bytes> EDGES =
      List.of(
          Bytes.ofHex("1d384c01000000 30 1d286b0200 3150 1d286b0200 3151 1b2a2801 00ff 0a"),
          Bytes.ofHex("1d6b4904 7b424142 1d6b02 3437313233343536373839303000 1d6b4500 0a"),
          Bytes.ofHex(
              "1d286b05003050304142 1d286b0300305130 1d286b0500365030 4142 1d286b0300365130"));

  @Test
  void whateverComesThePrinterPrintsTheNextTicket() throws IOException {
    Random random = new Random(20260104);
    List<Bytes> sources = new ArrayList<>(EDGES);
    for (String file : FILES) {
      sources.add(read(file));
    }
    for (int i = 0; i < DOCUMENTS; i++) {
      Printed printed = new Printed();
      printed.receive(mutated(sources.get(random.nextInt(sources.size())), random));
      printed.receive(Bytes.ofHex("10 14 08 01 03 14 01 06 02 08"));
      printed.receive(Bytes.ofHex("1b40 4f4b 0a"));
      printed.finish();
      assertThat(printed.tickets().getLast().words()).as("document %d", i).contains("OK");
    }
  }

  private static Bytes mutated(Bytes source, Random random) {
    byte[] bytes = source.toArray();
    for (int n = random.nextInt(4); n > 0; n--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    int from = random.nextInt(bytes.length / 2);
    return Bytes.of(bytes, from, from + 1 + random.nextInt(bytes.length - from));
  }

  private static Bytes read(String file) throws IOException {
    try (InputStream in = Printed.class.getResourceAsStream("/escpos/" + file + ".bin")) {
      return Bytes.of(Objects.requireNonNull(in).readAllBytes());
    }
  }
}
