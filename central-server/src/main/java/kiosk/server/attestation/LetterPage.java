package kiosk.server.attestation;

import java.io.IOException;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import kiosk.server.attestation.TaggedPdf.Box;
import kiosk.server.attestation.TaggedPdf.Colour;
import kiosk.server.attestation.TaggedPdf.Style;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDTableAttributeObject;

/// An A4 letter of the caisse, written from the top down: head, paragraphs, tables, foot. Turns the
/// page by itself. What is written is named by keys of the message file, or comes from the
/// registry.
final class LetterPage {

  private static final float LEFT = 56;
  private static final float RIGHT = PDRectangle.A4.getWidth() - LEFT;
  private static final float TOP = PDRectangle.A4.getHeight() - 56;
  private static final float BOTTOM = 48;

  /// Where the window of an envelope is (NF Z 11-001): 110 mm from the left, 50 mm from the top.
  private static final float WINDOW_X = 312;

  private static final float WINDOW_Y = 700;

  private static final Style BODY = new Style(false, 10.5f, Colour.INK);
  private static final Style STRONG = new Style(true, 10.5f, Colour.INK);
  private static final Style SMALL = new Style(false, 9, Colour.INK);
  private static final Style SMALL_STRONG = new Style(true, 9, Colour.INK);
  private static final Style NAME = new Style(true, 13, Colour.PRIMARY);
  private static final Style TITLE = new Style(true, 19, Colour.PRIMARY);
  private static final Style HEADING = new Style(true, 12, Colour.PRIMARY);
  private static final Style CODE = new Style(true, 12, Colour.INK);

  private static final float ROW = 22;
  private static final float LINE = 14;
  private static final float PAD = 8;
  private static final float FACTS_X = 216;
  private static final float QR_SIZE = 92;
  private static final float SIGNATURE_X = RIGHT - 160;

  /// Purpose, signature and proof stay on one page.
  private static final float FOOT_HEIGHT = 164;

