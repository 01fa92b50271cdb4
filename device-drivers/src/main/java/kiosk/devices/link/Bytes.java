package kiosk.devices.link;

import java.util.Arrays;
import java.util.HexFormat;

/// Bytes that never change. [#toString()] gives the length only, since bytes of a card or a ticket
/// are personal; [#hex()] is for tests and for technicians who asked.
public final class Bytes {

  /// No bytes.
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /// A copy of the whole array.
  public static Bytes of(byte[] source) {
    return new Bytes(source.clone());
  }

  /// A copy of `source[from, to)`.
  public static Bytes of(byte[] source, int from, int to) {
    return new Bytes(Arrays.copyOfRange(source, from, to));
  }

  /// Reads pairs of hexadecimal digits; white space is passed over.
  public static Bytes ofHex(String hex) {
    return new Bytes(HexFormat.of().parseHex(hex.replaceAll("\\s+", "")));
  }

  public int length() {
    return content.length;
  }

  /// The byte at `index`, 0–255.
  public int at(int index) {
    return content[index] & 0xFF;
  }

  /// The bytes in `[from, to)`.
  public Bytes slice(int from, int to) {
    return of(content, from, to);
  }

  /// A copy as an array.
  public byte[] toArray() {
    return content.clone();
  }

  /// Two lower-case digits a byte, separated by spaces.
  public String hex() {
    return HexFormat.ofDelimiter(" ").formatHex(content);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Bytes b && Arrays.equals(content, b.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return content.length + " bytes";
  }
}
