package kiosk.simulators.scenario;

/// What can go wrong with a receipt printer or its line.
public sealed interface PrinterFault extends Fault {

  /// The knife stands still.
  record CutterStuck() implements PrinterFault {}
}
