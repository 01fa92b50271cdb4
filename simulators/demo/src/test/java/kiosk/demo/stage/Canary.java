package kiosk.demo.stage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Words that must not be found, in every form in which they may have slipped through: raw, spaced,
/// in base64, in hexadecimal, reversed.
final class Canary {

  /// Bytes that three characters of base64 and a fourth stand for.
  private static final int BASE64_GROUP = 3;

  private static final List<String> SEPARATORS = List.of(" ", "\u00a0", "\u00c2\u00a0", ".", "-");

  private final List<String> forms;

  private Canary(Stream<String> forms) {
    this.forms = forms.map(Canary::folded).distinct().toList();
  }

  /// A NIR without its key.
  ///
  /// @param nir 13 digits
  static Canary ofNir(String nir) {
    List<String> plain = new ArrayList<>(List.of(nir));
    for (String separator : SEPARATORS) {
      plain.add(
          nir.replaceFirst(
              "(.)(..)(..)(..)(...)(...)",
              String.join(separator, "$1", "$2", "$3", "$4", "$5", "$6")));
    }
    List<String> forms = new ArrayList<>(plain);
    plain.forEach(form -> forms.add(new StringBuilder(form).reverse().toString()));
    forms.add(HexFormat.of().formatHex(nir.getBytes(ISO_8859_1)));
    forms.add(Long.toHexString(Long.parseLong(nir)));
    for (int before = 0; before < BASE64_GROUP; before++) {
      forms.add(base64(nir, before));
    }
    return new Canary(forms.stream());
  }

  /// Words as they are.
  static Canary ofWords(String... words) {
    return new Canary(Stream.of(words));
  }

  /// What base64 makes of a text that stands behind so many other bytes, without the characters
  /// that its neighbours share.
  private static String base64(String text, int before) {
    byte[] bytes = ("x".repeat(before) + text).getBytes(ISO_8859_1);
    String all = Base64.getEncoder().withoutPadding().encodeToString(bytes);
    int shared = before == 0 ? 0 : before + 1;
    return all.substring(
        shared, bytes.length % BASE64_GROUP == 0 ? all.length() : all.length() - 1);
  }

  /// All forms: small letters only.
  List<String> forms() {
    return forms;
  }

  /// Whether a text has it in any form, in letters of any size.
  boolean in(String text) {
    String folded = folded(text);
    return forms.stream().anyMatch(folded::contains);
  }

  /// The files below a folder that have it, in their bytes or in their names.
  List<Path> under(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.toList();
    }
    for (Path file : files) {
      boolean named = in(folder.relativize(file).toString());
      if (named || (Files.isRegularFile(file) && in(Files.readString(file, ISO_8859_1)))) {
        found.add(folder.relativize(file));
      }
    }
    return found;
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
