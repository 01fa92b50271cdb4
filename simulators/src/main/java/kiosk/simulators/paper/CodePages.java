package kiosk.simulators.paper;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;

/// What a byte stands for in the selected code page and national set.
///
/// Numbers: Epson, "ESC/POS Command Reference", ESC t and ESC R. A page that the printer lacks
/// leaves the one before in force, without a word, as on real units.
final class CodePages {

  private static final int KATAKANA = 1;

  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(0, "IBM437"),
          Map.entry(2, "IBM850"),
          Map.entry(3, "IBM860"),
          Map.entry(4, "IBM863"),
          Map.entry(5, "IBM865"),
          Map.entry(13, "IBM857"),
          Map.entry(14, "x-IBM737"),
          Map.entry(15, "ISO-8859-7"),
          Map.entry(16, "windows-1252"),
          Map.entry(17, "IBM866"),
          Map.entry(18, "IBM852"),
          Map.entry(19, "IBM00858"),
          Map.entry(33, "IBM775"),
          Map.entry(34, "IBM855"),
          Map.entry(35, "IBM861"),
          Map.entry(36, "IBM862"),
          Map.entry(37, "IBM864"),
          Map.entry(38, "IBM869"),
          Map.entry(39, "ISO-8859-2"),
          Map.entry(40, "ISO-8859-15"),
          Map.entry(45, "windows-1250"),
          Map.entry(46, "windows-1251"),
          Map.entry(47, "windows-1253"),
          Map.entry(48, "windows-1254"),
          Map.entry(49, "windows-1255"),
          Map.entry(50, "windows-1256"),
          Map.entry(51, "windows-1257"),
          Map.entry(52, "windows-1258"));

  /// The places that national sets change, and what stands there in each.
  private static final String CHANGED = "#$@[\\]^`{|}~";

  private static final List<String> NATIONAL =
      List.of(
          CHANGED,
          "#$à°ç§^`éùè¨",
          "#$§ÄÖÜ^`äöüß",
          "£$@[\\]^`{|}~",
          "#$@ÆØÅ^`æøå~",
          "#¤ÉÄÖÅÜéäöåü",
          "#$@°\\é^ùàòèì",
          "₧$@¡Ñ¿^`¨ñ}~",
          "#$@[¥]^`{|}~",
          "#¤ÉÆØÅÜéæøåü",
          "#$ÉÆØÅÜéæøåü",
          "#$á¡Ñ¿é`íñóú",
          "#$á¡Ñ¿éüíñóú",
          "#$@[₩]^`{|}~");

  /// The page of half-width katakana: lines and blocks below A0, signs from E0 on.
  private static final String LINES = "▁▂▃▄▅▆▇█▏▎▍▌▋▊▉┼┴┬┤├▔─│▕┌┐└┘╭╮╰╯";
  private static final String SIGNS = "═╞╪╡◢◣◥◤♠♥♦♣●○╱╲╳円年月日時分秒〒市区町村人▒ ";

  private int page;
  private String upper = upperHalf("IBM437");
  private String national = CHANGED;

  /// Page 437, national set USA.
  void reset() {
    selectPage(0);
    selectNational(0);
  }

  void selectPage(int wanted) {
    String name = NAMES.get(wanted);
    if (wanted == KATAKANA) {
      upper = katakana();
      page = wanted;
    } else if (name != null && wanted != page) {
      upper = upperHalf(name);
      page = wanted;
    }
  }

  void selectNational(int set) {
    if (set < NATIONAL.size()) {
      national = NATIONAL.get(set);
    }
  }

  char character(int b) {
    if (b >= 0x80) {
      return upper.charAt(b - 0x80);
    }
    int place = CHANGED.indexOf(b);
    return place >= 0 ? national.charAt(place) : b == 0x7F ? ' ' : (char) b;
  }

  private static String upperHalf(String name) {
    byte[] bytes = new byte[0x80];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (0x80 + i);
    }
    StringBuilder characters = new StringBuilder();
    for (byte b : bytes) {
      String one = new String(new byte[] {b}, Charset.forName(name));
      boolean blank = one.isEmpty() || one.charAt(0) == '\uFFFD' || one.charAt(0) < 0xA0;
      characters.append(blank ? ' ' : one.charAt(0));
    }
    return characters.toString();
  }

  private static String katakana() {
    StringBuilder characters = new StringBuilder(LINES).append(' ');
    for (char c = '\uFF61'; c <= '\uFF9F'; c++) {
      characters.append(c);
    }
    return characters.append(SIGNS).toString();
  }
}
