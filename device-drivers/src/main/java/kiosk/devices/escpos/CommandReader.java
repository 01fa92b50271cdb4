package kiosk.devices.escpos;

import java.util.stream.IntStream;
import kiosk.devices.link.Bytes;

/// The bytes of one whole command to its typed form; [CommandShape] has told where it ends.
final class CommandReader {

  /// GS V 65 and 66 feed to the knife; so do 97 and 98, which keep a cutting position in mind.
  private static final int FEED_AND_CUT = 65;

  private CommandReader() {}

  static EscPosCommand read(Bytes command) {
    return switch (command.at(0)) {
      case EscPosEncoder.DLE -> realtime(command);
      case EscPosEncoder.ESC -> escape(command);
      case EscPosEncoder.FS -> fs(command);
      default -> group(command);
    };
  }

  private static EscPosCommand realtime(Bytes command) {
    return switch (command.at(1)) {
      case 0x04 -> new EscPosCommand.AskStatus(command.at(2));
      case 0x05 -> new EscPosCommand.Recover(command.at(2));
      default ->
          isClear(command)
              ? new EscPosCommand.ClearBuffers()
              : new EscPosCommand.OtherRealtime(command);
    };
  }

  private static boolean isClear(Bytes command) {
    return command.length() == 10
        && IntStream.range(0, 7)
            .allMatch(i -> command.at(3 + i) == EscPosEncoder.CLEAR_BUFFERS.get(i));
  }

  private static EscPosCommand escape(Bytes command) {
    int n = command.length() > 2 ? command.at(2) : 0;
    return switch (command.at(1)) {
      case '@' -> new EscPosCommand.Initialize();
      case '!' -> new EscPosCommand.PrintMode(n);
      case 'E' -> new EscPosCommand.Bold((n & 1) == 1);
      case 'G' -> new EscPosCommand.DoubleStrike((n & 1) == 1);
      case '-' -> digit(n) <= 2 ? new EscPosCommand.Underline(digit(n)) : quiet(command);
      case 'M' -> digit(n) <= 1 ? new EscPosCommand.Face(digit(n)) : quiet(command);
      case '{' -> new EscPosCommand.UpsideDown((n & 1) == 1);
      case 'V' -> new EscPosCommand.Turned(digit(n) != 0);
      case 't' -> new EscPosCommand.CodePage(n);
      case 'R' -> new EscPosCommand.NationalSet(n);
      case '4' -> new EscPosCommand.Unknown(command);
      default -> placing(command, n);
    };
  }

  private static EscPosCommand placing(Bytes command, int n) {
    return switch (command.at(1)) {
      case 'a' -> digit(n) <= 2 ? new EscPosCommand.Align(digit(n)) : quiet(command);
      case 'D' ->
          new EscPosCommand.TabStops(
              IntStream.range(2, command.length() - 1).mapToObj(command::at).toList());
      case '$' -> new EscPosCommand.MoveTo(word(command, 2));
      case '\\' -> new EscPosCommand.MoveBy((short) word(command, 2));
      case '3' -> new EscPosCommand.LineSpacing(n);
      case '2' -> new EscPosCommand.DefaultSpacing();
      case ' ' -> new EscPosCommand.CharacterSpacing(n);
      case 'd' -> new EscPosCommand.FeedLines(n);
      case 'J' -> new EscPosCommand.FeedDots(n);
      case 'i' -> new EscPosCommand.Cut(false, false, 0);
      case 'm' -> new EscPosCommand.Cut(true, false, 0);
      case '*' ->
          new EscPosCommand.Columns(n, word(command, 3), command.slice(5, command.length()));
      default -> quiet(command);
    };
  }

  private static EscPosCommand fs(Bytes command) {
    return switch (command.at(1)) {
      case '.' -> new EscPosCommand.KanjiOff();
      case '&' -> new EscPosCommand.KanjiOn();
      case 'P' ->
          new EscPosCommand.CutAndPresent(
              command.at(2), digit(command.at(3)) != 0, command.at(4) == 'R', command.at(5));
      default -> quiet(command);
    };
  }

