package kiosk.server.attestation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDNumberTreeNode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDLayoutAttributeObject;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDTableAttributeObject;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/// A PDF in the making whose every mark belongs to an element of its structure or is an artifact
/// (ISO 32000-1, sections 14.7 and 14.8). Lengths are points, from the lower left corner.
final class TaggedPdf implements AutoCloseable {

  private final PDDocument document = new PDDocument();
  private final PDStructureTreeRoot root = new PDStructureTreeRoot();
  private final PDStructureElement whole;
  private final PDFont regular;
  private final PDFont bold;

  /// Per page, the element of each marked content by its number (section 14.7.4.4).
  private final List<COSArray> parents = new ArrayList<>();

  private PDPage page;
  private PDPageContentStream stream;

  TaggedPdf(PdfFonts fonts, String title, String language) throws IOException {
    document.getDocument().setVersion(1.7f);
    PdfStandards.apply(document, title, language);
    document.getDocumentCatalog().setStructureTreeRoot(root);
    whole = new PDStructureElement("Document", root);
    whole.setLanguage(language);
    root.appendKid(whole);
    regular = PDType0Font.load(document, fonts.regular(), true);
    bold = PDType0Font.load(document, fonts.bold(), true);
    page = addPage();
    stream = new PDPageContentStream(document, page);
  }

  /// The colours of the house (see the tokens of the pages), as RGB from 0 to 1.
  enum Colour {
    INK(0.106f, 0.106f, 0.208f),
    PRIMARY(0.114f, 0.310f, 0.569f),
    BAND(0.957f, 0.965f, 0.984f),
    RULE(0.78f, 0.81f, 0.87f);

    private final float red;
    private final float green;
    private final float blue;

    Colour(float red, float green, float blue) {
      this.red = red;
      this.green = green;
      this.blue = blue;
    }
  }

  /// How a text looks.
  record Style(boolean bold, float size, Colour colour) {}

  /// A rectangle, from its lower left corner.
  record Box(float x, float y, float width, float height) {}

  /// Goes on at the top of a new page.
  void newPage() throws IOException {
    stream.close();
    page = addPage();
    stream = new PDPageContentStream(document, page);
  }

  int pages() {
    return parents.size();
  }

  /// An element below another, or below the whole document.
  PDStructureElement element(String type) {
    return element(type, whole);
  }

  PDStructureElement element(String type, PDStructureElement parent) {
    PDStructureElement element = new PDStructureElement(type, parent);
    element.setPage(page);
    parent.appendKid(element);
    return element;
  }

  /// A head cell.
  ///
  /// @param scope [PDTableAttributeObject#SCOPE_ROW] or [PDTableAttributeObject#SCOPE_COLUMN]
  PDStructureElement headCell(PDStructureElement row, String scope) {
    PDStructureElement cell = element("TH", row);
    PDTableAttributeObject attributes = new PDTableAttributeObject();
    attributes.setScope(scope);
    cell.addAttribute(attributes);
    return cell;
  }

  /// A picture, with the words for who cannot see it.
  PDStructureElement figure(PDRectangle box, String alternative) {
    PDStructureElement figure = element("Figure");
    figure.setAlternateDescription(alternative);
    PDLayoutAttributeObject layout = new PDLayoutAttributeObject();
    layout.setBBox(box);
    layout.setPlacement(PDLayoutAttributeObject.PLACEMENT_BLOCK);
    figure.addAttribute(layout);
    return figure;
  }

  /// One line of text of an element. Everything must be in the font.
  void text(PDStructureElement element, Style style, float x, float y, String text)
      throws IOException {
    mark(element);
    show(style, x, y, text);
    stream.endMarkedContent();
  }

  /// Filled rectangles of an element.
  void fill(PDStructureElement element, Colour colour, List<Box> boxes) throws IOException {
    mark(element);
    rectangles(colour, boxes);
    stream.endMarkedContent();
  }

  /// A filled rectangle that says nothing.
  void decorate(Colour colour, Box box) throws IOException {
    stream.beginMarkedContent(COSName.ARTIFACT);
    rectangles(colour, List.of(box));
    stream.endMarkedContent();
  }

  /// A text that says nothing of its own, such as a page number.
  void decorate(Style style, float x, float y, String text) throws IOException {
    stream.beginMarkedContent(COSName.ARTIFACT);
    show(style, x, y, text);
    stream.endMarkedContent();
  }

  float width(Style style, String text) throws IOException {
    return font(style).getStringWidth(text) / 1000 * style.size();
  }

  /// The finished file, signed.
  byte[] finish(PdfSeal seal, Instant at) throws IOException {
    seal.reserve(document, at);
    byte[] pdf = finish();
    seal.fill(pdf);
    return pdf;
  }

  /// The finished file.
  byte[] finish() throws IOException {
    stream.close();
    Map<Integer, COSArray> byPage = new TreeMap<>();
    for (int i = 0; i < parents.size(); i++) {
      byPage.put(i, parents.get(i));
    }
    PDNumberTreeNode tree = new PDNumberTreeNode(COSArray.class);
    tree.setNumbers(byPage);
    root.setParentTree(tree);
    root.setParentTreeNextKey(parents.size());
    ByteArrayOutputStream out = new ByteArrayOutputStream(32_768);
    // The signature's dictionary would be out of reach in a compressed stream of objects.
    document.save(out, CompressParameters.NO_COMPRESSION);
    return out.toByteArray();
  }

  @Override
  public void close() throws IOException {
    document.close();
  }

  private PDPage addPage() {
    PDPage fresh = new PDPage(PDRectangle.A4);
    fresh.setStructParents(parents.size());
    fresh.getCOSObject().setItem(COSName.getPDFName("Tabs"), COSName.S);
    document.addPage(fresh);
    parents.add(new COSArray());
    return fresh;
  }

  private void mark(PDStructureElement element) throws IOException {
    COSArray ofPage = parents.getLast();
    int number = ofPage.size();
    ofPage.add(element);
    element.appendKid(number);
    stream.beginMarkedContent(COSName.getPDFName(element.getStructureType()), number);
  }

  private void show(Style style, float x, float y, String text) throws IOException {
    stream.beginText();
    stream.setFont(font(style), style.size());
    colour(style.colour());
    stream.newLineAtOffset(x, y);
    stream.showText(text);
    stream.endText();
  }

  private void rectangles(Colour colour, List<Box> boxes) throws IOException {
    colour(colour);
    for (Box box : boxes) {
      stream.addRect(box.x(), box.y(), box.width(), box.height());
    }
    stream.fill();
  }

  private void colour(Colour colour) throws IOException {
    stream.setNonStrokingColor(colour.red, colour.green, colour.blue);
  }

  private PDFont font(Style style) {
    return style.bold() ? bold : regular;
  }
}
