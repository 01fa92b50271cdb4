package kiosk.server.attestation;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.io.IOException;
import java.text.MessageFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import kiosk.contract.act.Attestation;
import kiosk.contract.act.Attestation.Person;
import kiosk.server.attestation.TaggedPdf.Box;
import kiosk.server.attestation.TaggedPdf.Colour;
import kiosk.server.attestation.TaggedPdf.Style;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDTableAttributeObject;

/// Draws an attestation as an A4 letter, PDF/A-2a and PDF/UA-1. For one thread at a time; costs
/// half a second the first time, and a few milliseconds from then on.
final class AttestationPdf {

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
  private static final Style NAME = new Style(true, 13, Colour.PRIMARY);
  private static final Style TITLE = new Style(true, 19, Colour.PRIMARY);
  private static final Style HEADING = new Style(true, 12, Colour.PRIMARY);
  private static final Style CODE = new Style(true, 12, Colour.INK);

  private static final float ROW = 22;
  private static final float FACTS_X = 216;

  /// Left edges of the beneficiaries' table.
  private static final float[] COLUMNS = {0, 150, 264, 347};

  private static final DateTimeFormatter LONG_DATE =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.FRANCE);
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/yyyy");

  private final PdfFonts fonts = new PdfFonts();
  private final ResourceBundle words =
      ResourceBundle.getBundle("attestation/attestation", Locale.ROOT);

  /// Draws.
  ///
  /// @param address the holder's, line by line
  byte[] draw(Attestation attestation, List<String> address) throws IOException {
    try (TaggedPdf pdf =
        new TaggedPdf(fonts, words.getString("title"), words.getString("language"))) {
      Sheet sheet = new Sheet(pdf);
      head(sheet, attestation, address);
      holder(sheet, attestation);
      if (!attestation.beneficiaries().isEmpty()) {
        beneficiaries(sheet, attestation.beneficiaries());
      }
      foot(sheet, attestation);
      if (pdf.pages() > 1) {
        sheet.number();
      }
      return pdf.finish();
    }
  }

  private void head(Sheet sheet, Attestation attestation, List<String> address) throws IOException {
    sheet.pdf.decorate(Colour.PRIMARY, new Box(LEFT, TOP - 36, 4, 46));
    float x = LEFT + 14;
    sheet.line("P", NAME, x, TOP - 4, attestation.caisse());
    sheet.line("P", SMALL, x, TOP - 19, attestation.scheme());
    sheet.line("P", SMALL, x, TOP - 32, words.getString("caisse.phone"));
    PDStructureElement to = sheet.pdf.element("P");
    float y = WINDOW_Y;
    sheet.text(to, STRONG, WINDOW_X, y, name(attestation.holder()));
    for (String line : address) {
      y -= 14;
      sheet.text(to, BODY, WINDOW_X, y, line);
    }
    String day = LONG_DATE.format(attestation.issuedOn());
    sheet.line("P", BODY, WINDOW_X, 634, say("date", day));
    sheet.y = 594;
    sheet.line("H1", TITLE, LEFT, sheet.y, words.getString("title"));
    sheet.y -= 28;
    sheet.paragraph(BODY, words.getString("intro"));
  }

  private void holder(Sheet sheet, Attestation attestation) throws IOException {
    Person holder = attestation.holder();
    sheet.heading(words.getString("holder.heading"));
    PDStructureElement table = sheet.pdf.element("Table");
    fact(sheet, table, "holder.name", name(holder));
    fact(sheet, table, "nir", spaced(holder.nir()));
    fact(sheet, table, "birth", holder.birthDate());
    fact(sheet, table, "rights", period(holder.rightsFrom(), holder.rightsTo()));
    fact(sheet, table, "scheme", attestation.scheme());
    String none = words.getString("doctor.none");
    fact(sheet, table, "doctor", attestation.medecinTraitant().orElse(none));
    if (attestation.exemption().isPresent()) {
      fact(sheet, table, "exemption", attestation.exemption().get());
    }
  }

  /// A row: what it is, and the fact, on as many lines as it needs.
  private void fact(Sheet sheet, PDStructureElement table, String key, String value)
      throws IOException {
    List<String> lines = sheet.wrap(STRONG, value, RIGHT - FACTS_X - 8);
    float height = ROW + (lines.size() - 1) * 14;
    sheet.need(height);
    sheet.pdf.decorate(Colour.BAND, new Box(LEFT, sheet.y - height, RIGHT - LEFT, height - 2));
    PDStructureElement row = sheet.pdf.element("TR", table);
    float base = sheet.y - 14;
    sheet.text(
        sheet.pdf.headCell(row, PDTableAttributeObject.SCOPE_ROW),
        BODY,
        LEFT + 8,
        base,
        words.getString(key));
    PDStructureElement cell = sheet.pdf.element("TD", row);
    for (int i = 0; i < lines.size(); i++) {
      sheet.pdf.text(cell, STRONG, FACTS_X, base - i * 14, lines.get(i));
    }
    sheet.y -= height;
  }

  private void beneficiaries(Sheet sheet, List<Person> others) throws IOException {
    sheet.heading(words.getString("beneficiaries.heading"));
    PDStructureElement table = sheet.pdf.element("Table");
    headRow(sheet, table);
    for (Person other : others) {
      List<String> names = sheet.wrap(STRONG, name(other), COLUMNS[1] - 16);
      float height = ROW + (names.size() - 1) * 14;
      sheet.need(height);
      sheet.pdf.decorate(Colour.RULE, new Box(LEFT, sheet.y - height, RIGHT - LEFT, 0.75f));
      PDStructureElement row = sheet.pdf.element("TR", table);
      float base = sheet.y - 15;
      PDStructureElement head = sheet.pdf.headCell(row, PDTableAttributeObject.SCOPE_ROW);
      for (int i = 0; i < names.size(); i++) {
        sheet.pdf.text(head, STRONG, LEFT + 8, base - i * 14, names.get(i));
      }
      cell(sheet, row, 1, base, spaced(other.nir()));
      cell(sheet, row, 2, base, other.birthDate());
      cell(sheet, row, 3, base, period(other.rightsFrom(), other.rightsTo()));
      sheet.y -= height;
    }
  }

  private void headRow(Sheet sheet, PDStructureElement table) throws IOException {
    sheet.need(2 * ROW);
    sheet.pdf.decorate(Colour.BAND, new Box(LEFT, sheet.y - ROW, RIGHT - LEFT, ROW));
    PDStructureElement row = sheet.pdf.element("TR", table);
    List<String> keys = List.of("holder.name", "nir", "birth", "rights");
    for (int i = 0; i < keys.size(); i++) {
      sheet.text(
          sheet.pdf.headCell(row, PDTableAttributeObject.SCOPE_COLUMN),
          SMALL,
          LEFT + COLUMNS[i] + 8,
          sheet.y - 15,
          words.getString(keys.get(i)));
    }
    sheet.y -= ROW;
  }

  private void cell(Sheet sheet, PDStructureElement row, int column, float base, String text)
      throws IOException {
    sheet.text(sheet.pdf.element("TD", row), SMALL, LEFT + COLUMNS[column] + 8, base, text);
  }

  private void foot(Sheet sheet, Attestation attestation) throws IOException {
    sheet.y -= 18;
    sheet.need(112);
    sheet.paragraph(BODY, words.getString("purpose"));
    float top = sheet.y - 4;
    float size = 92;
    String alternative = say("qr.alt", attestation.verificationUrl());
    PDRectangle box = new PDRectangle(LEFT, top - size, size, size);
    sheet.pdf.fill(
        sheet.pdf.figure(box, alternative),
        Colour.INK,
        modules(attestation.verificationUrl(), box));
    float x = LEFT + size + 16;
    sheet.line("H2", HEADING, x, top - 10, words.getString("verify.heading"));
    sheet.y = top - 28;
    sheet.paragraph(SMALL, words.getString("verify.how"), x, 190);
    sheet.line("P", CODE, x, sheet.y - 2, say("verify.code", attestation.verificationCode()));
    sheet.y -= 18;
    sheet.paragraph(SMALL, attestation.verificationUrl(), x, RIGHT - x);
    signature(sheet, top);
  }

  private void signature(Sheet sheet, float top) throws IOException {
    float x = RIGHT - 150;
    sheet.line("P", BODY, x, top - 10, words.getString("signature.for"));
    sheet.line("P", STRONG, x, top - 25, words.getString("signature.who"));
    sheet.line("P", SMALL, x, top - 42, words.getString("signature.how"));
  }

  /// The dark modules of a QR code (ISO/IEC 18004), row by row, neighbours joined.
  private static List<Box> modules(String content, PDRectangle box) {
    BitMatrix code;
    try {
      code =
          new QRCodeWriter()
              .encode(
                  content,
                  BarcodeFormat.QR_CODE,
                  0,
                  0,
                  Map.of(
                      EncodeHintType.ERROR_CORRECTION,
                      ErrorCorrectionLevel.M,
                      EncodeHintType.MARGIN,
                      0));
    } catch (WriterException e) {
      throw new IllegalStateException("the verification address does not fit a QR code", e);
    }
    float module = box.getWidth() / code.getWidth();
    List<Box> boxes = new ArrayList<>();
    for (int y = 0; y < code.getHeight(); y++) {
      for (int x = 0; x < code.getWidth(); x++) {
        int start = x;
        while (x < code.getWidth() && code.get(x, y)) {
          x++;
        }
        if (x > start) {
          float left = box.getLowerLeftX() + start * module;
          float bottom = box.getUpperRightY() - (y + 1) * module;
          boxes.add(new Box(left, bottom, (x - start) * module, module));
        }
      }
    }
    return boxes;
  }

  private String period(LocalDate from, LocalDate to) {
    return say("rights.period", DATE.format(from), DATE.format(to));
  }

  private String say(String key, Object... facts) {
    return new MessageFormat(words.getString(key), Locale.FRANCE).format(facts);
  }

  private static String name(Person person) {
    return person.surname() + " " + person.givenNames();
  }

  /// 2 84 03 44 109 528 12, as cards print it.
  private static String spaced(String nir) {
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

  /// Where the pen is on the page, from the top down.
  private final class Sheet {

    private final TaggedPdf pdf;
    private float y = TOP;

    Sheet(TaggedPdf pdf) {
      this.pdf = pdf;
    }

    /// Turns the page unless this much is left.
    void need(float height) throws IOException {
      if (y - height < BOTTOM) {
        number();
        pdf.newPage();
        y = TOP;
      }
    }

    void number() throws IOException {
      pdf.decorate(SMALL, LEFT, 28, say("page", pdf.pages()));
    }

    void heading(String text) throws IOException {
      y -= 16;
      need(60);
      line("H2", HEADING, LEFT, y - 8, text);
      y -= 18;
    }

    void line(String type, Style style, float x, float base, String text) throws IOException {
      text(pdf.element(type), style, x, base, text);
    }

    void text(PDStructureElement element, Style style, float x, float base, String text)
        throws IOException {
      pdf.text(element, style, x, base, fonts.drawable(text));
    }

    void paragraph(Style style, String text) throws IOException {
      paragraph(style, text, LEFT, RIGHT - LEFT);
    }

    void paragraph(Style style, String text, float x, float width) throws IOException {
      PDStructureElement paragraph = pdf.element("P");
      for (String line : wrap(style, text, width)) {
        pdf.text(paragraph, style, x, y, line);
        y -= style.size() * 1.35f;
      }
    }

    /// Breaks at spaces, and inside a word that is wider than the line.
    List<String> wrap(Style style, String text, float width) throws IOException {
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
}
