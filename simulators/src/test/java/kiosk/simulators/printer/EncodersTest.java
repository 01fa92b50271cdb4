package kiosk.simulators.printer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import kiosk.devices.link.Bytes;
import kiosk.simulators.paper.PrintedTicket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// One document as six public encoders write it, each with commands of its own choice: the paper is
/// the same, dot by dot.
class EncodersTest {

  private static final String QR = "https://exemple.invalid/v/7F3A92C1?k=Q2xlRGVUZXN0";
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final int LOGO_ROWS = 96;
  private static final int QR_ROWS = 29 * 6;

  /// Not every encoder has every part: a thin underline or a thick one; white on black, the logo,
  /// a symbol that the printer makes.
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "escpos-coffee, 01, true, true, true",
    "node-escpos, 01, false, true, false",
    "node-thermal-printer, 01, true, true, true",
    "react-thermal-printer, 01, true, false, true",
    "receipt-printer-encoder, 01, true, true, true",
    "receiptline, 02, true, false, false"
  })
  void theSameDocumentIsTheSamePaperWhoeverWroteIt(
      String encoder, String underline, boolean inverse, boolean logo, boolean symbol)
      throws IOException {
    PrintedTicket ticket = Documents.print("same-" + encoder).tickets().getFirst();
    List<List<Bytes>> parts = new ArrayList<>();
    parts.add(rows("1b6101 1d2111", "ATTESTATION"));
    parts.add(rows("1b7410", "Régime général, 1 234,56 €"));
    parts.add(rows("1b7410 1b2d" + underline, "souligné"));
    parts.add(inverse ? rows("1b7410 1d4201", "INVERSÉ") : List.of());
    parts.add(logo ? logo() : List.of());
    parts.add(symbol ? symbol() : List.of());
    parts.add(rows("1b7410 1b6102", "Vérification : 7F3A-92C1"));
    int from = 0;
    for (List<Bytes> part : parts) {
      List<Bytes> rest = ticket.rows().subList(from, ticket.heightDots());
      int at = Collections.indexOfSubList(rest, part);
      assertThat(at).as("part %d of the document", parts.indexOf(part) + 1).isNotNegative();
      from += at + part.size();
    }
    assertThat(ticket.cut()).isTrue();
    assertThat(ticket.unknown()).isEmpty();
  }

  @Test
  void aUnitOfCustomsIsWrittenToInItsOwnWay() throws IOException {
    PrintedTicket ticket = Documents.print("same-node-thermal-printer-custom").tickets().getFirst();
    assertThat(ticket.words().strip().replaceAll("\\s+", " "))
        .isEqualTo(
            "ATTESTATION Régime général, 1 234,56 € souligné INVERSÉ Vérification : 7F3A-92C1");
    assertThat(ticket.codes()).containsExactly(new PrintedTicket.Code("QR", QR));
    assertThat(ticket.widthDots()).isEqualTo(640);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "same-escpos-coffee",
        "same-node-thermal-printer",
        "same-react-thermal-printer",
        "same-receipt-printer-encoder",
        "same-receiptline",
        "receiptline-page"
      })
  void aScannerReadsTheSymbolBeItDrawnByThePrinterOrByTheEncoder(String file) throws Exception {
    assertThat(Documents.scan(Documents.print(file).tickets().getFirst())).isEqualTo(QR);
  }

  @Test
  void barCodesHaveTheirCheckDigitAndWhatTheUnitLacksIsListed() throws IOException {
    PrintedTicket ticket = Documents.print("ntp-codes").tickets().getFirst();
    assertThat(ticket.codes())
        .containsExactly(
            new PrintedTicket.Code("Code128", "7F3A92C1"),
            new PrintedTicket.Code("EAN13", "3614600000000"),
            new PrintedTicket.Code("PDF417", "7F3A-92C1"));
    assertThat(ticket.unknown()).hasSize(3).allMatch(hex -> hex.startsWith("1d286b"));
  }

  /// Start, 8 characters, check, stop: 11 modules each, 13 the stop. Set C would be shorter.
  @Test
  void code128KeepsToTheSetThatItIsSentIn() {
    assertThat(width("1d7701 1d6b49 0a 7b42 3132333435363738 0a")).isEqualTo(10 * 11 + 13);
    assertThat(width("1d7701 1d6b49 06 7b43 0c22384e 0a")).isEqualTo(6 * 11 + 13);
  }

  private static int width(String hex) {
    List<Integer> ink = Documents.inkOf(paper(Bytes.ofHex(hex)), 10);
    return ink.getLast() - ink.getFirst() + 1;
  }

  /// The rows of a line between its first and its last dot, written by hand.
  private static List<Bytes> rows(String style, String words) {
    String text = HexFormat.of().formatHex((words + "\n").getBytes(WINDOWS_1252));
    List<Bytes> rows = paper(Bytes.ofHex(style + text)).rows();
    int[] inked = IntStream.range(0, rows.size()).filter(y -> !blank(rows.get(y))).toArray();
    return rows.subList(inked[0], inked[inked.length - 1] + 1);
  }

  private static boolean blank(Bytes row) {
    return IntStream.range(0, row.length()).allMatch(i -> row.at(i) == 0);
  }

  /// The logo as one of the encoders has it, below the white letters.
  private static List<Bytes> logo() throws IOException {
    List<Bytes> rows = Documents.print("same-escpos-coffee").tickets().getFirst().rows();
    List<Bytes> title = rows("1b7410 1d4201", "INVERSÉ");
    int from = Collections.indexOfSubList(rows, title) + title.size();
    while (blank(rows.get(from))) {
      from++;
    }
    return rows.subList(from, from + LOGO_ROWS);
  }

  /// The symbol that stands right below the logo there.
  private static List<Bytes> symbol() throws IOException {
    List<Bytes> rows = Documents.print("same-escpos-coffee").tickets().getFirst().rows();
    int from = Collections.indexOfSubList(rows, logo()) + LOGO_ROWS;
    return rows.subList(from, from + QR_ROWS);
  }

  private static PrintedTicket paper(Bytes bytes) {
    Printed printed = new Printed();
    printed.receive(bytes);
    printed.finish();
    return printed.tickets().getFirst();
  }
}
