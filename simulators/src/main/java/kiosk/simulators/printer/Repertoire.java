package kiosk.simulators.printer;

import kiosk.devices.escpos.EscPosCommand;
import kiosk.devices.escpos.EscPosEncoder;
import kiosk.devices.escpos.PaperText;
import kiosk.devices.link.Bytes;
import kiosk.simulators.scenario.PrinterFault;

/// What of the language a unit knows. A page that it lacks leaves the one before in force; the data
/// of a symbol that it lacks comes out as text (as on a VKP80III of ROM 7.11).
final class Repertoire {

  /// GS ( k cn 54: Epson's number of DataMatrix, which Custom's know by another.
  private static final int EPSON_DATA_MATRIX = 54;

  private static final int STORE = 80;

  private final PrinterModel model;
  private final PrinterSenses senses;

  Repertoire(PrinterModel model, PrinterSenses senses) {
    this.model = model;
    this.senses = senses;
  }

  /// What the unit makes of a command.
  EscPosCommand understood(EscPosCommand command) {
    return switch (command) {
      case EscPosCommand.CodePage _ when senses.wrongPage().isPresent() ->
          new EscPosCommand.CodePage(senses.wrongPage().get());
      case EscPosCommand.CodePage(int page) when page == PaperText.WPC1252 && lacksPage() ->
          passedOver(command);
      case EscPosCommand.Symbol2d(int kind, int function, Bytes data) when lacks(kind) ->
          function == STORE ? new EscPosCommand.Text(data) : passedOver(command);
      case EscPosCommand.AskSymbolSize(int kind) when lacks(kind) -> passedOver(command);
      default -> command;
    };
  }

  private boolean lacksPage() {
    return senses.has(new PrinterFault.PageMissing());
  }

  private boolean lacks(int kind) {
    return senses.has(new PrinterFault.SymbolMissing(kind))
        || (model.custom() && kind == EPSON_DATA_MATRIX);
  }

  private static EscPosCommand passedOver(EscPosCommand command) {
    return new EscPosCommand.Quiet(Bytes.of(EscPosEncoder.encode(command)));
  }
}
