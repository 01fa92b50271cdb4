package kiosk.demo.stage;

import java.nio.file.Path;
import kiosk.simulators.panel.PrinterControls;
import kiosk.simulators.panel.ReaderControls;

/// The simulated devices of a kiosk, in a technician's hands.
public interface Devices extends AutoCloseable {

  ReaderControls reader();

  PrinterControls printer();

  /// The reader's serial port, as the kiosk opens it.
  Path readerPort();

  /// The printer's serial port, as the kiosk opens it.
  Path printerPort();

  /// Stops both and removes their ports.
  @Override
  void close();
}
