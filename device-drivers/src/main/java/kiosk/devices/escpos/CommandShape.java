package kiosk.devices.escpos;

import java.util.Arrays;

/// How long a command is, told from its first bytes.
///
/// Lengths: Epson, "ESC/POS Command Reference"; the presenter commands: Custom, VKP80 and VKP80III
/// manuals; Reliance, command list.
final class CommandShape {

  /// More bytes are needed to tell.
  static final int OPEN = 0;

  /// No command starts like this.
  static final int NONE = -1;

  /// A list that ends with NUL is at most a bar code of 255 characters with its head and its end.
  private static final int LONGEST_LIST = 260;

  private static final int[] ESC =
      table(" !%-3=?EGJKMRTVadertu{:1", "@25LSimv<:0", "$\\Bc:2", "p:3", "W:8");
  private static final int[] FS = table("!-CW\u00C1:1", "&.:0", "?Sp:2", "}:3", "P\u00C0:4");
  private static final int[] GS =
      table(
          "!/BEHITabfhjruwx\u00E0:1",
          ":c\u00E1\u00E2\u00E3\u00E4\u00E5:0",
          "$LPW\\:2",
          "^:3",
          "g:4");

  private CommandShape() {}

  /// The whole length of the command that `head[0, length)` starts, [#OPEN] or [#NONE].
  ///
  /// The length of GS v 0 is that of its head: its rows are told apart by the decoder.
  static int lengthOf(byte[] head, int length) {
    if (length < 2) {
      return OPEN;
    }
    return switch (head[0]) {
      case EscPosEncoder.DLE -> realtime(head, length);
      case EscPosEncoder.ESC -> escape(head, length);
      case EscPosEncoder.FS -> letter(FS, head, length);
      case EscPosEncoder.GS -> group(head, length);
      default -> NONE;
    };
  }

  private static int realtime(byte[] head, int length) {
    return switch (head[1]) {
      case 0x04 -> length < 3 ? OPEN : statusLength(at(head, 2));
      case 0x05 -> 3;
      case 0x14 -> length < 3 ? OPEN : pulseLength(at(head, 2));
      default -> NONE;
    };
  }

  /// DLE EOT 7, 8 and 18 have a second parameter.
  private static int statusLength(int which) {
    return which == 7 || which == 8 || which == 0x12 ? 4 : 3;
  }

  /// DLE DC4 fn: 1 and 2 have two parameters, 7 one, 8 seven.
  private static int pulseLength(int function) {
    return switch (function) {
      case 1, 2 -> 5;
      case 7 -> 4;
      case 8 -> 10;
      default -> 3;
    };
  }

  private static int escape(byte[] head, int length) {
    return switch (head[1]) {
      case '*' -> length < 5 ? OPEN : 5 + columnBytes(at(head, 2)) * word(head, 3);
      case 'D' -> list(head, 2, length);
      case '4' -> length < 3 ? OPEN : isFlag(at(head, 2)) ? 3 : 2;
      case '&' -> userCharacters(head, length);
      default -> letter(ESC, head, length);
    };
  }

  private static int group(byte[] head, int length) {
    return switch (head[1]) {
      case 'v' -> 8;
      case 'V' -> length < 3 ? OPEN : cutLength(at(head, 2));
      case 'k' -> barcode(head, length);
      case '*' -> length < 4 ? OPEN : 4 + at(head, 2) * at(head, 3) * 8;
      case '8' -> length < 7 ? OPEN : longBlock(head);
      case 'e' -> length < 3 ? OPEN : ejectorLength(at(head, 2));
      default -> letter(GS, head, length);
    };
  }

  private static int cutLength(int m) {
    return switch (m) {
      case 65, 66, 97, 98, 103, 104 -> 4;
      default -> 3;
    };
  }

  /// GS e of Custom and Reliance: 3 presents n steps, 32 presents n steps for t seconds.
  private static int ejectorLength(int function) {
    return switch (function) {
      case 0x03 -> 4;
      case 0x20 -> 5;
      default -> 3;
    };
  }

  private static int barcode(byte[] head, int length) {
    if (length < 4) {
      return OPEN;
    }
    return at(head, 2) <= 6 ? list(head, 3, length) : 4 + at(head, 3);
  }

  /// GS 8 L p1 p2 p3 p4; a length above [Integer#MAX_VALUE] is no picture of this world.
  private static int longBlock(byte[] head) {
    long size = word(head, 3) | (long) word(head, 5) << 16;
    return head[2] != 'L' || size > Integer.MAX_VALUE - 7 ? NONE : 7 + (int) size;
  }

  /// ESC & y c1 c2 [x d1 … d(y·x)] …
  private static int userCharacters(byte[] head, int length) {
    if (length < 5) {
      return OPEN;
    }
    int end = 5;
    for (int c = at(head, 3); c <= at(head, 4); c++) {
      if (end >= length) {
        return OPEN;
      }
      end += 1 + at(head, 2) * at(head, end);
    }
    return end;
  }

  private static int letter(int[] table, byte[] head, int length) {
    if (head[1] == '(') {
      return length < 5 ? OPEN : 5 + word(head, 3);
    }
    int parameters = table[at(head, 1)];
    return parameters == NONE ? NONE : 2 + parameters;
  }

  /// Only the newest byte needs a look: the others were no NUL.
  private static int list(byte[] head, int from, int length) {
    boolean ended = length > from && (head[length - 1] == 0 || length >= LONGEST_LIST);
    return ended ? length : OPEN;
  }

  private static int columnBytes(int mode) {
    return mode == 32 || mode == 33 ? 3 : 1;
  }

  private static boolean isFlag(int b) {
    return b == 0 || b == 1 || b == '0' || b == '1';
  }

  private static int at(byte[] bytes, int index) {
    return bytes[index] & 0xFF;
  }

  private static int word(byte[] bytes, int index) {
    return at(bytes, index) | at(bytes, index + 1) << 8;
  }

  /// Rows of letters and, after the last colon, how many parameters they have.
  private static int[] table(String... rows) {
    int[] table = new int[256];
    Arrays.fill(table, NONE);
    for (String row : rows) {
      int colon = row.lastIndexOf(':');
      row.substring(0, colon).chars().forEach(c -> table[c] = row.charAt(colon + 1) - '0');
    }
    return table;
  }
}
