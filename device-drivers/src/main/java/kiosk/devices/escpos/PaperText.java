package kiosk.devices.escpos;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Map;
import kiosk.devices.link.Bytes;

/// What of a text can stand on paper in page WPC1252, and its bytes.
///
/// A letter that the page lacks loses its marks or is spelt with letters that it has, as in a
/// passport (ICAO Doc 9303, part 3, section 6); what cannot be spelt becomes a question mark.
/// Control characters, which the printer would obey, are gone.
public final class PaperText {

  /// ESC t 16 (Epson, "Character Code Tables"): the page with é, œ, Œ, Ÿ, ’ and €.
  public static final int WPC1252 = 16;

  private static final Charset PAGE = Charset.forName("windows-1252");

  private static final Map<Integer, String> SPELT =
      Map.ofEntries(
          Map.entry(0x0110, "D"),
          Map.entry(0x0111, "d"),
          Map.entry(0x0126, "H"),
          Map.entry(0x0127, "h"),
          Map.entry(0x0131, "i"),
          Map.entry(0x0138, "k"),
          Map.entry(0x0141, "L"),
          Map.entry(0x0142, "l"),
          Map.entry(0x014A, "N"),
          Map.entry(0x014B, "n"),
          Map.entry(0x0166, "T"),
          Map.entry(0x0167, "t"),
          Map.entry(0x018F, "E"),
          Map.entry(0x0259, "e"),
          Map.entry(0x1E9E, "SS"),
          Map.entry(0x02BC, "'"),
          Map.entry(0x2010, "-"),
          Map.entry(0x2011, "-"),
          Map.entry(0x2012, "-"),
          Map.entry(0x2015, "-"),
          Map.entry(0x2212, "-"),
          Map.entry(0x00A0, " "),
          Map.entry(0x2007, " "),
          Map.entry(0x2009, " "),
          Map.entry(0x202F, " "));

  /// How the signs of French are spelt on a printer that lacks the page.
  private static final Map<Integer, String> SPELT_PLAIN =
      Map.ofEntries(
          Map.entry((int) 'œ', "oe"),
          Map.entry((int) 'Œ', "OE"),
          Map.entry((int) 'æ', "ae"),
          Map.entry((int) 'Æ', "AE"),
          Map.entry((int) 'ß', "ss"),
          Map.entry((int) 'ø', "o"),
          Map.entry((int) 'Ø', "O"),
          Map.entry((int) '€', "EUR"),
          Map.entry((int) '°', "o"),
          Map.entry((int) '’', "'"),
          Map.entry((int) '‘', "'"),
          Map.entry((int) '«', "\""),
          Map.entry((int) '»', "\""),
          Map.entry((int) '“', "\""),
          Map.entry((int) '”', "\""),
          Map.entry((int) '–', "-"),
          Map.entry((int) '—', "-"));

  private PaperText() {}

  /// The text with nothing but characters of the page, each one column wide.
  public static String fit(String text) {
    return fit(text, PAGE.newEncoder());
  }

  /// The text in the letters that every page has, for a printer that lacks this one.
  public static String plain(String text) {
    StringBuilder spelt = new StringBuilder(text.length());
    fit(text)
        .codePoints()
        .forEach(c -> spelt.append(SPELT_PLAIN.getOrDefault(c, Character.toString(c))));
    return fit(spelt.toString(), StandardCharsets.US_ASCII.newEncoder());
  }

  private static String fit(String text, CharsetEncoder encoder) {
    StringBuilder fitted = new StringBuilder(text.length());
    Normalizer.normalize(text, Normalizer.Form.NFC)
        .codePoints()
        .forEach(c -> fitted.append(fit(c, encoder)));
    return fitted.toString();
  }

  /// The bytes of the text in the page, after [#fit(String)].
  public static Bytes encode(String text) {
    return Bytes.of(fit(text).getBytes(PAGE));
  }

  private static String fit(int c, CharsetEncoder encoder) {
    String spelt = SPELT.get(c);
    if (spelt != null) {
      return spelt;
    }
    if (Character.isSpaceChar(c) || c == '\t' || c == '\n') {
      return " ";
    }
    int type = Character.getType(c);
    if (Character.isISOControl(c) || type == Character.FORMAT || type == Character.SURROGATE) {
      return "";
    }
    String alone = Character.toString(c);
    return encoder.canEncode(alone) ? alone : withoutMarks(alone, encoder);
  }

  private static String withoutMarks(String letter, CharsetEncoder encoder) {
    String bare = Normalizer.normalize(letter, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
    if (bare.isEmpty()) {
      return "";
    }
    return encoder.canEncode(bare) ? bare : "?";
  }
}
