package kiosk.simulators.tap;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kiosk.devices.escpos.AnswerDecoder;
import kiosk.devices.escpos.EscPosCommand;
import kiosk.devices.escpos.EscPosDecoder;
import kiosk.devices.escpos.PrinterAnswer;
import kiosk.devices.escpos.RealtimeScanner;
import kiosk.devices.link.Bytes;
import kiosk.devices.link.RecordingLink.Direction;
import kiosk.devices.link.RecordingLink.Passage;
import org.jspecify.annotations.Nullable;

/// A receipt printer's line in words: commands, and answers.
///
/// A command's name and numbers come from its record; the bytes in it (text, symbols, what nobody
/// explains) may be a person's.
final class PrinterWords implements Words {

  /// What a ticket's text is most likely written in (ESC t 16).
  private static final Charset TEXT = Charset.forName("windows-1252");

  /// GS ( k function 80: the symbol's data (Epson, "ESC/POS Command Reference").
  private static final int STORE = 80;

  private final List<Said> said = new ArrayList<>();
  private final EscPosDecoder commands = new EscPosDecoder(this::command);
  private final RealtimeScanner scanner = new RealtimeScanner();
  private final AnswerDecoder answers;
  private @Nullable EscPosCommand newest;
  private int asked;

  /// @param custom whether the printer answers as Custom's do
  PrinterWords(boolean custom) {
    this.answers = new AnswerDecoder(custom);
  }

  @Override
  public List<Said> hear(Passage passage) {
    byte[] bytes = passage.bytes().toArray();
    if (passage.direction() == Direction.OUT) {
      hearHost(bytes);
    } else {
      answers.feed(bytes, 0, bytes.length).forEach(answer -> said.add(said(answer)));
    }
    List<Said> all = List.copyOf(said);
    said.clear();
    return all;
  }

  /// A real-time command is obeyed wherever it stands, even inside a picture.
  private void hearHost(byte[] bytes) {
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      Optional<EscPosCommand.Realtime> urgent = scanner.accept(bytes[i] & 0xFF);
      if (urgent.isPresent()) {
        newest = null;
        commands.feed(bytes, from, i + 1 - from);
        from = i + 1;
        obeyed(urgent.get());
      }
    }
    commands.feed(bytes, from, bytes.length - from);
  }

  private void obeyed(EscPosCommand.Realtime urgent) {
    if (!urgent.equals(newest)) {
      Said hidden = said(urgent);
      said.add(Said.plainly(hidden.name(), hidden.detail() + " inside other data"));
    }
    if (urgent instanceof EscPosCommand.AskStatus(int which)) {
      asked = which;
    }
    if (urgent instanceof EscPosCommand.ClearBuffers) {
      commands.reset();
    }
  }

  private void command(EscPosCommand command) {
    newest = command;
    // A picture's head says how many rows there are.
    if (!(command instanceof EscPosCommand.RasterRow)) {
      said.add(said(command));
    }
  }

  private static Said said(EscPosCommand command) {
    String written = command.toString();
    int numbers = written.indexOf('[');
    return new Said(
        words(written.substring(0, numbers)),
        written.substring(numbers + 1, written.length() - 1),
        personal(command));
  }

  private static String personal(EscPosCommand command) {
    return switch (command) {
      case EscPosCommand.Text(Bytes text) -> text(text);
      case EscPosCommand.Barcode(int _, Bytes data) -> text(data);
      case EscPosCommand.Symbol2d(int _, int function, Bytes data) when function == STORE ->
          text(data.length() > 0 ? data.slice(1, data.length()) : data);
      case EscPosCommand.Unknown(Bytes bytes) -> bytes.hex();
      case EscPosCommand.Quiet(Bytes bytes) -> bytes.hex();
      default -> "";
    };
  }

  private Said said(PrinterAnswer answer) {
    return switch (answer) {
      case PrinterAnswer.Status(int bits) ->
          Said.plainly("Status", "%d: %s".formatted(asked, StatusWords.of(asked, bits)));
      case PrinterAnswer.AutoStatus auto -> Said.plainly("Auto status", StatusWords.of(auto));
      case PrinterAnswer.FullStatus full -> Said.plainly("Full status", StatusWords.of(full));
      case PrinterAnswer.Sensor(int bits) -> Said.plainly("Sensor", "%02X".formatted(bits));
      case PrinterAnswer.FencePassed(Bytes id) -> Said.plainly("Fence passed", text(id));
      case PrinterAnswer.BuffersCleared _ -> Said.plainly("Buffers cleared", "");
      case PrinterAnswer.SymbolSize(int symbol, int width, int height, boolean printable) ->
          Said.plainly(
              "Symbol size",
              "%02X: %d × %d%s".formatted(symbol, width, height, printable ? "" : ", too large"));
      case PrinterAnswer.Tally(long count, String unit) -> Said.plainly("Tally", count + unit);
      case PrinterAnswer.TextBlock(Bytes text) -> Said.plainly("Text block", text(text));
      case PrinterAnswer.Block(int kind, Bytes content) ->
          Said.plainly("Block", "%02X %s".formatted(kind, content.hex()));
      case PrinterAnswer.Flow(boolean held) -> Said.plainly(held ? "XOFF" : "XON", "");
      case PrinterAnswer.Noise(Bytes bytes) -> Said.plainly("Noise", bytes.hex());
    };
  }

  private static String text(Bytes bytes) {
    return new String(bytes.toArray(), TEXT);
  }

  /// `CutAndPresent` as `Cut and present`.
  private static String words(String type) {
    String words = type.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
