package kiosk.server.attestation;

import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/// Liberation Sans, parsed once. Not for two threads at a time: FontBox does not promise it.
final class PdfFonts {

  private final TrueTypeFont regular = parse("/liberation/LiberationSans-Regular.ttf");
  private final TrueTypeFont bold = parse("/liberation/LiberationSans-Bold.ttf");

  TrueTypeFont regular() {
    return regular;
  }

  TrueTypeFont bold() {
    return bold;
  }

  /// The text with every character the font has; one it has not becomes its letter without accents
  /// or, failing that, "?". Control characters become spaces.
  String drawable(String text) {
    StringBuilder drawn = new StringBuilder();
    Normalizer.normalize(text, Normalizer.Form.NFC)
        .codePoints()
        .forEach(c -> drawn.append(Character.isISOControl(c) ? " " : drawable(c)));
    return drawn.toString();
  }

  private String drawable(int codePoint) {
    String itself = Character.toString(codePoint);
    if (has(codePoint)) {
      return itself;
    }
    int letter = Normalizer.normalize(itself, Normalizer.Form.NFD).codePointAt(0);
    return has(letter) ? Character.toString(letter) : "?";
  }

  private boolean has(int codePoint) {
    try {
      return regular.getUnicodeCmapLookup().getGlyphId(codePoint) != 0
          && bold.getUnicodeCmapLookup().getGlyphId(codePoint) != 0;
    } catch (IOException e) {
      throw new IllegalStateException("the font has no map of characters", e);
    }
  }

  private static TrueTypeFont parse(String resource) {
    try (InputStream in = PdfFonts.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no " + resource);
      }
      TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(in.readAllBytes()));
      // Ligatures are not wanted, and looking for them costs ten times all the rest.
      font.setEnableGsub(false);
      return font;
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + resource, e);
    }
  }
}