  private static EscPosCommand group(Bytes command) {
    int n = command.length() > 2 ? command.at(2) : 0;
    return switch (command.at(1)) {
      case '!' -> new EscPosCommand.Size((n >> 4 & 7) + 1, (n & 7) + 1);
      case 'B' -> new EscPosCommand.Inverse((n & 1) == 1);
      case 'L' -> new EscPosCommand.LeftMargin(word(command, 2));
      case 'W' -> new EscPosCommand.PrintWidth(word(command, 2));
      case 'V' -> cut(command, n);
      case 'v' -> raster(command);
      case '(' -> block(command);
      case '8' -> longBlock(command);
      case 'k' -> barcode(command, n);
      case 'h' -> new EscPosCommand.BarcodeHeight(n);
      case 'w' -> new EscPosCommand.BarcodeModule(n);
      case 'H' -> new EscPosCommand.BarcodeCaption(digit(n));
      case 'f' -> new EscPosCommand.BarcodeFace(digit(n));
      default -> query(command, n);
    };
  }

  private static EscPosCommand query(Bytes command, int n) {
    return switch (command.at(1)) {
      case 'r' -> new EscPosCommand.AskSensor(digit(n));
      case 'I' -> new EscPosCommand.AskIdentity(n);
      case 'a' -> new EscPosCommand.AutoStatus(n);
      case 'g' -> n == '2' ? new EscPosCommand.AskCounter(word(command, 4)) : quiet(command);
      case 0xE1, 0xE2, 0xE3, 0xE4, 0xE5 -> new EscPosCommand.AskTally(command.at(1));
      case 'e' -> mouth(command, n);
      default -> quiet(command);
    };
  }

  /// GS e of the VKP80 class; 3 presents without a limit of time.
  private static EscPosCommand mouth(Bytes command, int function) {
    return switch (function) {
      case 0x02 -> new EscPosCommand.Retract();
      case 0x03 -> new EscPosCommand.Present(command.at(3), 0);
      case 0x05 -> new EscPosCommand.Eject();
      case 0x06 -> new EscPosCommand.AskMouth();
      case 0x20 -> new EscPosCommand.Present(command.at(3), command.at(4));
      default -> quiet(command);
    };
  }

  private static EscPosCommand cut(Bytes command, int m) {
    boolean partial = m < 64 ? digit(m) == 1 : m % 2 == 0;
    return switch (m) {
      case 0, 1, '0', '1' -> new EscPosCommand.Cut(partial, false, 0);
      case FEED_AND_CUT, FEED_AND_CUT + 1, 97, 98 ->
          new EscPosCommand.Cut(partial, true, command.at(3));
      case 103, 104 -> new EscPosCommand.Cut(m == 104, true, command.at(3));
      default -> new EscPosCommand.Unknown(command);
    };
  }

  private static EscPosCommand raster(Bytes command) {
    int mode = digit(command.at(3));
    return digit(command.at(2)) == 0 && mode <= 3
        ? new EscPosCommand.Raster(mode, word(command, 4), word(command, 6))
        : new EscPosCommand.Unknown(command);
  }

  private static EscPosCommand block(Bytes command) {
    int length = command.length() - 5;
    if (length < 2) {
      return quiet(command);
    }
    int m = command.at(5);
    int function = command.at(6);
    Bytes parameters = command.slice(7, command.length());
    return switch (command.at(2)) {
      case 'L' -> new EscPosCommand.Graphics(function, parameters);
      case 'k' ->
          function == EscPosEncoder.SYMBOL_SIZE
              ? new EscPosCommand.AskSymbolSize(m)
              : new EscPosCommand.Symbol2d(m, function, parameters);
      case 'H' ->
          digit(m) == 0 && digit(function) == 0 && parameters.length() == 4
              ? new EscPosCommand.Fence(parameters)
              : quiet(command);
      default -> quiet(command);
    };
  }

  /// GS 8 L p1 p2 p3 p4 m fn: like GS ( L, for more than 64 kB.
  private static EscPosCommand longBlock(Bytes command) {
    return command.length() < 9
        ? quiet(command)
        : new EscPosCommand.Graphics(command.at(8), command.slice(9, command.length()));
  }

  private static EscPosCommand barcode(Bytes command, int system) {
    if (system <= 6) {
      return new EscPosCommand.Barcode(system, command.slice(3, command.length() - 1));
    }
    return new EscPosCommand.Barcode(system, command.slice(4, command.length()));
  }

  private static EscPosCommand quiet(Bytes command) {
    return new EscPosCommand.Quiet(command);
  }

  /// Many parameters may be given as a number or as its digit.
  private static int digit(int n) {
    return n >= '0' && n <= '9' ? n - '0' : n;
  }

  private static int word(Bytes bytes, int index) {
    return bytes.at(index) | bytes.at(index + 1) << 8;
  }
}
