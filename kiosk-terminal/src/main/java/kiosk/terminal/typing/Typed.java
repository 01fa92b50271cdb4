package kiosk.terminal.typing;

import java.util.Arrays;

/// A code as far as it is typed. It never shows itself, and its characters can be wiped, which a
/// string's cannot.
///
/// A value for the machine: typing makes a new one. Whoever runs the machine wipes those that no
/// state holds any more.
public final class Typed {

  /// Nothing typed.
  public static final Typed NOTHING = new Typed(new char[0]);

  private final char[] characters;

  private Typed(char[] characters) {
    this.characters = characters;
  }

  /// One more character.
  ///
  /// @param codePoint of the Basic Multilingual Plane
  public Typed and(int codePoint) {
    char[] longer = Arrays.copyOf(characters, characters.length + 1);
    longer[characters.length] = (char) codePoint;
    return new Typed(longer);
  }

  /// Without the last character.
  public Typed erased() {
    return characters.length == 0
        ? this
        : new Typed(Arrays.copyOf(characters, characters.length - 1));
  }

  /// Whether a key is one of the ten digits.
  public static boolean digit(int codePoint) {
    return codePoint >= '0' && codePoint <= '9';
  }

  /// Whether a key is printable Latin-1 without the spaces (rule C3).
  public static boolean printable(int codePoint) {
    return codePoint > ' ' && codePoint <= 0xFF && !(codePoint >= 0x7F && codePoint <= 0xA0);
  }

  public int length() {
    return characters.length;
  }

  /// The characters, for the act that carries them away.
  public String reveal() {
    return new String(characters);
  }

  /// Overwrites the characters; the value is of no use afterwards.
  public void wipe() {
    Arrays.fill(characters, '\0');
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Typed t && Arrays.equals(characters, t.characters);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(characters);
  }

  /// Nothing of what is typed.
  @Override
  public String toString() {
    return "Typed";
  }
}