  private static final DateTimeFormatter LONG_DATE =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.FRANCE);
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/yyyy");

  private final TaggedPdf pdf;
  private final PdfFonts fonts;
  private final ResourceBundle words;
  private final String key;
  private float y = TOP;

  /// @param key the letter's own part of the message file
  LetterPage(TaggedPdf pdf, PdfFonts fonts, ResourceBundle words, String key) {
    this.pdf = pdf;
    this.fonts = fonts;
    this.words = words;
    this.key = key;
  }

  /// Who writes.
  record Sender(String caisse, String scheme) {}

  /// A row of facts: a key of the message file, and what the registry says.
  record Fact(String key, String value) {}

  /// A column of a table.
  ///
  /// @param key of its head
  /// @param right whether its figures stand under each other
  record Column(String key, float width, boolean right) {}

  /// What lets anybody verify the letter.
  record Proof(String code, String url) {}

  /// A sentence of the message file, its gaps filled.
  String say(String sentence, Object... facts) {
    return new MessageFormat(words.getString(sentence), Locale.FRANCE).format(facts);
  }

  /// DD/MM/YYYY.
  static String day(LocalDate day) {
    return DATE.format(day);
  }

  /// An amount, with spaces that the font has.
  static String euros(long cents) {
    String amount = NumberFormat.getCurrencyInstance(Locale.FRANCE).format(cents / 100.0);
    return amount.replace('\u202f', '\u00a0');
  }

  /// 2 84 03 44 109 528 12, as cards print it.
  static String spaced(String nir) {
    return String.join(
        "\u00a0",
        nir.substring(0, 1),
        nir.substring(1, 3),
        nir.substring(3, 5),
        nir.substring(5, 7),
        nir.substring(7, 10),
        nir.substring(10, 13),
        nir.substring(13));
  }

  /// The caisse's block, the recipient in the envelope's window, the day, and the letter's title.
  void head(Sender from, String name, List<String> address, LocalDate day) throws IOException {
    pdf.decorate(Colour.PRIMARY, new Box(LEFT, TOP - 36, 4, 46));
    float x = LEFT + 14;
    line("P", NAME, x, TOP - 4, from.caisse());
    line("P", SMALL, x, TOP - 19, from.scheme());
    line("P", SMALL, x, TOP - 32, say("caisse.phone"));
    PDStructureElement to = pdf.element("P");
    float base = WINDOW_Y;
    for (String line : wrap(STRONG, name, RIGHT - WINDOW_X)) {
      pdf.text(to, STRONG, WINDOW_X, base, line);
      base -= LINE;
    }
    for (String line : address) {
      text(to, BODY, WINDOW_X, base, line);
      base -= LINE;
    }
    line("P", BODY, WINDOW_X, Math.min(634, base - 8), say("date", LONG_DATE.format(day)));
    y = 594;
    line("H1", TITLE, LEFT, y, say(key + ".title"));
    y -= 28;
  }

  void paragraph(String text) throws IOException {
    paragraph(BODY, text, LEFT, RIGHT - LEFT);
  }

  /// A line that matters more, after a table.
  void strong(String text) throws IOException {
    need(2 * ROW);
    y -= ROW;
    paragraph(STRONG, text, LEFT + PAD, RIGHT - LEFT - PAD);
  }

  void heading(String sentence) throws IOException {
    y -= 16;
    need(60);
    line("H2", HEADING, LEFT, y - 8, say(sentence));
    y -= 18;
  }

  /// A table of two columns, the left one being its heads; a fact has as many lines as it needs.
  void facts(List<Fact> facts) throws IOException {
    PDStructureElement table = pdf.element("Table");
    for (Fact fact : facts) {
      List<String> lines = wrap(STRONG, fact.value(), RIGHT - FACTS_X - PAD);
      float height = ROW + (lines.size() - 1) * LINE;
      need(height);
      pdf.decorate(Colour.BAND, new Box(LEFT, y - height, RIGHT - LEFT, height - 2));
      PDStructureElement row = pdf.element("TR", table);
      PDStructureElement head = pdf.headCell(row, PDTableAttributeObject.SCOPE_ROW);
      text(head, BODY, LEFT + PAD, y - LINE, say(fact.key()));
      cell(pdf.element("TD", row), STRONG, FACTS_X, lines);
      y -= height;
    }
  }

  /// A table with a head for each column; the first cell of a row is the row's head.
  void grid(List<Column> columns, List<List<String>> rows) throws IOException {
    PDStructureElement table = pdf.element("Table");
    need(2 * ROW);
    pdf.decorate(Colour.BAND, new Box(LEFT, y - ROW, RIGHT - LEFT, ROW));
    PDStructureElement heads = pdf.element("TR", table);
    float x = LEFT;
    for (Column column : columns) {
      PDStructureElement head = pdf.headCell(heads, PDTableAttributeObject.SCOPE_COLUMN);
      String title = fonts.drawable(say(column.key()));
      pdf.text(head, SMALL, start(column, x, SMALL, title), y - LINE, title);
      x += column.width();
    }
    y -= ROW;
    for (List<String> row : rows) {
      row(table, columns, row);
    }
  }

  private void row(PDStructureElement table, List<Column> columns, List<String> cells)
      throws IOException {
    List<List<String>> wrapped = new ArrayList<>();
    int most = 1;
    for (int i = 0; i < cells.size(); i++) {
      List<String> lines = wrap(style(i), cells.get(i), columns.get(i).width() - 2 * PAD);
      wrapped.add(lines);
      most = Math.max(most, lines.size());
    }
    float height = ROW + (most - 1) * LINE;
    need(height);
    pdf.decorate(Colour.RULE, new Box(LEFT, y - height, RIGHT - LEFT, 0.75f));
    PDStructureElement row = pdf.element("TR", table);
    float x = LEFT;
    for (int i = 0; i < cells.size(); i++) {
      PDStructureElement cell =
          i == 0 ? pdf.headCell(row, PDTableAttributeObject.SCOPE_ROW) : pdf.element("TD", row);
      cell(
          cell,
          style(i),
          start(columns.get(i), x, style(i), wrapped.get(i).getFirst()),
          wrapped.get(i));
      x += columns.get(i).width();
    }
    y -= height;
  }

  private static Style style(int column) {
    return column == 0 ? SMALL_STRONG : SMALL;
  }

  private float start(Column column, float x, Style style, String text) throws IOException {
    return column.right() ? x + column.width() - PAD - pdf.width(style, text) : x + PAD;
  }

  private void cell(PDStructureElement cell, Style style, float x, List<String> lines)
      throws IOException {
    for (int i = 0; i < lines.size(); i++) {
      pdf.text(cell, style, x, y - LINE - i * LINE, lines.get(i));
    }
  }

  /// What the letter is for, who signs, and how to verify it; then the pages' numbers.
  void foot(Proof proof) throws IOException {
    y -= 18;
    need(FOOT_HEIGHT);
    float top = y;
    paragraph(BODY, say(key + ".purpose"), LEFT, SIGNATURE_X - LEFT - 24);
    line("P", BODY, SIGNATURE_X, top, say("signature.for"));
    line("P", STRONG, SIGNATURE_X, top - 15, say("signature.who"));
    line("P", SMALL, SIGNATURE_X, top - 29, say("signature.how"));
    y = top - 44;
    verification(proof);
    if (pdf.pages() > 1) {
      number();
    }
  }

  private void verification(Proof proof) throws IOException {
    pdf.decorate(Colour.RULE, new Box(LEFT, y, RIGHT - LEFT, 0.75f));
    float top = y - 12;
    PDRectangle box = new PDRectangle(LEFT, top - QR_SIZE, QR_SIZE, QR_SIZE);
    pdf.fill(
        pdf.figure(box, say("qr.alt", proof.url())), Colour.INK, QrModules.of(proof.url(), box));
    float x = LEFT + QR_SIZE + 18;
    line("H2", HEADING, x, top - 12, say("verify.heading"));
    y = top - 32;
    paragraph(SMALL, say("verify.how"), x, RIGHT - x);
    line("P", CODE, x, y - 8, say("verify.code", proof.code()));
    y -= 26;
    paragraph(SMALL, proof.url(), x, RIGHT - x);
  }

  /// Turns the page unless this much is left.
  private void need(float height) throws IOException {
    if (y - height < BOTTOM) {
      number();
      pdf.newPage();
      y = TOP;
    }
  }

  private void number() throws IOException {
    pdf.decorate(SMALL, LEFT, 28, say("page", pdf.pages()));
  }

  private void line(String type, Style style, float x, float base, String text) throws IOException {
    text(pdf.element(type), style, x, base, text);
  }

  private void text(PDStructureElement element, Style style, float x, float base, String text)
      throws IOException {
    pdf.text(element, style, x, base, fonts.drawable(text));
  }

  private void paragraph(Style style, String text, float x, float width) throws IOException {
    PDStructureElement paragraph = pdf.element("P");
    for (String line : wrap(style, text, width)) {
      pdf.text(paragraph, style, x, y, line);
      y -= style.size() * 1.35f;
    }
  }

  /// Breaks at spaces, and inside a word that is wider than the line.
  private List<String> wrap(Style style, String text, float width) throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : fonts.drawable(text).split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (pdf.width(style, longer) > width && !line.isEmpty()) {
        lines.add(line.toString());
        line.setLength(0);
        longer = word;
      }
      line.setLength(0);
      line.append(longer);
      while (pdf.width(style, line.toString()) > width) {
        int fits = line.length() - 1;
        while (pdf.width(style, line.substring(0, fits)) > width) {
          fits--;
        }
        lines.add(line.substring(0, fits));
        line.delete(0, fits);
      }
    }
    lines.add(line.toString());
    return lines;
  }
}
